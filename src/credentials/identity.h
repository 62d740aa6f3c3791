/* Who do these keys say that we are, and does AWS believe it?
 *
 * GetCallerIdentity of STS, and then one question to CloudFormation that any working account may ask: an account that was never
 * fully signed up has an identity, but no services.
 */
#ifndef SLSENV_CREDENTIALS_IDENTITY_H
#define SLSENV_CREDENTIALS_IDENTITY_H

int identity_main(int argc, char **argv);

#endif
