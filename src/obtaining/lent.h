/* How does Serverless v3 come by the keys of a profile that it cannot use itself?
 *
 * It refuses an SSO, process or config-only profile even when keys are exported (spec/aws.md 5.1). So for one process such a profile is put
 * into a credentials file of its own: private, in the runtime directory, with these keys under each name that the Framework will ask
 * for and nothing else. The file's name says who owns it; it goes when the owner has ended, however it ended.
 */
#ifndef SLSENV_OBTAINING_LENT_H
#define SLSENV_OBTAINING_LENT_H

#include "obtaining/credential.h"

/* Writes it for `owner` (ground/living.h). Its path; NULL: the error is in w->troubles. Names that no such file can hold are left out. */
const char *lent_write(struct world *w, const char *owner, const struct credential *c, const struct text *names, size_t count);

/* Waits for the end of the owner and removes its file. */
void lent_tidy(struct world *w, const char *owner);

/* Removes the files of owners that are gone. */
void lent_sweep(struct world *w);

#endif
