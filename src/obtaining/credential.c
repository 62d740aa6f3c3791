#include "obtaining/credential.h"

#include <string.h>

#include "knowing/nosuchprofile.h"

static int base32(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/* Four letters of kind, then base32: one bit that says "new", 40 bits of account, and the rest. */
struct text credential_account_of_key(struct arena *a, struct text id)
{
	unsigned long long bits = 0;

	if (id.n != 20 || (!text_starts(id, "AKIA") && !text_starts(id, "ASIA")))
		return TEXT_NONE;
	for (size_t i = 4; i < id.n; i++) {
		if (base32(id.p[i]) < 0)
			return TEXT_NONE;
		if (i < 14)
			bits = bits << 5 | (unsigned)base32(id.p[i]);
	}
	bits >>= 2; /* ten characters are 50 bits, six bytes are 48 */
	if (!(bits >> 47) || (bits & 0x7fffffffff80) >> 7 > 999999999999)
		return TEXT_NONE;
	return text_format(a, "%012llu", (bits & 0x7fffffffff80) >> 7);
}

static bool is_account(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] < '0' || t.p[i] > '9')
			return false;
	return t.n == 12;
}

/* arn:PARTITION:iam::ACCOUNT:role/... */
static struct text account_of_arn(struct text arn)
{
	size_t from = 0;

	for (int colons = 0; colons < 4; from++) {
		if (from == arn.n)
			return TEXT_NONE;
		colons += arn.p[from] == ':';
	}
	return arn.n - from < 12 ? TEXT_NONE : text_slice(arn, from, from + 12);
}

/* What the profile itself says about its account. */
static void read_account(struct world *w, const struct profiles *p, const struct profile *profile,
			 const struct provider *row, struct credential *out)
{
	bool role = row->kind == CREDENTIAL_ROLE || row->kind == CREDENTIAL_WEB_IDENTITY;
	const char *key = role ? "role_arn" : row->kind == CREDENTIAL_SSO ? "sso_account_id" : "aws_account_id";
	struct text value = row->get(p, profile, key).value;
	struct text account = role ? account_of_arn(value) : value;

	if (!is_account(account) && !(p->as_botocore && account.n && !role))
		return;
	out->account = text_copy(w->arena, account);
	out->account_source = key;
}

/* Does the key's account agree with what the profile says? */
static bool check_account(struct world *w, struct profile_value id, struct credential *out)
{
	struct text decoded = credential_account_of_key(w->arena, id.value);

	if (!decoded.p || (out->account.p && text_equal(decoded, out->account)))
		return true;
	if (out->account.p)
		return trouble_error(&w->troubles, id.at, "correct aws_account_id, or use the other account's key",
				     "this key belongs to account %s, but aws_account_id is %s", decoded.p,
				     out->account.p);
	out->account = decoded;
	out->account_source = "access key id";
	return true;
}

/* Offset of the first control character (C0, DEL, C1); t.n: none. */
static size_t control_character(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if (c < 0x20 || c == 0x7f || (c == 0xc2 && i + 1 < t.n && (unsigned char)t.p[i + 1] < 0xa0))
			return i;
	}
	return t.n;
}

bool credential_exportable(struct world *w, const char *key, struct profile_value v)
{
	size_t i = control_character(v.value);

	if (i == v.value.n)
		return true;
	/* The same words as profile_check()'s warning about that line, so that it becomes one error. */
	if (v.value.p[i] == '\n' && v.continued.line)
		return trouble_error(&w->troubles, v.continued, ini_problem_todo(INI_SWALLOWED_KEY), "%s",
				     ini_problem_text(INI_SWALLOWED_KEY));
	v.at.column += ini_characters(v.value, i);
	return trouble_error(&w->troubles, v.at, "remove it", "%s holds a control character (\\x%02X)", key,
			     (unsigned char)v.value.p[i]);
}

/* One value of the pair: there, not empty, and fit to be a variable. To botocore any value is one. */
static bool take(struct world *w, const struct profiles *p, const char *key, struct profile_value v, struct text *out)
{
	*out = v.value;
	if (p->as_botocore)
		return true;
	if (!v.value.n)
		return trouble_error(&w->troubles, v.at, "write the value behind the \"=\"", "%s is empty", key);
	return credential_exportable(w, key, v);
}

static bool obtain_static(struct world *w, const struct profiles *p, const struct profile *profile,
			  const struct provider *row, struct credential *out)
{
	struct profile_value id = row->get(p, profile, "aws_access_key_id");
	struct profile_value secret = row->get(p, profile, "aws_secret_access_key");
	struct profile_value token = row->get(p, profile, "aws_security_token");

	if (!token.value.p)
		token = row->get(p, profile, "aws_session_token");
	if (!secret.value.p)
		return trouble_error(&w->troubles, id.at, "write both halves of the key into one section of one file",
				     "partial credentials found in %s, missing: aws_secret_access_key", row->method);
	if (!take(w, p, "aws_access_key_id", id, &out->access_key_id) ||
	    !take(w, p, "aws_secret_access_key", secret, &out->secret_access_key) ||
	    (!p->as_botocore && !credential_exportable(w, "the session token", token)))
		return false;
	out->session_token = token.value.n ? token.value : TEXT_NONE;
	if (p->as_botocore && out->account.p)
		return true;
	return check_account(w, id, out);
}

static bool obtain_nothing(struct world *w, const struct profiles *p, const struct profile *profile, const char *name)
{
	const struct ini_section *s = profile->credentials ? profile->credentials : profile->config;
	struct place at = { profile->credentials ? p->credentials_path : p->config_path, s->line, s->column };
	struct profile_value secret = profile_get(p, profile, "aws_secret_access_key");

	if (secret.value.p)
		return trouble_error(&w->troubles, secret.at, "add aws_access_key_id to the same section",
				     "unable to locate credentials: this secret key is without its aws_access_key_id");
	return trouble_error(&w->troubles, at, arena_format(w->arena, "add them: slsenv configure --profile %s", name),
			     "unable to locate credentials: profile %s has none", name);
}

bool credential_given(struct world *w, const struct profiles *p, const struct profile *profile, const struct provider *row,
		      struct credential *out)
{
	*out = (struct credential){ .kind = row->kind, .method = row->method };
	out->at = row->get(p, profile, row->key).at;
	read_account(w, p, profile, row, out);
	return row->kind != CREDENTIAL_STATIC || obtain_static(w, p, profile, row, out);
}

bool credential_missing(struct world *w, const struct profiles *p, const struct profile *profile)
{
	return obtain_nothing(w, p, profile, profile_word(w->arena, profile->name));
}

bool credential_obtain(struct world *w, const struct profiles *p, struct text name, struct credential *out)
{
	const struct profile *profile = profile_find(p, name), nobody = { .name = name };
	const char *word = profile_word(w->arena, name);
	const struct provider *row;
	bool fine;

	*out = (struct credential){ .kind = CREDENTIAL_NONE };
	fine = profile_check(w, p, profile ? profile : &nobody);
	if (!profile)
		return fine && !profiles_unreadable(p) && profile_not_found(w, p, name, NOWHERE);
	row = provider_engaged(p, profile, PASS_NONE);
	if (row) {
		out->kind = row->kind;
		out->method = row->method;
		out->at = row->get(p, profile, row->key).at;
		read_account(w, p, profile, row, out);
	}
	if (!fine || profiles_unreadable(p))
		return false;
	if (!row)
		return obtain_nothing(w, p, profile, word);
	return row->kind != CREDENTIAL_STATIC || obtain_static(w, p, profile, row, out);
}
