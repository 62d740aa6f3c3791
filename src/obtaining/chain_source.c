#include "obtaining/chain_source.h"

#include <string.h>
#include <strings.h>

#include "knowing/nosuchprofile.h"
#include "knowing/ours.h"
#include "knowing/sections.h"

static const char *const kind_names[] = {
	[SOURCE_STATIC] = "static", [SOURCE_WEB_IDENTITY] = "web-identity", [SOURCE_SSO] = "sso", [SOURCE_LOGIN] = "login",
	[SOURCE_PROCESS] = "process", [SOURCE_ENVIRONMENT] = "environment", [SOURCE_CONTAINER] = "container",
	[SOURCE_EC2] = "ec2",
};

const char *source_kind_name(enum source_kind k)
{
	return kind_names[k];
}

/* One profile while its source is looked at. */
struct look {
	struct world *w;
	const struct profiles *p;
	const struct profile *profile;
	const struct ini_section *session; /* the sso-session; NULL: none */
};

static struct profile_value get(const struct look *l, const char *key)
{
	return profile_get(l->p, l->profile, key);
}

static bool web_identity(const struct look *l, struct chain_source *out)
{
	struct profile_value role = get(l, "role_arn"), token = get(l, "web_identity_token_file");

	if (!role.value.n)
		return trouble_error(&l->w->troubles, token.at, "add role_arn to the profile",
				     "profile %s is configured to assume role with web identity but has no role ARN "
				     "configured", profile_word(l->w->arena, l->profile->name));
	out->role_arn = role.value;
	out->session_name = get(l, "role_session_name").value;
	out->token_file = token.value;
	return true;
}

/* A value of the profile once the keys of its sso-session have been put in. */
static struct text merged(const struct look *l, const char *key)
{
	struct text own = get(l, key).value;

	return own.p || !l->session ? own : section_get(l->p, l->session, key).value;
}

/* Profile and session may say the same twice, but not two things. */
static bool same_as_session(const struct look *l, const struct ini_section *s)
{
	struct arena *a = l->w->arena;

	for (size_t i = 0; s && i < s->count; i++) {
		const char *key = arena_copy(a, s->properties[i].key.p, s->properties[i].key.n);
		struct profile_value own = get(l, key), theirs = section_get(l->p, l->session, key);

		if (own.value.p && !text_equal(own.value, theirs.value))
			return trouble_error(&l->w->troubles, own.at, "remove it from the profile, or make the two equal",
					     "the value for %s is inconsistent between profile (%s) and sso-session (%s)",
					     text_show(a, text_of(key), 0).p, text_show(a, own.value, 100).p,
					     text_show(a, theirs.value, 100).p);
	}
	return true;
}

static bool find_session(struct look *l, struct profile_value name)
{
	const char *todo = "add the section [sso-session ...] to the config file: aws configure sso-session";

	if (!name.value.p)
		return true;
	l->session = section_find(l->w, l->p, "sso-session", name.value);
	if (!l->session)
		return trouble_error(&l->w->troubles, name.at, todo, "the specified sso-session does not exist: \"%s\"",
				     text_show(l->w->arena, name.value, 0).p);
	return section_check(l->w, l->p, l->session) && same_as_session(l, l->session) &&
	       same_as_session(l, ini_section(&l->p->config, TEXT("DEFAULT")));
}

static const char *join(struct arena *a, const char *list, const char *item)
{
	return list ? arena_format(a, "%s, %s", list, item) : item;
}

/* What a refresh of the token reads from the session alone. */
static const char *lacking(const struct look *l)
{
	static const char *const keys[] = { "sso_start_url", "sso_region" };
	const char *list = NULL;

	for (size_t i = 0; l->session && i < 2; i++)
		if (!section_get(l->p, l->session, keys[i]).value.p)
			list = join(l->w->arena, list, keys[i]);
	return list;
}

static bool sso(struct look *l, struct chain_source *out)
{
	const struct {
		const char *key;
		struct text *value;
	} needed[] = {
		{ "sso_role_name", &out->role_name }, { "sso_account_id", &out->account_id },
		{ "sso_start_url", &out->start_url }, { "sso_region", &out->sso_region },
	};
	struct profile_value session = get(l, "sso_session");
	const char *missing = NULL;

	if (!find_session(l, session))
		return false;
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		*needed[i].value = merged(l, needed[i].key);
		if (!needed[i].value->p)
			missing = join(l->w->arena, missing, needed[i].key);
	}
	out->sso_session = session.value;
	out->incomplete = lacking(l);
	return !missing || trouble_error(&l->w->troubles, out->at, "add them, or set it up anew: aws configure sso",
					 "the profile \"%s\" is configured to use SSO but is missing required "
					 "configuration: %s", text_show(l->w->arena, l->profile->name, 0).p, missing);
}

