#include "credentials/pkce.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

enum { VERIFIER = 64, DIGEST = 32, UUID = 16 };

static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Base64 for URLs, without padding. */
static struct text base64url(struct arena *a, const unsigned char *bytes, size_t n)
{
	struct build b = { .arena = a };
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < n; i++) {
		held = (held << 8 | bytes[i]) & 0xffff;
		for (bits += 8; bits >= 6; bits -= 6)
			build_char(&b, unreserved[held >> (bits - 6) & 63]);
	}
	if (bits)
		build_char(&b, unreserved[held << (6 - bits) & 63]);
	return build_done(&b);
}

/* Version 4: random but for six bits. */
static struct text uuid(struct arena *a, unsigned char *bytes)
{
	struct build b = { .arena = a };

	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
	for (int i = 0; i < UUID; i++)
		build_format(&b, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", bytes[i]);
	return build_done(&b);
}

bool pkce_make(struct arena *a, struct pkce *out)
{
	unsigned char *random = arena_alloc(a, VERIFIER + UUID), digest[DIGEST];
	struct build verifier = { .arena = a };

	if (RAND_bytes(random, VERIFIER + UUID) != 1)
		return false;
	for (int i = 0; i < VERIFIER; i++)
		build_char(&verifier, unreserved[random[i] & 63]);
	out->verifier = build_done(&verifier);
	out->state = uuid(a, random + VERIFIER);
	if (EVP_Digest(out->verifier.p, out->verifier.n, digest, NULL, EVP_sha256(), NULL) != 1)
		return false;
	out->challenge = base64url(a, digest, DIGEST);
	return true;
}
