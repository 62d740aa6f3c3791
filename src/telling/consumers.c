#include "telling/consumers.h"

#include "knowing/jsprofile.h"
#include "obtaining/provider.h"

static struct text variable(struct world *w, const char *name)
{
	return text_of(world_environment(w, name));
}

/* The first of them that is not empty. */
static const char *first_filled(struct world *w, const char *const *names)
{
	for (; *names; names++)
		if (variable(w, *names).n)
			return *names;
	return NULL;
}

static void keys(struct world *w, struct consumer *c, const char *id)
{
	c->what = CONSUMES_KEYS;
	c->from = id;
	c->key_id = variable(w, id);
}

static void profile(struct consumer *c, enum consumes what, const char *from, struct text name)
{
	c->what = what;
	c->from = from;
	c->profile = name;
}

static bool has_credentials(const struct profiles *p, struct text name)
{
	const struct profile *found = profile_find(p, name);

	return found && credential_kind_of(p, found) != CREDENTIAL_NONE;
}

static void default_profile(const struct standing *s, struct consumer *c)
{
	if (has_credentials(s->profiles, TEXT("default")))
		profile(c, CONSUMES_PROFILE, NULL, TEXT("default"));
}

/* ---- the Framework ------------------------------------------------------------------------------------------------------ */

/* Its own order over everything that it sees: our exports count, and slsenv's options do not. */
static void framework(struct world *w, const struct standing *s, const char *version, struct whose *out)
{
	struct decision d = s->decision;
	struct options o = s->options;
	struct ours nothing = { .any = false };

	o.profile = (struct option_value){ .value = TEXT_NONE };
	d.framework.version = version;
	if (version[1] != '4')
		d.resolver = NULL;
	whose_credentials(w, &o, &nothing, &d, s->profiles, out);
}

static void from_source(struct world *w, struct consumer *c, const struct credential_source *s)
{
	if (s->profile.p)
		profile(c, CONSUMES_PROFILE, s->name, s->profile);
	else
		keys(w, c, s->name);
}

static void serverless_v3(struct world *w, const struct standing *s, struct consumer *c)
{
	struct whose whose;

	framework(w, s, "v3", &whose);
	if (whose.refused >= 0)
		profile(c, CONSUMES_ERROR, whose.sources[whose.refused].name, whose.sources[whose.refused].profile);
	else if (whose.used >= 0)
		from_source(w, c, &whose.sources[whose.used]);
	/* Then its SDK searches by itself, in ~/.aws/credentials even where AWS_SHARED_CREDENTIALS_FILE names another file. */
	else if (js_profile(w, s->profiles, TEXT("default")).usable)
		profile(c, CONSUMES_PROFILE, NULL, TEXT("default"));
}

static void serverless_v4(struct world *w, const struct standing *s, struct consumer *c)
{
	struct whose whose;

	framework(w, s, "v4", &whose);
	if (whose.used < 0)
		return;
	from_source(w, c, &whose.sources[whose.used]);
	if (c->what == CONSUMES_PROFILE && !has_credentials(s->profiles, c->profile))
		c->what = CONSUMES_ERROR;
}

/* ---- the SDKs ----------------------------------------------------------------------------------------------------------- */

/* botocore: a variable that is there counts, be it empty; the profile must exist, even where keys outrank it. */
static void botocore(struct world *w, const struct standing *s, const char *const names[2], struct consumer *c)
{
	const char *from = variable(w, names[0]).p ? names[0] : variable(w, names[1]).p ? names[1] : NULL;
	struct text name = from ? variable(w, from) : TEXT("default");

	if (from && !profile_find(s->profiles, name))
		profile(c, CONSUMES_ERROR, from, name);
	else if (variable(w, "AWS_ACCESS_KEY_ID").n && !variable(w, "AWS_SECRET_ACCESS_KEY").n)
		profile(c, CONSUMES_ERROR, "AWS_ACCESS_KEY_ID", TEXT_NONE);
	else if (variable(w, "AWS_ACCESS_KEY_ID").n)
		keys(w, c, "AWS_ACCESS_KEY_ID");
	else if (has_credentials(s->profiles, name))
		profile(c, CONSUMES_PROFILE, from, name);
}

