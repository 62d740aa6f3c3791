#include "telling/checkup.h"

#include "telling/show.h"

/* As the person has it: what slsenv has exported does not count. */
static const char *mine(struct checkup *c, const char *name)
{
	const char *value = ours_person(c->w, &c->standing.ours, name);

	return value && *value ? value : NULL;
}

static bool is_empty(struct checkup *c, const char *name)
{
	const char *value = ours_person(c->w, &c->standing.ours, name);

	return value && !*value;
}

static void check_pair(struct checkup *c)
{
	bool id = mine(c, "AWS_ACCESS_KEY_ID"), secret = mine(c, "AWS_SECRET_ACCESS_KEY");
	const char *profile = mine(c, "AWS_PROFILE");

	if (id != secret)
		finding_problem(&c->findings, "variables", "unset it, or set the other half too",
				"%s is set without %s: half a key pair",
				id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
				id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID");
	if (id && secret && profile)
		finding_warning(
			&c->findings, "variables", "unset one of the two",
			"AWS_PROFILE (%s) and a key pair are both set: the AWS CLI uses the keys, Serverless and the SDK for JavaScript the profile",
			show_text(c->w, text_of(profile)));
	else if (id && secret)
		finding_warning(&c->findings, "variables",
				"unset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY if profiles are to count",
				"a key pair of your own is set: it wins over the profiles of services");
}

static void check_profile_names(struct checkup *c)
{
	static const char *const names[] = { "AWS_PROFILE", "AWS_DEFAULT_PROFILE" };

	for (size_t i = 0; i < 2; i++) {
		const char *name = mine(c, names[i]);

		if (is_empty(c, names[i]))
			finding_warning(&c->findings, "variables", arena_format(c->w->arena, "unset %s", names[i]),
					"%s is set and empty: the AWS CLI looks for a profile without a name",
					names[i]);
		else if (name && !profiles_unreadable(c->standing.profiles) &&
			 !profile_find(c->standing.profiles, text_of(name)))
			finding_problem(&c->findings, "variables",
					arena_format(c->w->arena, "unset it, or choose one of `slsenv profiles`"),
					"%s names profile %s, which is in none of the AWS files", names[i],
					show_text(c->w, text_of(name)));
	}
}

static void check_tokens(struct checkup *c)
{
	const char *old = mine(c, "AWS_SECURITY_TOKEN"), *token = mine(c, "AWS_SESSION_TOKEN");

	if (old && !(token && text_equal(text_of(old), text_of(token))))
		finding_warning(&c->findings, "variables", "unset AWS_SECURITY_TOKEN",
				"AWS_SECURITY_TOKEN is set: the AWS CLI prefers it to AWS_SESSION_TOKEN");
	if (token && !mine(c, "AWS_ACCESS_KEY_ID"))
		finding_warning(&c->findings, "variables", "unset AWS_SESSION_TOKEN",
				"AWS_SESSION_TOKEN is set without keys that it belongs to");
}

void check_variables(struct checkup *c)
{
	check_pair(c);
	check_profile_names(c);
	check_tokens(c);
	if (is_empty(c, "AWS_SHARED_CREDENTIALS_FILE") || is_empty(c, "AWS_CONFIG_FILE"))
		finding_problem(&c->findings, "variables", "unset it",
				"%s is set and empty: the AWS CLI reads no such file at all",
				is_empty(c, "AWS_CONFIG_FILE") ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE");
	if (!finding_any(&c->findings, "variables"))
		finding_ok(&c->findings, "variables", "no AWS variables of your own stand in the way");
}

/* The SDK for JavaScript v2 then takes a config file that is missing for an error, of every profile. */
void check_load_config(struct checkup *c)
{
	const struct profiles *p = c->standing.profiles;

	if (mine(c, "AWS_SDK_LOAD_CONFIG") && p->config_result == READ_MISSING)
		finding_problem(
			&c->findings, "load-config", "unset AWS_SDK_LOAD_CONFIG, or make the file, be it empty",
			"AWS_SDK_LOAD_CONFIG is set and %s is missing: Serverless v3 then finds no profile at all",
			*p->config_path ? show_path(c->w, p->config_path) : "the config file");
}
