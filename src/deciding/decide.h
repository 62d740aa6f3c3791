/* Which stage, profile and region would the Framework use here, and why?
 *
 * By the rules of the version that is at work (deciding/framework.h). It is the Framework's answer, or it is unresolved with what
 * stands in the way; never a guess.
 */
#ifndef SLSENV_DECIDING_DECIDE_H
#define SLSENV_DECIDING_DECIDE_H

#include "deciding/decision.h"

/* Decides for the directory of `o`. Never fails: `decided` tells. */
void decide(struct world *w, const struct options *o, const struct ours *ours, struct decision *out);

#endif
