/* Which credentials does this profile give, as a credential_process would print them? */
#ifndef SLSENV_CREDENTIALS_GET_H
#define SLSENV_CREDENTIALS_GET_H

enum get_status { GET_DONE = 0, GET_FAILED = 1, GET_USAGE = 2, GET_SIGN_IN = 4 };

/* The arguments behind "get"; gives the exit status. */
int get_main(int argc, char **argv);

const char *get_help(void); /* its options, a line each */

#endif
