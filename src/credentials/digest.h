/* What is the digest of these bytes, or their code under this key? */
#ifndef SLSENV_CREDENTIALS_DIGEST_H
#define SLSENV_CREDENTIALS_DIGEST_H

#include <stdbool.h>

#include "ground/text.h"

/* Before anything else is asked of OpenSSL: what it frees will be wiped. False when it is too late for that. */
bool digest_begin(void);

/* `algorithm` as OpenSSL names it: "SHA1", "SHA256". Lower-case digits into `out`, in `a`; false when this OpenSSL has no
 * such algorithm. */
bool digest_hex(struct arena *a, const char *algorithm, struct text bytes, struct text *out);

enum { SHA256_BYTES = 32 };

bool sha256(struct text bytes, unsigned char out[SHA256_BYTES]);
bool hmac_sha256(struct text key, struct text bytes, unsigned char out[SHA256_BYTES]);

/* Lower-case hexadecimal digits. */
struct text hex_of(struct arena *a, const unsigned char *bytes, size_t n);

/* Base64 for URLs (RFC 4648, 5), without padding. */
struct text base64url(struct arena *a, const unsigned char *bytes, size_t n);

#endif
