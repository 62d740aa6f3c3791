/* Which stage, profile and region would Serverless v4 use here?
 *
 * As deciding/choose.h, by v4's rules (spec/serverless.md 3, 4.3, 4.5, 5.8, 6, 7). Where these leave a question open the answer is
 * unresolved.
 */
#ifndef SLSENV_DECIDING_V4_CHOOSE_H
#define SLSENV_DECIDING_V4_CHOOSE_H

#include "deciding/decision.h"

/* `r` has been begun over d->config. Never fails: d->decided tells. */
void v4_choose(struct decision *d, struct resolver *r);

#endif
