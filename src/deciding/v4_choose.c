#include "deciding/v4_choose.h"

#include <string.h>

#include "deciding/v4_credentials.h"
#include "deciding/v4_envfile.h"
#include "resolving/source.h"
#include "resolving/v4_language.h"
#include "resolving/v4_property.h"
#include "resolving/v4_sources.h"
#include "resolving/v4_walk.h"

/* A text that decides something; absent when there is none. */
static bool take(struct decision *d, struct resolver *r, const char *path, const struct node *n, struct text *out)
{
	*out = TEXT_NONE;
	if (!n || n->kind == NODE_NULL || (n->kind == NODE_STRING && !n->text.n))
		return true;
	if (n->kind != NODE_STRING)
		return v4_unsure(d, r, path, n->at, "is no text to v4");
	if (n->text.n > DECISION_MAX_NAME)
		return decision_refused(d, r, n->at, "correct the file", arena_format(r->w->arena, "%s is longer than 4 KiB", path));
	if (text_has_nul(n->text))
		return decision_refused(d, r, n->at, "correct the file", arena_format(r->w->arena, "%s has a NUL byte", path));
	*out = n->text;
	return true;
}

/* ---- before anything else -------------------------------------------------------------------------------------------- */

static bool check_provider(struct decision *d, struct resolver *r)
{
	struct node *provider = node_get(d->config, "provider"), *name = node_get(provider, "name");

	if (provider && (provider->hop || variable_waits(r, provider)))
		return v4_unsure(d, r, "provider", provider->at, "is a variable, and v4 looks for stage and profile before it is resolved");
	if (!provider || (provider->kind != NODE_MAP && provider->kind != NODE_LIST)) /* to v4 that means aws, whatever it is */
		return true;
	if (!name || name->kind != NODE_STRING || !text_is(name->text, "aws"))
		return decision_refused(d, r, name ? name->at : provider->at, "write name: aws",
					"provider.name is not aws, and v4 knows no other");
	return true;
}

static bool check(struct decision *d, struct resolver *r)
{
	const struct node *stages = node_get(d->config, "stages");

	if (v4_set(stages) && v4_set(node_get(d->config, "params")))
		return decision_refused(d, r, stages->at, "move params: into stages:",
					"params: and stages: cannot be used together");
	return check_provider(d, r);
}

/* ---- the three answers ----------------------------------------------------------------------------------------------- */

/* With an option v4 does not look at the file's. */
static bool choose_stage(struct decision *d, struct resolver *r)
{
	const struct option_value *option = &r->options->stage;
	struct node *n = node_get(node_get(d->config, "provider"), "stage");
	enum outcome o = MISSING;
	struct candidate *file;

	answer_add(&d->stage, option->from ? option->from : "option --stage", option->value.n ? option->value : TEXT_NONE, NOWHERE);
	file = answer_add(&d->stage, "provider.stage", TEXT_NONE, n ? n->at : NOWHERE);
	resolve_phase(r, PHASE_STAGE);
	if (!option->value.n)
		o = v4_at(r, "provider.stage", &n);
	else if (n && n->kind == NODE_STRING && !variable_waits(r, n) && !text_has_nul(n->text))
		file->value = n->text;
	if (decision_stopped(d, r, o))
		return false;
	if (o == FOUND) {
		file->hops = n->hop;
		if (!take(d, r, "provider.stage", n, &file->value))
			return false;
		if ((!file->value.p && n->hop) || (file->value.p && strstr(file->value.p, "${")))
			return v4_unsure(d, r, "provider.stage", n->at, "becomes no name of a stage");
	}
	answer_add(&d->stage, "the Framework's default", TEXT("dev"), NOWHERE);
	answer_settle(&d->stage);
	return true;
}

/* A property of the provider as a candidate. */
static bool add_property(struct decision *d, struct resolver *r, struct answer *a, const char *path)
{
	struct node *n = NULL;
	enum outcome o = v4_at(r, path, &n);
	struct candidate *c;

	if (decision_stopped(d, r, o))
		return false;
	c = answer_add(a, path, TEXT_NONE, o == FOUND ? n->at : NOWHERE);
	if (o == MISSING)
		return true;
	c->hops = n->hop;
	return take(d, r, path, n, &c->value);
}

