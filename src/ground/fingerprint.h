/* Is this value the one that was there before?
 *
 * SipHash-2-4 (Aumasson, Bernstein 2012) keyed with a salt, cut short: enough to recognise a value, useless for finding it.
 */
#ifndef SLSENV_GROUND_FINGERPRINT_H
#define SLSENV_GROUND_FINGERPRINT_H

#include <stdint.h>

#include "ground/text.h"

uint64_t fingerprint(uint64_t salt, struct text t);

/* Its lowest 30 bits as 6 letters of [0-9A-V]; `out` has room for 7 bytes. */
void fingerprint_text(uint64_t salt, struct text t, char out[7]);

#endif
