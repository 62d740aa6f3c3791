/* Do the rules of v3 and of v4 say the same here?
 *
 * For a service of which nothing but a stages: block hints at v4: v3 ignores the block (spec/serverless.md 7).
 */
#ifndef SLSENV_KNOWING_EITHER_H
#define SLSENV_KNOWING_EITHER_H

#include "knowing/decision.h"

/* Makes `four` what can be said for certain: itself where both agree, else unresolved. */
void either_compare(struct world *w, const struct decision *three, struct decision *four);

#endif
