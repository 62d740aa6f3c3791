/* How is a request to AWS signed with these keys? (Signature Version 4, in a header; spec/aws.md 7.3)
 *
 * For requests without a query, which is all that STS needs. Signed are content-type, host, x-amz-date and, with a
 * session token, x-amz-security-token.
 */
#ifndef SLSENV_CREDENTIALS_SIGV4_H
#define SLSENV_CREDENTIALS_SIGV4_H

#include <stdbool.h>
#include <stdint.h>

#include "ground/text.h"

struct sigv4 {
	struct text access_key_id, secret_access_key, session_token; /* the last one absent: none */
	const char *region, *service;
	const char *method, *host, *path, *content_type; /* host with its port, if that is not the scheme's own */
	struct text body;
	int64_t now;              /* seconds since the epoch */
};

/* The headers to send besides content-type (and x-amz-security-token, if there is a token), in `a`; false when OpenSSL failed. */
bool sigv4_sign(struct arena *a, const struct sigv4 *s, struct text *date, struct text *authorization);

#endif
