/* Which of a variable's sources answers?
 *
 * In their order, each with the variables in its address and parameters resolved first; what is missing is passed over, and an
 * error or a wait ends the search (spec/serverless.md 5.4).
 */
#ifndef SLSENV_RESOLVING_ASKING_H
#define SLSENV_RESOLVING_ASKING_H

#include "resolving/resolver.h"

/* Resolves one variable of the text of `n`. `written` and `base`: where that text stands in the text of its property, for
 * positions. FOUND: v->value. */
enum outcome asking_resolve(struct resolver *r, const struct node *n, struct variable *v, const struct node *written,
			    size_t base);

#endif
