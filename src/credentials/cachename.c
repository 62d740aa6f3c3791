#include "credentials/cachename.h"

#include <string.h>

#include "credentials/canonical.h"
#include "credentials/digest.h"

enum {
	REQUIRED = 1,    /* the field must be there */
	CHOICE = 2,      /* exactly one of the fields with this flag must be there */
	SKIP_EMPTY = 4,  /* empty is the same as not given */
	NUMBER = 8       /* a JSON number */
};

struct cache_field {
	const char *key;
	unsigned flags;
};

/* Fields are listed in the order in which Python sorts them. */
struct cache_kind {
	const char *name, *help, *algorithm;
	const char *colon, *comma; /* JSON's separators; NULL: the text is the only value itself */
	struct cache_field fields[6];
};

static const struct cache_kind kinds[] = {
	{ "role", "~/.aws/cli/cache: an assumed role", "SHA1", ": ", ", ",
	  { { "DurationSeconds", NUMBER }, { "ExternalId", 0 }, { "RoleArn", REQUIRED }, { "RoleSessionName", SKIP_EMPTY },
	    { "SerialNumber", 0 } } },
	{ "sso-role", "~/.aws/cli/cache: a role of IAM Identity Center", "SHA1", ":", ",",
	  { { "accountId", REQUIRED }, { "roleName", REQUIRED }, { "sessionName", CHOICE }, { "startUrl", CHOICE } } },
	{ "sso-token", "~/.aws/sso/cache: a sign-in to IAM Identity Center", "SHA1", NULL, NULL,
	  { { "sessionName", CHOICE }, { "startUrl", CHOICE } } },
	{ "login", "~/.aws/login/cache: a sign-in with 'aws login'", "SHA256", NULL, NULL, { { "loginSession", REQUIRED } } },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

const struct cache_kind *cache_kind_find(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const char *cache_kind_name(size_t index)
{
	return index < KINDS ? kinds[index].name : NULL;
}

const char *cache_kind_help(size_t index)
{
	return index < KINDS ? kinds[index].help : NULL;
}

/* As Python prints an int: digits, no sign and no leading zero, and not more than a duration can have. */
static bool is_number(struct text t)
{
	if (!t.n || t.n > 9 || (t.p[0] == '0' && t.n > 1))
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] < '0' || t.p[i] > '9')
			return false;
	return true;
}

static const struct cache_field *known_field(const struct cache_kind *kind, struct text key)
{
	for (const struct cache_field *c = kind->fields; c->key; c++)
		if (text_is(key, c->key))
			return c;
	return NULL;
}

static bool check_given(struct troubles *troubles, const struct cache_kind *kind, const struct field *f)
{
	const struct cache_field *c = known_field(kind, f->key);

	if (!c)
		return trouble_error(troubles, f->at, NULL, "%s has no field %s", kind->name,
		                     text_show(troubles->arena, f->key, 40).p);
	if ((c->flags & NUMBER) && !is_number(f->value))
		return trouble_error(troubles, f->at, NULL, "%s is not a number", c->key);
	if ((c->flags & (REQUIRED | CHOICE)) && !f->value.n)
		return trouble_error(troubles, f->at, NULL, "%s is empty", c->key);
	return true;
}

static bool check(struct troubles *troubles, const struct cache_kind *kind, const struct request *r)
{
	const struct place at = { "request", 0, 0 };
	unsigned choices = 0, chosen = 0;

	for (size_t i = 0; i < r->count; i++)
		if (!check_given(troubles, kind, &r->fields[i]))
			return false;
	for (const struct cache_field *c = kind->fields; c->key; c++) {
		bool given = request_field(r, c->key) != NULL;

		choices += (c->flags & CHOICE) != 0;
		chosen += (c->flags & CHOICE) && given;
		if ((c->flags & REQUIRED) && !given)
			return trouble_error(troubles, at, NULL, "%s needs %s", kind->name, c->key);
	}
	if (choices && chosen != 1)
		return trouble_error(troubles, at, NULL, "%s needs either sessionName or startUrl", kind->name);
	return true;
}

/* Takes a checked request. */
static struct text hashed_text(struct arena *a, const struct cache_kind *kind, const struct request *r)
{
	struct build b = { .arena = a };

	if (!kind->colon)
		return r->fields[0].value;
	build_char(&b, '{');
	for (const struct cache_field *c = kind->fields; c->key; c++) {
		const struct field *f = request_field(r, c->key);

		if (!f || ((c->flags & SKIP_EMPTY) && !f->value.n))
			continue;
		if (b.n > 1)
			build_string(&b, kind->comma);
		canonical_string(&b, text_of(c->key));
		build_string(&b, kind->colon);
		if (c->flags & NUMBER)
			build_text(&b, f->value);
		else
			canonical_string(&b, f->value);
	}
	build_char(&b, '}');
	return build_done(&b);
}

bool cache_name(struct troubles *troubles, const struct cache_kind *kind, const struct request *r, struct text *out)
{
	struct arena *a = troubles->arena;
	struct text hex;

	if (!check(troubles, kind, r))
		return false;
	if (!digest_hex(a, kind->algorithm, hashed_text(a, kind, r), &hex))
		return trouble_error(troubles, NOWHERE, NULL, "this OpenSSL cannot compute %s", kind->algorithm);
	*out = text_format(a, "%s.json", hex.p);
	return true;
}
