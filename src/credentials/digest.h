/* What is the digest of these bytes, in hexadecimal?
 *
 * The only file that includes OpenSSL so far. The digests name files; none of them protects anything.
 */
#ifndef SLSENV_CREDENTIALS_DIGEST_H
#define SLSENV_CREDENTIALS_DIGEST_H

#include <stdbool.h>

#include "ground/text.h"

/* `algorithm` as OpenSSL names it: "SHA1", "SHA256". Lower-case digits into `out`, in `a`; false when this OpenSSL has no
 * such algorithm. */
bool digest_hex(struct arena *a, const char *algorithm, struct text bytes, struct text *out);

#endif
