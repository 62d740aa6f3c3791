#include "knowing/choose.h"

#include <string.h>

#include "knowing/framework.h"

static struct candidate *add(struct answer *a, const char *name, struct text value, struct place at)
{
	struct candidate *c = &a->candidates[a->count++];

	*c = (struct candidate){ .name = name, .value = value, .at = at };
	return c;
}

static void add_option(struct answer *a, const struct option_value *v, const char *name)
{
	add(a, v->value.p ? v->from : name, v->value, NOWHERE);
}

/* The first candidate that has a value is the answer. */
static void settle(struct answer *a)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->candidates[i].value.p) {
			a->candidates[i].used = true;
			a->used = &a->candidates[i];
			a->value = a->candidates[i].value;
			return;
		}
}

static bool unresolved_at(struct decision *d, struct resolver *r, enum outcome o)
{
	if (o == PENDING) {
		d->decided = UNRESOLVED;
		d->unresolved = r->unresolved;
	}
	if (o == FAILED)
		d->decided = UNDECIDABLE;
	return o == PENDING || o == FAILED;
}

/* A scalar as the Framework's schema coerces it for a property of type string: numbers and booleans become text, a list of one
 * its item (spec/serverless.md 2). */
static bool coerce(struct resolver *r, struct node *n, struct text *out)
{
	if (n->kind == NODE_LIST && n->count == 1)
		n = n->entries[0].value;
	if (n->kind == NODE_NULL || n->kind == NODE_LIST || n->kind == NODE_MAP)
		return false;
	return node_text(r->w->arena, n, out);
}

static bool valid_stage(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!(t.p[i] == '-' || (t.p[i] >= '0' && t.p[i] <= '9') || ((t.p[i] | 32) >= 'a' && (t.p[i] | 32) <= 'z')))
			return false;
	return t.n > 0;
}

static bool undecidable(struct decision *d, struct resolver *r, struct place at, const char *todo, const char *what)
{
	d->decided = UNDECIDABLE;
	return trouble_error(&r->w->troubles, at, todo, "%s", what);
}

static bool choose_stage(struct decision *d, struct resolver *r)
{
	struct node *n = NULL;
	enum outcome o = resolve_property(r, "provider.stage", &n);
	struct candidate *file;

	if (unresolved_at(d, r, o))
		return false;
	add_option(&d->stage, &r->options->stage, "option --stage");
	file = add(&d->stage, "provider.stage", TEXT_NONE, n ? n->at : NOWHERE);
	if (o == FOUND && n->kind != NODE_NULL) {
		file->hops = n->hop;
		if (!r->options->stage.value.p && (n->kind != NODE_STRING || !valid_stage(n->text)))
			return undecidable(d, r, n->at, "use ASCII letters, digits and hyphens only", "provider.stage: invalid stage name");
		if (!node_text(r->w->arena, n, &file->value))
			file->value = TEXT("");
	}
	if (r->options->stage.value.p && !valid_stage(r->options->stage.value))
		return undecidable(d, r, NOWHERE, "use ASCII letters, digits and hyphens only",
				   arena_format(r->w->arena, "invalid stage name \"%s\" (%s)", r->options->stage.value.p,
						r->options->stage.from));
	add(&d->stage, "the Framework's default", TEXT("dev"), NOWHERE);
	settle(&d->stage);
	return true;
}

/* Phase D: the defaults become part of the configuration, for variables that had to wait. */
static void fill_defaults(struct decision *d, struct resolver *r)
{
	struct node *provider = node_get(d->config, "provider"), *n;

	if (!provider || provider->kind != NODE_MAP)
		return;
	n = node_get(provider, "stage");
	if (!n || n->kind == NODE_NULL)
		node_set(r->w->arena, provider, "stage", node_string(r->w->arena, TEXT("dev"), NOWHERE));
	n = node_get(provider, "region");
	if (r->options->region.value.p)
		node_set(r->w->arena, provider, "region", node_string(r->w->arena, r->options->region.value, NOWHERE));
	else if (!n || n->kind == NODE_NULL)
		node_set(r->w->arena, provider, "region", node_string(r->w->arena, TEXT("us-east-1"), NOWHERE));
}

