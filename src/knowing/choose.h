/* Which stage, profile and region would the Framework use here, and why?
 *
 * The decision (spec/serverless.md 3, 4.5, 5.6, 12): lazily from provider.stage, provider.profile and provider.region. It is the
 * Framework's answer, or it is unresolved with the variable that stands in the way; never a guess.
 */
#ifndef SLSENV_KNOWING_CHOOSE_H
#define SLSENV_KNOWING_CHOOSE_H

#include "knowing/decision.h"

/* Decides for the directory of `o`. Never fails: `decided` tells. */
void choose(struct world *w, const struct options *o, const struct ours *ours, struct decision *out);

#endif
