/* Which stage, profile and region would Serverless v3 or osls use here?
 *
 * The phases of spec/serverless.md 5.6, lazily from provider.stage, provider.profile and provider.region (3, 4.5, 12).
 */
#ifndef SLSENV_DECIDING_CHOOSE_H
#define SLSENV_DECIDING_CHOOSE_H

#include "deciding/decision.h"

/* `r` has been begun over d->config. Never fails: d->decided tells. */
void choose(struct decision *d, struct resolver *r);

#endif
