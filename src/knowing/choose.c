#include "knowing/choose.h"

#include <string.h>

#include "knowing/envfile.h"
#include "knowing/variable.h"

static void note_all(struct decision *d, struct world *w, const struct unresolved *u)
{
	for (; u; u = u->next) {
		struct unresolved **last = &d->unresolved;

		while (*last && !(text_equal((*last)->path, u->path) && text_equal((*last)->variable, u->variable)))
			last = &(*last)->next;
		if (*last)
			continue;
		*last = arena_alloc(w->arena, sizeof **last);
		**last = *u;
		(*last)->next = NULL;
	}
}

static bool unresolved_at(struct decision *d, struct resolver *r, enum outcome o)
{
	const struct unresolved *u = r->unresolved;

	if (o != PENDING && o != FAILED)
		return false;
	if (o == PENDING && u && u->refused) {
		trouble_error(&r->w->troubles, u->at, "use another source", "%s: %s %s, and the Framework refuses it here", u->path.p,
			      u->variable.p, u->reason);
		d->decided = UNDECIDABLE;
	} else if (o == PENDING) {
		note_all(d, r->w, u);
		d->decided = d->decided == UNDECIDABLE ? UNDECIDABLE : UNRESOLVED;
	} else {
		d->decided = UNDECIDABLE;
	}
	return true;
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
	answer_add_option(&d->stage, &r->options->stage, "option --stage");
	file = answer_add(&d->stage, "provider.stage", TEXT_NONE, n ? n->at : NOWHERE);
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
	answer_add(&d->stage, "the Framework's default", TEXT("dev"), NOWHERE);
	answer_settle(&d->stage);
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
	if (n && variable_waits(r, n))
		return; /* it must be resolvable, even if an option replaces it */
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
	file = answer_add(out, path, TEXT_NONE, n ? n->at : NOWHERE);
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
static void try_early(struct decision *d, struct resolver *r)
{
	struct node *n;

	resolve_phase(r, PHASE_EARLY);
	if (resolve_property(r, "provider.profile", &n) == FAILED || resolve_property(r, "provider.region", &n) == FAILED)
		d->decided = UNDECIDABLE;
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
static void expand_provider(struct resolver *r, struct node *provider)
{
	struct node *map = node_new(r->w->arena, NODE_MAP, provider->at), *name = node_new(r->w->arena, NODE_NULL, provider->at);

	*name = *provider;
	node_add(r->w->arena, map, TEXT("name"), provider->at, name);
	*provider = *map;
}

/* The provider's name must be known before .env is loaded, unless that brings it (spec/serverless.md 5.6). */
static bool check_provider(struct decision *d, struct resolver *r)
{
	struct node *n = NULL, *provider;
	enum outcome o = resolve_property(r, "provider.name", &n);

	provider = node_get(d->config, "provider");
	if (provider && provider->kind == NODE_STRING && o == MISSING) {
		expand_provider(r, provider);
		return true;
	}
	if (o == FAILED || (o == PENDING && r->phase == PHASE_NAME && r->unresolved && !d->dotenv_wanted))
		return undecidable(d, r, provider ? provider->at : NOWHERE, "write the name itself",
				   "provider.name cannot be told this early, which the Framework refuses");
	if (o == PENDING && r->phase == PHASE_NAME)
		return true;
	if (unresolved_at(d, r, o))
		return false;
	if (o == MISSING || n->kind != NODE_STRING || !n->text.n)
		return undecidable(d, r, provider ? provider->at : (struct place){ d->service.path, 1, 1 },
				   "add provider: and name: aws below it", "provider.name is missing");
	return true;
}

/* Two settings must hold no variables at all. */
static bool check_plain(struct decision *d, struct resolver *r)
{
	static const char *const names[] = { "disabledDeprecations", "deprecationNotificationMode" };

	for (size_t i = 0; i < 2; i++) {
		struct node *n = node_get(d->config, names[i]);
		bool bad = n && variable_waits(r, n);

		for (size_t k = 0; n && k < n->count; k++)
			bad = bad || variable_waits(r, n->entries[k].value);
		if (bad)
			return undecidable(d, r, n->at, "write it without variables",
					   arena_format(r->w->arena, "%s holds variables, which the Framework refuses", names[i]));
	}
	return true;
}

/* Phases A and B: provider.name, useDotenv, the stage, then .env. */
static void begin(struct decision *d, struct resolver *r)
{
	bool named, staged;

	check_plain(d, r);
	resolve_phase(r, PHASE_STAGE);
	unresolved_at(d, r, envfile_wanted(r, &d->dotenv_wanted));
	resolve_phase(r, PHASE_NAME);
	named = check_provider(d, r);
	resolve_phase(r, PHASE_STAGE);
	staged = choose_stage(d, r);
	if (!d->dotenv_wanted || !staged)
		return;
	if (!envfile_load(r, d->stage.value))
		d->decided = UNDECIDABLE;
	d->dotenv = r->dotenv;
	if (named)
		check_provider(d, r);
}

/* Each of the three is resolved for itself: what stands in the way of one does not hide the others. */
static void choose_in(struct decision *d, struct resolver *r)
{
	d->decided = DECIDED;
	begin(d, r);
	try_early(d, r);
	fill_defaults(d, r);
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

static void cannot_read(struct world *w, struct decision *d, const char *reason)
{
	struct unresolved *u = arena_alloc(w->arena, sizeof *u);

	u->path = TEXT("provider");
	u->variable = text_of(d->service.file);
	u->reason = reason;
	u->at.file = d->service.path;
	d->decided = UNRESOLVED;
	d->unresolved = u;
}

void choose(struct world *w, const struct options *o, const struct ours *ours, struct decision *out)
{
	struct resolver r;

	*out = (struct decision){ .decided = UNDECIDABLE, .framework = { "v3", "the default", NOWHERE } };
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
		out->framework = framework_of(out->config);
		resolve_init(&r, w, out->config, o, ours, out->service.directory);
		if (out->framework.version[1] == '4')
			cannot_read(w, out, "follows the rules of Serverless v4, which this version does not know");
		else
			choose_in(out, &r);
		out->from_aws_profile = r.read_aws_profile;
	}
}