static bool choose_text(struct decision *d, struct resolver *r, const char *path, struct answer *out)
{
	struct node *n = NULL;
	enum outcome o = resolve_property(r, path, &n);
	struct candidate *file;

	if (unresolved_at(d, r, o))
		return false;
	file = add(out, path, TEXT_NONE, n ? n->at : NOWHERE);
	if (o == MISSING || n->kind == NODE_NULL || (!n->at.file && !n->hop)) /* the last: a default of ours */
		return true;
	file->hops = n->hop;
	if (!coerce(r, n, &file->value))
		return undecidable(d, r, n->at, "make it a text", arena_format(r->w->arena, "%s is no text", path));
	if (text_has_nul(file->value))
		return undecidable(d, r, n->at, "correct the file", arena_format(r->w->arena, "%s has a NUL byte", path));
	return true;
}

/* What phase C can resolve it resolves there; the rest waits for phase E (spec/serverless.md 5.6). */
static bool try_early(struct decision *d, struct resolver *r)
{
	static const char *const paths[] = { "provider.profile", "provider.region" };
	struct node *n;

	resolve_phase(r, PHASE_EARLY);
	for (size_t i = 0; i < 2; i++)
		if (resolve_property(r, paths[i], &n) == FAILED) {
			d->decided = UNDECIDABLE;
			return false;
		}
	return true;
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
		return undecidable(d, r, n->at, "write service: NAME", "service: is a map, which the Framework refuses");
	if (o == FOUND && n->kind == NODE_STRING && !text_has_nul(n->text))
		d->name = n->text;
	return true;
}

/* "provider: aws" is { name: aws }. */
static bool check_provider(struct decision *d, struct resolver *r)
{
	struct node *n = NULL, *provider;
	enum outcome o;

	resolve_phase(r, PHASE_NAME);
	o = resolve_property(r, "provider.name", &n);
	provider = node_get(d->config, "provider");
	if (provider && provider->kind == NODE_STRING && o == MISSING) {
		struct node *map = node_new(r->w->arena, NODE_MAP, provider->at), *name = node_new(r->w->arena, NODE_NULL, provider->at);

		*name = *provider;
		node_add(r->w->arena, map, TEXT("name"), provider->at, name);
		*provider = *map;
		return true;
	}
	if (unresolved_at(d, r, o))
		return false;
	if (o == MISSING || n->kind != NODE_STRING || !n->text.n)
		return undecidable(d, r, provider ? provider->at : (struct place){ d->service.path, 1, 1 },
				   "add provider: and name: aws below it", "provider.name is missing");
	return true;
}

static void choose_in(struct decision *d, struct resolver *r)
{
	if (!check_provider(d, r))
		return;
	resolve_phase(r, PHASE_STAGE);
	if (!choose_stage(d, r) || !try_early(d, r))
		return;
	fill_defaults(d, r);
	resolve_phase(r, PHASE_LATE);
	add_option(&d->profile, &r->options->profile, "option --aws-profile");
	add_option(&d->region, &r->options->region, "option --region");
	if (!choose_text(d, r, "provider.profile", &d->profile) || !choose_text(d, r, "provider.region", &d->region))
		return;
	add(&d->region, "the Framework's default", TEXT("us-east-1"), NOWHERE);
	settle(&d->profile);
	settle(&d->region);
	if (name_service(d, r))
		d->decided = DECIDED;
}

static void cannot_read(struct world *w, struct decision *d, const char *reason)
{
	struct unresolved *u = arena_alloc(w->arena, sizeof *u);

	*u = (struct unresolved){ TEXT("provider"), text_of(d->service.file), reason, { d->service.path, 0, 0 }, NULL };
	d->decided = UNRESOLVED;
	d->unresolved = u;
}

void choose(struct world *w, const struct options *o, const struct ours *ours, struct decision *out)
{
	struct resolver r;

	*out = (struct decision){ .decided = UNDECIDABLE, .framework = "v3" };
	switch (service_find(w, o, &out->service)) {
	case SERVICE_NONE:
		out->decided = NO_SERVICE;
		return;
	case SERVICE_ERROR:
		return;
	case SERVICE_FOUND:
		break;
	}
	if (out->service.form == SERVICE_COMPOSE) {
		cannot_read(w, out, "is the root of a compose project, not a service");
	} else if (out->service.form == SERVICE_PROGRAM) {
		cannot_read(w, out, "is a program; only the Framework can run it");
	} else if (service_read(w, &out->service, &out->config)) {
		framework_find(out);
		resolve_init(&r, w, out->config, o, ours, out->service.directory);
		if (out->framework[1] == '4')
			cannot_read(w, out, "follows the rules of Serverless v4, which this version does not know");
		else
			choose_in(out, &r);
		out->from_aws_profile = r.read_aws_profile;
	}
}
