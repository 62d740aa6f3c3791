/* What does a credential_process find in its environment? */
#ifndef SLSENV_CREDENTIALS_PROGRAMENV_H
#define SLSENV_CREDENTIALS_PROGRAMENV_H

#include "ground/world.h"

/* Ours, without what slsenv exported (where it is known: with what the person had before), and with `profile` at the end of the
 * chain. NULL-ended. */
char **program_environment(struct world *w, struct text profile);

/* The profiles in _AWS_CLI_PROFILE_CHAIN, which the AWS CLI keeps in the same way: values separated by commas. */
size_t program_chain(struct world *w, struct text **names);

#endif
