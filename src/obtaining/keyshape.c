#include "obtaining/keyshape.h"

enum { ID_LENGTH = 20, SECRET_LENGTH = 40 };

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool all(struct text t, const char *extra, bool small)
{
	for (size_t i = 0; i < t.n; i++) {
		bool known = is_capital(t.p[i]) || is_digit(t.p[i]) || (small && t.p[i] >= 'a' && t.p[i] <= 'z');

		for (const char *e = extra; !known && *e; e++)
			known = *e == t.p[i];
		if (!known)
			return false;
	}
	return true;
}

static bool looks_like_id(struct text t)
{
	return t.n == ID_LENGTH && (text_starts(t, "AKIA") || text_starts(t, "ASIA")) && all(t, "", false);
}

static bool looks_like_secret(struct text t)
{
	return t.n == SECRET_LENGTH && all(t, "/+=", true);
}

const char *key_id_remark(struct text id)
{
	if (looks_like_id(id))
		return NULL;
	if (looks_like_secret(id))
		return "has the 40 characters of a secret key, not the 20 of a key id";
	if (!text_starts(id, "AKIA") && !text_starts(id, "ASIA"))
		return "does not begin with AKIA or ASIA, as key ids of AWS do";
	return id.n == ID_LENGTH ? "has characters other than A to Z and 0 to 9"
				 : "does not have the 20 characters of a key id";
}

const char *key_secret_remark(struct text secret, struct text id)
{
	if (looks_like_secret(secret))
		return NULL;
	if (text_equal(secret, id))
		return "is the key id again";
	if (looks_like_id(secret))
		return "is a key id, not a secret key";
	return secret.n == SECRET_LENGTH ? "has characters that secret keys of AWS do not have"
					 : "does not have the 40 characters of a secret key";
}

bool key_is_temporary(struct text id)
{
	return text_starts(id, "ASIA");
}

bool key_is_writable(struct text key)
{
	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] <= ' ' || key.p[i] >= 0x7f)
			return false;
	return key.n > 0;
}
