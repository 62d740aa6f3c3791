/* Which credentials does the profile's credential_process hand out? (spec/aws.md 7.6)
 *
 * Words as Python's shlex splits them, no shell, found along PATH; no terminal, no standard input; a minute and 256 KiB at most. It
 * gets the person's environment without what slsenv exported, and the names of the profiles on the way to it, so that it cannot ask
 * for itself again.
 */
#ifndef SLSENV_CREDENTIALS_PROGRAM_H
#define SLSENV_CREDENTIALS_PROGRAM_H

#include "credentials/errand.h"

bool program_ask(struct errand *e, const struct chain_source *s, struct cached *out);

/* Is `profile` among those whose credential_process led to this program, or are they too many? Then false, with an error. */
bool program_may_ask(struct errand *e, struct text profile);

/* A program's words on standard error as a person may see them: what could be a secret is left out. */
const char *program_complaint(struct world *w, struct text err);

#endif
