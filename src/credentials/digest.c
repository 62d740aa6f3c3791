#include "credentials/digest.h"

#include <openssl/evp.h>

bool digest_hex(struct arena *a, const char *algorithm, struct text bytes, struct text *out)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	struct build b = { .arena = a };
	EVP_MD *md = EVP_MD_fetch(NULL, algorithm, NULL);
	unsigned n = 0;
	bool done = md && EVP_Digest(bytes.n ? bytes.p : "", bytes.n, digest, &n, md, NULL) == 1;

	EVP_MD_free(md);
	if (!done)
		return false;
	for (unsigned i = 0; i < n; i++)
		build_format(&b, "%02x", digest[i]);
	*out = build_done(&b);
	return true;
}
