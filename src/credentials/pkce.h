/* How do we prove that the code which comes back is meant for us?
 *
 * RFC 7636: the sign-in page is shown the digest of a secret (the challenge), the token service the secret itself (the verifier).
 */
#ifndef SLSENV_CREDENTIALS_PKCE_H
#define SLSENV_CREDENTIALS_PKCE_H

#include <stdbool.h>

#include "ground/text.h"

struct pkce {
	struct text verifier;  /* 64 characters, secret */
	struct text challenge; /* 43 characters */
	struct text state;     /* a random UUID */
};

/* In `a`; false when OpenSSL has no randomness. */
bool pkce_make(struct arena *a, struct pkce *out);

#endif
