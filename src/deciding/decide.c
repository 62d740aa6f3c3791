#include "deciding/decide.h"

#include <string.h>

#include "deciding/choose.h"
#include "deciding/compose.h"
#include "deciding/either.h"
#include "deciding/v4_choose.h"
#include "deciding/v4_file.h"
#include "resolving/v4_property.h"
#include "resolving/v4_walk.h"

static bool is_v4(const struct decision *d)
{
	return d->framework.version[1] == '4';
}

/* What v4 would take for the configuration here; NULL: what we have taken. */
static const char *other_file(struct world *w, const struct options *o, const struct decision *d)
{
	const char *file;

	if (o->config.value.p)
		return v4_set(node_get(d->config, "service")) ? NULL : "another one, as this has no service:";
	file = v4_file(w, d->service.directory);
	return file && strcmp(file, d->service.file) != 0 ? file : NULL;
}

/* serverless 3 looks into the first file of such a name before it looks whether it is one. */
static void stumble(struct world *w, const struct decision *d)
{
	trouble_error(&w->troubles, (struct place){ d->service.stumble, 0, 0 }, "rename or remove it",
		      "is a directory, over which serverless 3 stumbles");
}

static enum outcome bring(struct resolver *r, const struct decision *d, struct node *n)
{
	return is_v4(d) ? v4_resolve(r, n, TEXT("functions"), false) : variable_resolve(r, n, TEXT("functions"));
}

/* The functions, which may stand in other files, all of them or one by one. What stands in the way of one does not
 * matter to the others, nor to the answer. */
static void bring_functions(struct resolver *r, const struct decision *d)
{
	struct node *n = node_get(d->config, "functions");
	struct troubles kept = r->w->troubles;

	if (!n)
		return;
	r->quiet = true;
	r->w->troubles = (struct troubles){ .arena = kept.arena };
	if (bring(r, d, n) == FOUND)
		for (size_t i = 0; i < n->count; i++)
			bring(r, d, n->entries[i].value);
	r->w->troubles = kept;
}

static void by_rules(struct world *w, const struct options *o, const struct ours *ours, struct decision *d)
{
	const char *other = is_v4(d) ? other_file(w, o, d) : NULL;
	struct resolver r;

	if (other) {
		decision_closed(w, d, arena_format(w->arena, "is not what Serverless v4 would take here: that is %s", other));
		return;
	}
	if (d->service.stumble && framework_is_serverless3(&d->framework)) {
		stumble(w, d);
		return;
	}
	resolve_init(&r, w, d->config, o, ours, d->service.directory);
	if (is_v4(d)) {
		v4_choose(d, &r);
	} else {
		r.serverless3 = r.any_stage = framework_is_serverless3(&d->framework);
		choose(d, &r);
	}
	if (o->wants_functions)
		bring_functions(&r, d);
	d->hops = r.made;
	d->from_aws_profile = r.read_aws_profile;
}

/* As its rules read it. */
static enum tag_dates dates_of(const struct framework *f)
{
	bool serverless = f->package && strcmp(f->package, "serverless") == 0;

	return serverless || (f->version && f->version[1] == '4') ? DATES_PLAIN : DATES_TAGGED;
}

static void read_by_rules(struct world *w, const struct options *o, const struct ours *ours, struct decision *d)
{
	if (service_read(w, &d->service, dates_of(&d->framework), &d->config))
		by_rules(w, o, ours, d);
}

/* Only where both rules give the same answer is it one. */
static void by_both(struct world *w, const struct options *o, const struct ours *ours, struct decision *d)
{
	struct decision *other = arena_alloc(w->arena, sizeof *other);
	struct troubles kept = w->troubles;

	decision_copy(other, d);
	other->framework.version = is_v4(d) ? "v3" : "v4";
	other->framework.package = is_v4(d) && !d->framework.serverless ? "osls" : "serverless";
	w->troubles = (struct troubles){ .arena = kept.arena };
	read_by_rules(w, o, ours, other);
	w->troubles = kept;
	read_by_rules(w, o, ours, d);
	d->other = other;
	either_compare(w, d);
	if (d->decided == UNRESOLVED)
		w->troubles = kept;
}

/* Files that we do not read are unresolved as a whole. */
static const char *closed(struct world *w, const struct service *s)
{
	const char *names;

	switch (s->form) {
	case SERVICE_COMPOSE:
		names = compose_services(w, s);
		return arena_format(w->arena, "is the root of a compose project%s%s; go to one of its services",
				    *names ? ": " : "", names);
	case SERVICE_PROGRAM:
		return "is a program; only the Framework can run it";
	case SERVICE_FOREIGN:
		return text_ends(text_of(s->file), ".toml") ? "is TOML, which Serverless v4 reads and slsenv does not"
							    : "is what Serverless v4 takes here, and no configuration that slsenv can read";
	case SERVICE_YAML:
	case SERVICE_JSON:
		break;
	}
	return NULL;
}

static void decide_about(struct world *w, const struct options *o, const struct ours *ours, struct decision *d)
{
	const char *reason = closed(w, &d->service);

	if (reason) {
		if (d->service.form != SERVICE_COMPOSE)
			d->framework = framework_find(w, d->service.directory, NULL);
		if (d->service.form == SERVICE_FOREIGN && d->framework.version[1] != '4')
			d->framework = (struct framework){ .version = "v4", .package = "serverless", .why = d->service.file };
		decision_closed(w, d, reason);
		return;
	}
	d->framework = framework_installed(w, d->service.directory);
	if (!service_read(w, &d->service, dates_of(&d->framework), &d->config))
		return;
	framework_settle(&d->framework, d->config);
	if (d->framework.doubtful)
		by_both(w, o, ours, d);
	else
		read_by_rules(w, o, ours, d);
}

void decide(struct world *w, const struct options *o, const struct ours *ours, struct decision *out)
{
	*out = (struct decision){ .decided = UNDECIDABLE, .framework = { .version = "v3", .package = "osls", .why = "the default" } };
	switch (service_find(w, o, &out->service)) {
	case SERVICE_NONE:
		out->decided = NO_SERVICE;
		break;
	case SERVICE_ERROR:
		break;
	case SERVICE_FOUND:
		decide_about(w, o, ours, out);
		break;
	}
}
