/* Has the AWS CLI already fetched these credentials?
 *
 * ~/.aws/cli/cache (spec/aws.md 6.1): with 15 minutes left at least. The names of its files know nothing of whose keys
 * assumed a role, so an entry counts only if no other profile of these files would give it the same name with another source.
 * A source's own credentials are not kept there, only roles and what the selected profile gives.
 */
#ifndef SLSENV_CREDENTIALS_CLICACHE_H
#define SLSENV_CREDENTIALS_CLICACHE_H

#include "credentials/errand.h"

enum { CLI_LEFT = 900 };

/* What the first `hops` hops of the chain give; false: nothing usable. Says nothing. */
bool clicache_read(struct errand *e, const struct chain *c, size_t hops, struct cached *out);

/* What a person has typed a code for, where the CLI would look for it: one code serves both. Should that fail, the CLI asks for
 * another one. */
void clicache_write(struct errand *e, const struct chain *c, size_t hops, const struct cached *got);

#endif
