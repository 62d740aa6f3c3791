/* How does the holder of this key prove that a request is theirs? (DPoP, RFC 9449, with ES256; spec/aws.md 7.5) */
#ifndef SLSENV_CREDENTIALS_DPOP_H
#define SLSENV_CREDENTIALS_DPOP_H

#include "ground/world.h"

/* The value of the DPoP header for a POST to `url`. `key` is PEM ("EC PRIVATE KEY", P-256). False: that is no such key. */
bool dpop_proof(struct world *w, struct text key, const char *url, struct text *out);

#endif