static bool add_setting(struct decision *d, struct resolver *r, struct answer *a, const struct v4_credentials *c,
			const struct node *n)
{
	struct candidate *candidate = answer_add(a, c->name, TEXT_NONE, n ? n->at : c->at);

	candidate->hops = n ? n->hop : NULL;
	return take(d, r, c->name, n, &candidate->value);
}

static void choose_profile(struct decision *d, struct resolver *r, const struct v4_credentials *c)
{
	const struct option_value *option = &r->options->profile;
	const struct node *n;

	if (c->name) {
		if (option->value.n)
			trouble_warning(&r->w->troubles, c->at, "set profile: there instead", "v4 ignores %s, as %s is in force",
					option->from, c->name);
		if (add_setting(d, r, &d->profile, c, c->profile))
			answer_settle(&d->profile);
		return;
	}
	answer_add(&d->profile, option->from ? option->from : "option --aws-profile", option->value.n ? option->value : TEXT_NONE,
		   NOWHERE);
	if (!add_property(d, r, &d->profile, "provider.profile"))
		return;
	n = node_get(node_get(d->config, "provider"), "profile");
	if (n && n->kind == NODE_NULL && !option->value.n) {
		v4_unsure(d, r, "provider.profile", n->at, "is null, over which v4 stumbles: leave it out instead");
		return;
	}
	answer_settle(&d->profile);
}

static void add_environment(struct decision *d, struct resolver *r)
{
	const char *value = source_environment(r, TEXT("AWS_REGION"));
	const struct dotenv_entry *e = value ? NULL : dotenv_find(r->dotenv, TEXT("AWS_REGION"));

	if (e && e->value.n)
		answer_add(&d->region, "AWS_REGION", e->value, (struct place){ e->path, e->line, 0 });
	else
		answer_add(&d->region, "AWS_REGION", value && *value ? text_of(value) : TEXT_NONE, NOWHERE);
}

static void choose_region(struct decision *d, struct resolver *r, const struct v4_credentials *c)
{
	const struct option_value *option = &r->options->region;

	answer_add(&d->region, option->from ? option->from : "option --region", option->value.n ? option->value : TEXT_NONE, NOWHERE);
	if (c->region) {
		if (!add_setting(d, r, &d->region, c, c->region))
			return;
		if (option->value.n && !text_equal(option->value, d->region.candidates[1].value)) {
			v4_unsure(d, r, "provider.region", c->at, "differs between --region and the credential resolver");
			return;
		}
	}
	if (!add_property(d, r, &d->region, "provider.region"))
		return;
	if (r->v4->stage.p) { /* else nobody knows which .env there is */
		add_environment(d, r);
		answer_add(&d->region, "the Framework's default", TEXT("us-east-1"), NOWHERE);
	}
	answer_settle(&d->region);
}

/* ---- all of it ------------------------------------------------------------------------------------------------------- */

static void name_service(struct decision *d, struct resolver *r)
{
	struct troubles kept = r->w->troubles;
	struct node *n = NULL;

	r->w->troubles = (struct troubles){ .arena = kept.arena };
	if (v4_at(r, "service", &n) == FOUND && n->kind == NODE_STRING && !text_has_nul(n->text))
		d->name = n->text;
	r->w->troubles = kept;
}

static void warn_of_dashboard(struct decision *d, struct resolver *r, const struct v4_credentials *c)
{
	if (v4_has_dashboard(d->config) && !c->no_dashboard)
		trouble_warning(&r->w->troubles, node_get(d->config, "app")->at, "look at the app's providers there",
				"app is set: where the Serverless Dashboard has credentials for this service, v4 takes those");
}

void v4_choose(struct decision *d, struct resolver *r)
{
	struct v4_credentials c = { .name = NULL };
	struct v4 *v4 = arena_alloc(r->w->arena, sizeof *v4);

	v4_language(r, v4);
	d->decided = DECIDED;
	if (!check(d, r))
		return;
	if (choose_stage(d, r)) {
		v4->stage = d->stage.value;
		if (!v4_envfile_load(d, r))
			d->decided = UNDECIDABLE;
	}
	resolve_phase(r, v4->stage.p ? PHASE_LATE : PHASE_NAME);
	if (v4_credentials_find(d, r, &c)) {
		choose_profile(d, r, &c);
		choose_region(d, r, &c);
	}
	d->resolver = c.name;
	name_service(d, r);
	warn_of_dashboard(d, r, &c);
}