static bool details(struct look *l, struct chain_source *out)
{
	switch (out->kind) {
	case SOURCE_WEB_IDENTITY:
		return web_identity(l, out);
	case SOURCE_SSO:
		return sso(l, out);
	case SOURCE_LOGIN:
		out->login_session = get(l, "login_session").value;
		return true;
	case SOURCE_PROCESS:
		out->process = get(l, "credential_process").value;
		out->process_account = get(l, "aws_account_id").value;
		return true;
	default:
		return true;
	}
}

bool source_of_profile(struct world *w, const struct profiles *p, const struct profile *profile, unsigned pass, bool *engaged,
		       struct chain_source *out)
{
	static const enum source_kind kinds[] = {
		[CREDENTIAL_STATIC] = SOURCE_STATIC, [CREDENTIAL_WEB_IDENTITY] = SOURCE_WEB_IDENTITY,
		[CREDENTIAL_SSO] = SOURCE_SSO, [CREDENTIAL_LOGIN] = SOURCE_LOGIN, [CREDENTIAL_PROCESS] = SOURCE_PROCESS,
	};
	const struct provider *row = provider_engaged(p, profile, pass | PASS_ROLE);
	struct look l = { w, p, profile, NULL };

	*engaged = row != NULL;
	if (!row)
		return true;
	*out = (struct chain_source){
		.kind = kinds[row->kind], .profile = profile->name, .at = row->get(p, profile, row->key).at,
		.method = row->method,
	};
	return credential_given(w, p, profile, row, &out->keys) && details(&l, out);
}

static bool nothing_there(struct world *w, const struct profile *profile, struct place at, const char *source, const char *todo)
{
	return trouble_error(&w->troubles, at, todo,
			     "error when retrieving credentials from %s: no credentials found in credential_source referenced in "
			     "profile %s", source, profile_word(w->arena, profile->name));
}

static bool container(struct world *w, const struct profile *profile, struct place at, struct chain_source *out)
{
	(void)out;
	return world_environment(w, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") ||
	       world_environment(w, "AWS_CONTAINER_CREDENTIALS_FULL_URI") ||
	       nothing_there(w, profile, at, "EcsContainer", "this is for a container of ECS or a pod of EKS");
}

static bool instance(struct world *w, const struct profile *profile, struct place at, struct chain_source *out)
{
	const char *off = world_environment(w, "AWS_EC2_METADATA_DISABLED");

	(void)out;
	return !off || strcasecmp(off, "true") != 0 ||
	       nothing_there(w, profile, at, "Ec2InstanceMetadata", "AWS_EC2_METADATA_DISABLED is set: unset it");
}

static struct text variable(struct world *w, const struct ours *ours, const char *name)
{
	const char *value = ours_person(w, ours, name);

	return value && *value ? text_of(value) : TEXT_NONE;
}

bool source_of_environment(struct world *w, struct place at, bool *there, struct chain_source *out)
{
	struct credential keys = { .kind = CREDENTIAL_STATIC, .method = "env" };
	struct ours ours;

	ours_read(w, false, &ours);
	keys.access_key_id = variable(w, &ours, "AWS_ACCESS_KEY_ID");
	keys.secret_access_key = variable(w, &ours, "AWS_SECRET_ACCESS_KEY");
	keys.session_token = variable(w, &ours, "AWS_SECURITY_TOKEN");
	if (!keys.session_token.p)
		keys.session_token = variable(w, &ours, "AWS_SESSION_TOKEN");
	keys.expiration = variable(w, &ours, "AWS_CREDENTIAL_EXPIRATION");
	keys.account = variable(w, &ours, "AWS_ACCOUNT_ID");
	out->keys = keys;
	*there = keys.access_key_id.p != NULL;
	return !*there || keys.secret_access_key.p ||
	       trouble_error(&w->troubles, at, "export AWS_SECRET_ACCESS_KEY as well",
			     "partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY");
}

static bool environment(struct world *w, const struct profile *profile, struct place at, struct chain_source *out)
{
	bool there;

	return source_of_environment(w, at, &there, out) &&
	       (there || nothing_there(w, profile, at, "Environment", "export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
}

bool source_named(struct world *w, const struct profile *profile, struct profile_value name, struct chain_source *out)
{
	static const struct {
		const char *name, *method;
		enum source_kind kind;
		bool (*look)(struct world *, const struct profile *, struct place, struct chain_source *);
	} sources[] = {
		{ "Environment", "env", SOURCE_ENVIRONMENT, environment },
		{ "EcsContainer", "container-role", SOURCE_CONTAINER, container },
		{ "Ec2InstanceMetadata", "iam-role", SOURCE_EC2, instance },
	};

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		if (!text_is(name.value, sources[i].name))
			continue;
		*out = (struct chain_source){
			.kind = sources[i].kind, .method = sources[i].method, .profile = profile->name, .at = name.at,
		};
		return sources[i].look(w, profile, name.at, out);
	}
	return trouble_error(&w->troubles, name.at, "write Environment, EcsContainer or Ec2InstanceMetadata",
			     "the credential source \"%s\" referenced in profile \"%s\" is not valid",
			     text_show(w->arena, name.value, 60).p, text_show(w->arena, profile->name, 0).p);
}
