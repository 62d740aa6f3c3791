#include "deciding/stages.h"

#include <string.h>

#include "deciding/stage.h"
#include "deciding/stagenames.h"

/* All stages together may take so much memory, and the time that goes with it. */
enum { MAX_BYTES = 16 * 1024 * 1024, MAX_MISSES = 5 };

/* Names of files and variables come from strangers: control characters are shown as such. */
static const char *reason_of(struct world *w, const struct decision *d)
{
	const struct unresolved *u = d->decided == UNRESOLVED ? d->unresolved : NULL;
	const struct trouble *t = trouble_first_error(&w->troubles);
	const char *line = "cannot be decided";

	if (d->decided == DECIDED)
		return NULL;
	if (u)
		line = arena_format(w->arena, "%s: %s: %s %s", place_text(w->arena, u->at).p, u->path.p,
				    text_show(w->arena, u->variable, 200).p, u->reason);
	else if (t)
		line = arena_format(w->arena, "%s%s%s", place_text(w->arena, t->at).p, t->at.file ? ": " : "", t->what);
	return text_show(w->arena, text_of(line), 0).p;
}

static void decide_for(struct world *w, const struct options *o, const struct ours *ours, struct stage *s)
{
	struct options other = *o;

	other.stage = (struct option_value){ s->name, "option --stage" };
	decide(w, &other, ours, &s->decision);
	s->reason = reason_of(w, &s->decision);
}

/* The stage that there is without --stage, where one was named. */
static void add_default(struct world *w, const struct options *o, const struct ours *ours, struct stagenames *names)
{
	struct options other = *o;
	struct decision d;

	if (!o->stage.value.p)
		return;
	other.stage = (struct option_value){ .from = NULL };
	decide(w, &other, ours, &d);
	stagenames_add(w, names, d.stage.value);
}

static void add(struct world *w, struct stages *out, struct stage s)
{
	out->list = arena_grow(w->arena, out->list, out->count, &out->capacity, sizeof *out->list);
	out->list[out->count++] = s;
}

/* ---- acme-${sls:stage} ------------------------------------------------------------------------------------------------ */

/* All that the search works with. */
struct search {
	struct world *w;
	const struct options *o;
	const struct ours *ours;
	const struct decision *d;
	const struct profiles *profiles;
	struct stagenames *names;
	struct stages *out;
	size_t misses;
};

/* The profile that the configuration makes with variables; absent: none, or it is always the same. */
static struct text made_profile(const struct decision *d)
{
	for (size_t i = 0; i < d->profile.count; i++)
		if (d->profile.candidates[i].hops && d->profile.candidates[i].value.n)
			return d->profile.candidates[i].value;
	return TEXT_NONE;
}

/* A profile that looks like the current one with another stage in it: is it that stage's? Only the decision can tell. */
static void try_profile(struct search *s, struct text profile, struct text name)
{
	struct stage other = { .name = name };

	if (!stage_valid(name, strcmp(s->d->framework.package, "serverless") == 0) || text_is(name, "default"))
		return;
	for (size_t i = 0; i < s->names->count; i++)
		if (text_equal(s->names->list[i], name))
			return;
	s->w->troubles = (struct troubles){ .arena = s->w->arena };
	decide_for(s->w, s->o, s->ours, &other);
	if (!text_equal(made_profile(&other.decision), profile)) {
		s->misses++;
		return;
	}
	stagenames_add(s->w, s->names, name);
	if (!s->names->more)
		add(s->w, s->out, other);
}

/* Where the stage is a part of the profile's name no file lists the others, but the person's profiles do. */
static void from_profiles(struct search *s)
{
	struct text profile = made_profile(s->d), stage = s->d->stage.value;

	for (size_t at = 0; stage.n && profile.p && at + stage.n <= profile.n; at++) {
		size_t after = profile.n - at - stage.n;

		if (memcmp(profile.p + at, stage.p, stage.n) != 0)
			continue;
		s->profiles = s->profiles ? s->profiles : profiles_load(s->w);
		s->misses = 0;
		for (size_t i = 0; i < s->profiles->count && s->misses < MAX_MISSES && !s->names->more; i++) {
			struct text t = s->profiles->list[i].name;

			if (t.n > at + after && memcmp(t.p, profile.p, at) == 0 &&
			    memcmp(t.p + t.n - after, profile.p + profile.n - after, after) == 0)
				try_profile(s, t, text_copy(s->w->arena, text_slice(t, at, t.n - after)));
		}
	}
}

/* ---- all of them ------------------------------------------------------------------------------------------------------ */

void stages_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		 const struct profiles *profiles, struct stages *out)
{
	struct troubles kept = w->troubles;
	struct stagenames names = { .count = 0 };
	size_t before = arena_size(w->arena);

	*out = (struct stages){ .count = 0 };
	if (!d->config || d->config->kind != NODE_MAP || !d->framework.version)
		return; /* not read */
	if (d->stage.value.n) {
		stagenames_add(w, &names, d->stage.value);
		add(w, out, (struct stage){ d->stage.value, *d, reason_of(w, d) });
	}
	w->troubles = (struct troubles){ .arena = kept.arena };
	add_default(w, o, ours, &names);
	stagenames_hints(w, &names, d);
	for (size_t i = out->count; i < names.count; i++) {
		struct stage s = { .name = names.list[i] };

		if (arena_size(w->arena) - before > MAX_BYTES) {
			names.more = true;
			break;
		}
		w->troubles = (struct troubles){ .arena = kept.arena };
		decide_for(w, o, ours, &s);
		add(w, out, s);
		stagenames_hints(w, &names, &s.decision);
	}
	from_profiles(&(struct search){ .w = w, .o = o, .ours = ours, .d = d, .profiles = profiles, .names = &names, .out = out });
	out->more = names.more;
	w->troubles = kept;
}

void stages_warn(struct world *w, const struct stages *s)
{
	if (s->more)
		trouble_warning(&w->troubles, NOWHERE, "name any other with --stage",
				"there are more stages than can be looked at: these are the first %zu", s->count);
}
