/* What does a person have to do before this profile gives credentials? slsenv-credentials login does it with them.
 *
 * From the source to the profile itself, hop by hop: signing in to SSO, then the code of each MFA device that is asked
 * for. Everything that needs nobody is fetched on the way and kept.
 */
#ifndef SLSENV_CREDENTIALS_SIGNIN_H
#define SLSENV_CREDENTIALS_SIGNIN_H

/* The arguments behind "login"; gives the exit status, as `get` does (get.h). */
int signin_main(int argc, char **argv);

const char *signin_help(void); /* its options, a line each */

#endif
