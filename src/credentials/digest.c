#include "credentials/digest.h"

#include <limits.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "credentials/wipe.h"

static void *take(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return wipe_malloc(n);
}

static void give(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	wipe_free(p);
}

static void *resize(void *p, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	if (n)
		return wipe_realloc(p, n);
	wipe_free(p);
	return NULL;
}

bool digest_begin(void)
{
	return CRYPTO_set_mem_functions(take, resize, give) == 1;
}

struct text hex_of(struct arena *a, const unsigned char *bytes, size_t n)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < n; i++)
		build_format(&b, "%02x", bytes[i]);
	return build_done(&b);
}

bool digest_hex(struct arena *a, const char *algorithm, struct text bytes, struct text *out)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	EVP_MD *md = EVP_MD_fetch(NULL, algorithm, NULL);
	unsigned n = 0;
	bool done = md && EVP_Digest(bytes.n ? bytes.p : "", bytes.n, digest, &n, md, NULL) == 1;

	EVP_MD_free(md);
	if (done)
		*out = hex_of(a, digest, n);
	return done;
}

bool sha256(struct text bytes, unsigned char out[SHA256_BYTES])
{
	return EVP_Digest(bytes.n ? bytes.p : "", bytes.n, out, NULL, EVP_sha256(), NULL) == 1;
}

bool hmac_sha256(struct text key, struct text bytes, unsigned char out[SHA256_BYTES])
{
	unsigned n = 0;

	return key.n <= INT_MAX && HMAC(EVP_sha256(), key.n ? key.p : "", (int)key.n, (const unsigned char *)bytes.p, bytes.n,
					out, &n) && n == SHA256_BYTES;
}

struct text base64url(struct arena *a, const unsigned char *bytes, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	struct build b = { .arena = a };

	for (size_t i = 0; i < n; i += 3) {
		unsigned long bits = (unsigned long)bytes[i] << 16;

		if (i + 1 < n)
			bits |= (unsigned long)bytes[i + 1] << 8;
		if (i + 2 < n)
			bits |= bytes[i + 2];
		for (unsigned k = 0; k < 4 && k <= n - i; k++)
			build_char(&b, letters[bits >> (18 - 6 * k) & 63]);
	}
	return build_done(&b);
}
