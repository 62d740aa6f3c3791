/* Does the configuration have what must be known before anything else?
 *
 * provider.name, and two settings that must hold no variables (spec/serverless.md 1.7, 5.6).
 */
#ifndef SLSENV_DECIDING_PROVIDER_H
#define SLSENV_DECIDING_PROVIDER_H

#include "deciding/decision.h"

/* In PHASE_NAME, and again in PHASE_STAGE when .env has been loaded. False: noted in `d`. */
bool provider_check(struct decision *d, struct resolver *r);

bool provider_plain(struct decision *d, struct resolver *r);

#endif
