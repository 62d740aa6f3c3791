/* What is `get` asked to do? */
#ifndef SLSENV_CREDENTIALS_GETOPTIONS_H
#define SLSENV_CREDENTIALS_GETOPTIONS_H

#include <stdbool.h>

struct get_options {
	const char *profile;  /* NULL: not given */
	const char *region;   /* NULL: as the profile and the environment say */
	bool no_cache, renew, mfa_stdin, help;
	bool boto3;           /* the environment is read in boto3's order, not in the AWS CLI's */
	bool for_shell;       /* slsenv asks: the files are read as the Framework reads them */
	unsigned timeout;     /* seconds */
};

/* False when the arguments are wrong: `wrong` then is the one. */
bool get_options_read(int argc, char **argv, struct get_options *out, const char **wrong);

#endif