static void aws_cli(struct world *w, const struct standing *s, struct consumer *c)
{
	botocore(w, s, (const char *const[]){ "AWS_PROFILE", "AWS_DEFAULT_PROFILE" }, c);
}

static void boto3(struct world *w, const struct standing *s, struct consumer *c)
{
	botocore(w, s, (const char *const[]){ "AWS_DEFAULT_PROFILE", "AWS_PROFILE" }, c);
}

/* A profile that is named outranks keys. */
static void js_sdk(struct world *w, const struct standing *s, struct consumer *c)
{
	struct text name = variable(w, "AWS_PROFILE");

	if (name.n)
		profile(c, has_credentials(s->profiles, name) ? CONSUMES_PROFILE : CONSUMES_ERROR, "AWS_PROFILE", name);
	else if (variable(w, "AWS_ACCESS_KEY_ID").n && variable(w, "AWS_SECRET_ACCESS_KEY").n)
		keys(w, c, "AWS_ACCESS_KEY_ID");
	else
		default_profile(s, c);
}

/* Keys outrank a profile that is named, but AWS_PROFILE must exist all the same. */
static void go_sdk(struct world *w, const struct standing *s, struct consumer *c)
{
	const char *id = first_filled(w, (const char *const[]){ "AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", NULL });
	const char *secret = first_filled(w, (const char *const[]){ "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", NULL });
	const char *from = first_filled(w, (const char *const[]){ "AWS_PROFILE", "AWS_DEFAULT_PROFILE", NULL });
	struct text name = from ? variable(w, from) : TEXT("default"), strict = variable(w, "AWS_PROFILE");

	if (strict.n && !profile_find(s->profiles, strict))
		profile(c, CONSUMES_ERROR, "AWS_PROFILE", strict);
	else if (id && secret)
		keys(w, c, id);
	else if (has_credentials(s->profiles, name))
		profile(c, CONSUMES_PROFILE, from, name);
}

/* ---- all of them -------------------------------------------------------------------------------------------------------- */

void consumers_find(struct world *w, const struct standing *s, struct consumer out[CONSUMER_COUNT])
{
	static const struct {
		const char *id, *name;
		void (*find)(struct world *, const struct standing *, struct consumer *);
	} rows[CONSUMER_COUNT] = {
		[CONSUMER_V3] = { "serverless-v3", "Serverless v3, osls", serverless_v3 },
		[CONSUMER_V4] = { "serverless-v4", "Serverless v4", serverless_v4 },
		[CONSUMER_CLI] = { "aws-cli", "AWS CLI", aws_cli },
		[CONSUMER_BOTO3] = { "boto3", "boto3", boto3 },
		[CONSUMER_JS] = { "js-sdk-v3", "AWS SDK for JS v3", js_sdk },
		[CONSUMER_GO] = { "go-sdk", "Go SDK, Terraform", go_sdk },
	};

	for (int i = 0; i < CONSUMER_COUNT; i++) {
		out[i] = (struct consumer){ .id = rows[i].id, .name = rows[i].name };
		rows[i].find(w, s, &out[i]);
	}
}

static bool same(const struct consumer *a, const struct consumer *b)
{
	return a->what == b->what && text_equal(a->profile, b->profile) && text_equal(a->key_id, b->key_id);
}

bool consumer_agrees(const struct standing *s, const struct consumer all[CONSUMER_COUNT], const struct consumer *one)
{
	if (s->state == STATE_OVERRIDE || !s->profile.n)
		return same(one, &all[s->decision.framework.version[1] == '4' ? CONSUMER_V4 : CONSUMER_V3]);
	if (one->what == CONSUMES_PROFILE)
		return text_equal(one->profile, s->profile);
	return one->what == CONSUMES_KEYS && one->key_id.n && text_equal(one->key_id, s->credential.access_key_id);
}
