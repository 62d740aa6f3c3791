#include "credentials/dpop.h"

#include <limits.h>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "credentials/digest.h"

enum { HALF = 32 }; /* bytes of a coordinate, and of each half of a signature */

static int no_password(char *buffer, int size, int writing, void *data)
{
	(void)buffer;
	(void)size;
	(void)writing;
	(void)data;
	return 0;
}

static EVP_PKEY *read_key(struct text pem)
{
	BIO *bio = pem.n && pem.n < INT_MAX ? BIO_new_mem_buf(pem.p, (int)pem.n) : NULL;
	EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL) : NULL;
	char group[40];

	BIO_free(bio);
	if (key && (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC || EVP_PKEY_get_group_name(key, group, sizeof group, NULL) != 1 ||
		    !text_is(text_of(group), "prime256v1"))) {
		EVP_PKEY_free(key);
		return NULL;
	}
	return key;
}

static bool coordinate(struct arena *a, EVP_PKEY *key, const char *name, struct text *out)
{
	unsigned char bytes[HALF];
	BIGNUM *n = NULL;
	bool fine = EVP_PKEY_get_bn_param(key, name, &n) == 1 && BN_bn2binpad(n, bytes, HALF) == HALF;

	BN_free(n);
	if (fine)
		*out = base64url(a, bytes, HALF);
	return fine;
}

/* r and s one behind the other, instead of in DER. */
static bool raw_signature(const unsigned char *der, size_t n, unsigned char out[2 * HALF])
{
	ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, (long)n);
	bool fine = sig && BN_bn2binpad(ECDSA_SIG_get0_r(sig), out, HALF) == HALF &&
		    BN_bn2binpad(ECDSA_SIG_get0_s(sig), out + HALF, HALF) == HALF;

	ECDSA_SIG_free(sig);
	return fine;
}

static bool sign(EVP_PKEY *key, struct text t, unsigned char out[2 * HALF])
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	unsigned char der[200];
	size_t n = sizeof der;
	bool fine = c && EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, key) == 1 &&
		    EVP_DigestSign(c, der, &n, (const unsigned char *)t.p, t.n) == 1 && raw_signature(der, n, out);

	EVP_MD_CTX_free(c);
	return fine;
}

static struct text encoded(struct arena *a, struct text t)
{
	return base64url(a, (const unsigned char *)t.p, t.n);
}

static struct text payload(struct world *w, const char *url)
{
	uint64_t a = world_random(w), b = world_random(w);

	return text_format(w->secrets, "{\"htm\":\"POST\",\"htu\":\"%s\",\"iat\":%lld,"
			   "\"jti\":\"%08llx-%04llx-4%03llx-a%03llx-%012llx\"}", url, (long long)world_now(w),
			   (unsigned long long)(a >> 32), (unsigned long long)(a >> 16 & 0xffff),
			   (unsigned long long)(a & 0xfff), (unsigned long long)(b >> 52),
			   (unsigned long long)(b & 0xffffffffffff));
}

bool dpop_proof(struct world *w, struct text pem, const char *url, struct text *out)
{
	struct arena *a = w->secrets;
	EVP_PKEY *key = read_key(pem);
	unsigned char signature[2 * HALF];
	struct text x, y, head, body;
	bool fine = key && coordinate(a, key, OSSL_PKEY_PARAM_EC_PUB_X, &x) && coordinate(a, key, OSSL_PKEY_PARAM_EC_PUB_Y, &y);

	if (fine) {
		head = encoded(a, text_format(a, "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"x\":\"%s\","
					      "\"y\":\"%s\",\"crv\":\"P-256\"}}", x.p, y.p));
		body = text_format(a, "%s.%s", head.p, encoded(a, payload(w, url)).p);
		fine = sign(key, body, signature);
		*out = text_format(a, "%s.%s", body.p, base64url(a, signature, sizeof signature).p);
	}
	EVP_PKEY_free(key);
	return fine;
}
