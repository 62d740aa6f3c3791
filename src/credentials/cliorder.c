#include "credentials/cliorder.h"

#include <strings.h>

#include "credentials/begin.h"
#include "credentials/oldfiles.h"
#include "credentials/program.h"
#include "knowing/nosuchprofile.h"
#include "obtaining/endpoint.h"

/* Who is asked for. */
struct wanted {
	struct text name;
	const char *named_by; /* the variable that names it; NULL: an option does, or nothing */
	bool is_explicit;     /* --profile: the environment's keys and web identity do not count */
};

static struct wanted who(struct world *w, const struct get_options *o)
{
	static const char *const variables[] = { "AWS_PROFILE", "AWS_DEFAULT_PROFILE" };
	struct wanted wanted = { .name = text_of(o->profile ? o->profile : "default"), .is_explicit = o->profile != NULL };

	for (int i = 0; i < 2 && !wanted.is_explicit && !wanted.named_by; i++) {
		const char *variable = variables[o->boto3 ? 1 - i : i], *value = world_environment(w, variable);

		if (value) {
			wanted.name = text_of(value);
			wanted.named_by = variable;
		}
	}
	return wanted;
}

static struct place variable_place(const char *name)
{
	return (struct place){ name, 0, 0 };
}

static void source_is(struct chain *c, enum source_kind kind, const char *method, struct place at)
{
	c->source.kind = kind;
	c->source.method = method;
	c->source.profile = c->profile;
	c->source.at = at;
}

/* A variable that is set, be it to nothing, or the profile's key; `by`: the variable that says it. */
static struct text either(struct errand *e, const char *variable, const char *key, const char **by)
{
	const char *value = world_environment(e->w, variable);

	*by = value ? variable : NULL;
	return value ? text_of(value) : profile_get(e->p, e->selected, key).value;
}

/* The environment's variables, each before the profile's key of the same meaning. */
static bool web_identity(struct errand *e, struct chain *c, bool *found)
{
	const char *token_by, *by;
	struct chain_source *s = &c->source;
	struct text token = either(e, "AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file", &token_by);

	*found = token.n > 0;
	if (!*found)
		return true;
	source_is(c, SOURCE_WEB_IDENTITY, "assume-role-with-web-identity",
		  token_by ? variable_place(token_by) : profile_get(e->p, e->selected, "web_identity_token_file").at);
	s->token_file = token;
	s->role_arn = either(e, "AWS_ROLE_ARN", "role_arn", &by);
	s->session_name = either(e, "AWS_ROLE_SESSION_NAME", "role_session_name", &by);
	return s->role_arn.n || trouble_error(&e->w->troubles, s->at, "add role_arn to the profile, or export AWS_ROLE_ARN",
					      "the provided profile or the current environment is configured to assume role with web "
					      "identity but has no role ARN configured");
}

static bool instance_is_off(struct world *w)
{
	const char *off = world_environment(w, "AWS_EC2_METADATA_DISABLED");

	return off && strcasecmp(off, "true") == 0;
}

static bool nothing(struct errand *e)
{
	struct arena *a = e->w->arena;

	if (profile_find(e->p, e->selected->name))
		return credential_missing(e->w, e->p, e->selected);
	return trouble_error(&e->w->troubles, NOWHERE,
			     "name a profile: --profile NAME, or AWS_PROFILE; or set one up: aws configure",
			     "unable to locate credentials: no profile is named, none is called default, and the environment has no "
			     "keys (looked in %s and %s)", text_show(a, text_of(e->p->credentials_path), 0).p,
			     text_show(a, text_of(e->p->config_path), 0).p);
}

void cli_order_nothing(struct errand *e)
{
	trouble_forget(&e->w->troubles, NULL);
	nothing(e);
}

/* Whatever this machine itself is allowed: asked anew each time, as it has caches of its own. */
static bool beyond_profiles(struct errand *e, struct chain *c)
{
	const char *relative = world_environment(e->w, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
	const char *full = world_environment(e->w, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
	bool found;

	if (!old_files_look(e->w, &found, &c->source))
		return false;
	c->source.profile = c->profile;
	if (found)
		return true;
	e->caches = false;
	if (relative || full) {
		source_is(c, SOURCE_CONTAINER, "container-role",
			  variable_place(relative ? "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" : "AWS_CONTAINER_CREDENTIALS_FULL_URI"));
		return true;
	}
	if (instance_is_off(e->w))
		return nothing(e);
	source_is(c, SOURCE_EC2, "iam-role", NOWHERE);
	e->last_resort = true;
	return true;
}

/* From the role, which is the profile's own, on. */
static bool by_profile(struct errand *e, bool is_explicit, struct chain *c)
{
	const struct provider *row = provider_engaged(e->p, e->selected, PASS_NONE);
	unsigned pass = is_explicit ? PASS_NONE : PASS_WEB_IDENTITY;
	bool found = false;

	if (profiles_unreadable(e->p))
		return false;
	if (!is_explicit && (!row || row->kind != CREDENTIAL_ROLE) && !web_identity(e, c, &found))
		return false;
	if (found)
		return true;
	if (provider_engaged(e->p, e->selected, pass))
		return chain_find_without(e->w, e->p, e->selected->name, pass, c);
	return beyond_profiles(e, c);
}

/* The environment's own keys. */
static bool by_environment(struct errand *e, struct chain *c, bool *found)
{
	struct place at = variable_place("AWS_ACCESS_KEY_ID");

	if (!source_of_environment(e->w, at, found, &c->source))
		return false;
	if (!*found)
		c->source = (struct chain_source){ .kind = SOURCE_STATIC };
	else
		source_is(c, SOURCE_ENVIRONMENT, "env", at);
	return true;
}

/* A variable that is set to nothing names a profile without a name. */
static bool not_found(struct errand *e, const struct wanted *wanted)
{
	struct place at = wanted->named_by ? variable_place(wanted->named_by) : NOWHERE;

	if (profiles_unreadable(e->p))
		return false;
	if (wanted->named_by && !wanted->name.n)
		return trouble_error(&e->w->troubles, at, "unset it, or set it to a profile", "the config profile () could not be found");
	return profile_not_found(e->w, e->p, wanted->name, at);
}

static bool find(struct errand *e, const struct wanted *wanted, struct chain *c)
{
	bool found = false;

	*c = (struct chain){ .profile = wanted->name };
	if (!program_may_ask(e, wanted->name) || !profile_check(e->w, e->p, e->selected))
		return false;
	if ((wanted->is_explicit || wanted->named_by) && !profile_find(e->p, wanted->name))
		return not_found(e, wanted);
	if (!wanted->is_explicit && !by_environment(e, c, &found))
		return false;
	if (!found && !by_profile(e, wanted->is_explicit, c))
		return false;
	if (!c->account.p)
		c->account = c->source.keys.account;
	return true;
}

bool cli_order_begin(struct errand *e, const struct get_options *o, struct chain *c)
{
	struct wanted wanted = who(e->w, o);

	e->w->as_is = !wanted.is_explicit;
	errand_read_files(e, wanted.name);
	e->p->as_botocore = true;
	if (!find(e, &wanted, c))
		return false;
	errand_find_way(e, c);
	if (o->boto3)
		e->region = endpoint_region_of_boto3(e->w, e->p, e->selected).value;
	return true;
}
