/* Do the rules of v3 and of v4 say the same here?
 *
 * For a service of which nothing tells for certain whose rules apply (deciding/framework.h).
 */
#ifndef SLSENV_DECIDING_EITHER_H
#define SLSENV_DECIDING_EITHER_H

#include "deciding/decision.h"

/* Compares with d->other, and makes `d` unresolved where they do not agree. */
void either_compare(struct world *w, struct decision *d);

/* Makes `d` unresolved, as `variable` (or the property itself) means different things: `words` for d and for d->other. */
void either_differ(struct world *w, struct decision *d, const char *path, const char *variable, const char *words, const char *other);

#endif
