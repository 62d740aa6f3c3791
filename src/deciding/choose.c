#include "deciding/choose.h"

#include <string.h>

#include "deciding/envfile.h"
#include "deciding/provider.h"
#include "deciding/stage.h"
#include "resolving/property.h"
#include "resolving/variable.h"

/* Phase D: the defaults become part of the configuration, for variables that had to wait. */
static void fill_defaults(struct decision *d, struct resolver *r, enum outcome region)
{
	struct node *provider = node_get(d->config, "provider"), *n;

	if (!provider || provider->kind != NODE_MAP)
		return;
	n = node_get(provider, "stage");
	if (!n || n->kind == NODE_NULL)
		node_set(r->w->arena, provider, "stage", node_string(r->w->arena, TEXT("dev"), NOWHERE));
	n = node_get(provider, "name");
	if (!n || n->kind != NODE_STRING || !text_is(n->text, "aws"))
		return;
	n = node_get(provider, "region");
	if (region == PENDING || region == FAILED)
		return; /* it must be resolvable, even if an option replaces it */
	if (r->options->region.value.p)
		node_set(r->w->arena, provider, "region", node_string(r->w->arena, r->options->region.value, NOWHERE));
	else if (!n || !property_true(n))
		node_set(r->w->arena, provider, "region", node_string(r->w->arena, TEXT("us-east-1"), NOWHERE));
}

static bool choose_text(struct decision *d, struct resolver *r, const char *path, struct answer *out)
{
	struct node *n = NULL;
	enum outcome o = resolve_property(r, path, &n);
	struct candidate *file;
	bool given = out->count && out->candidates[0].value.p;

	if (decision_stopped(d, r, o))
		return false;
	file = answer_add(out, path, TEXT_NONE, n ? n->at : NOWHERE);
	if (o == MISSING || n->kind == NODE_NULL || (!n->at.file && !n->hop)) /* the last: a default of ours */
		return true;
	if (out == &d->region && !property_true(n)) /* "", 0 and false are none to the Framework */
		return true;
	file->hops = n->hop;
	if (given && (n->kind == NODE_LIST || n->kind == NODE_MAP))
		return true;
	if (!decision_text(r, n, &file->value))
		return decision_refused(d, r, n->at, "make it a text", arena_format(r->w->arena, "%s is no text", path));
	if (file->value.n > DECISION_MAX_NAME)
		return decision_refused(d, r, n->at, "correct the file", arena_format(r->w->arena, "%s is longer than 4 KiB", path));
	if (text_has_nul(file->value))
		return decision_refused(d, r, n->at, "correct the file", arena_format(r->w->arena, "%s has a NUL byte", path));
	return true;
}

/* What phase C can resolve it resolves there; the rest waits for phase E (spec/serverless.md 5.6). What became of the region. */
static enum outcome try_early(struct decision *d, struct resolver *r)
{
	enum outcome profile, region;
	struct node *n;

	resolve_phase(r, PHASE_EARLY);
	profile = resolve_property(r, "provider.profile", &n);
	region = resolve_property(r, "provider.region", &n);
	if (profile == FAILED || region == FAILED)
		d->decided = UNDECIDABLE;
	if (profile == PENDING || region == PENDING) /* else nobody will ask again */
		variable_finish_sections(r);
	return region;
}

/* What stands in the way of the name stands in nobody else's; a map, an old notation, is refused. */
static bool name_service(struct decision *d, struct resolver *r)
{
	struct troubles kept = r->w->troubles;
	struct node *n = NULL;
	enum outcome o;

	r->w->troubles = (struct troubles){ .arena = kept.arena };
	o = resolve_property(r, "service", &n);
	r->w->troubles = kept;
	if (o == FOUND && n->kind == NODE_MAP)
		return decision_refused(d, r, n->at, "write service: NAME", "service: is a map, which the Framework refuses");
	if (o == FOUND && n->kind == NODE_STRING && !text_has_nul(n->text) && n->text.n <= DECISION_MAX_NAME)
		d->name = n->text;
	return true;
}

/* Phases A and B: provider.name, useDotenv, the stage, then .env. */
static void begin(struct decision *d, struct resolver *r)
{
	bool named, staged;
	struct node *n;

	provider_plain(d, r);
	resolve_phase(r, PHASE_NAME);
	resolve_property(r, "useDotenv", &n);
	resolve_property(r, "provider.stage", &n);
	resolve_phase(r, PHASE_STAGE);
	decision_stopped(d, r, envfile_wanted(r, &d->dotenv_wanted));
	resolve_phase(r, PHASE_NAME);
	named = provider_check(d, r);
	resolve_phase(r, PHASE_STAGE);
	staged = stage_choose(d, r);
	if (!d->dotenv_wanted || !staged)
		return;
	if (!envfile_load(r, stage_for_dotenv(d, r)))
		d->decided = UNDECIDABLE;
	d->dotenv = r->dotenv;
	if (named)
		provider_check(d, r);
}

/* Each of the three is resolved for itself: what stands in the way of one does not hide the others. */
void choose(struct decision *d, struct resolver *r)
{
	d->decided = DECIDED;
	begin(d, r);
	fill_defaults(d, r, try_early(d, r));
	resolve_phase(r, PHASE_LATE);
	answer_add_option(&d->profile, &r->options->profile, "option --aws-profile");
	answer_add_option(&d->region, &r->options->region, "option --region");
	if (choose_text(d, r, "provider.profile", &d->profile))
		answer_settle(&d->profile);
	if (choose_text(d, r, "provider.region", &d->region)) {
		answer_add(&d->region, "the Framework's default", TEXT("us-east-1"), NOWHERE);
		answer_settle(&d->region);
	}
	name_service(d, r);
}
