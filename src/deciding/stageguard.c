#include "deciding/stageguard.h"

#include <string.h>

#include "deciding/stagename.h"

static struct guarded_stage *put(struct guarded_stage *s, enum guard_kind kind, const char *why)
{
	s->kind = kind;
	s->why = why;
	return s;
}

/* A source that outranks exported keys by itself. */
static bool decides_anyway(int source, const struct credential_source *c)
{
	return source == FROM_STAGE_KEYS || source == FROM_STAGE_PROFILE || (source == FROM_PROFILE && c->dotenv);
}

/* What the Framework would use for the stage if nothing were exported. */
static void judge(struct world *w, const struct whose *whose, struct text profile, struct guarded_stage *s)
{
	int used = whose_counts(whose);
	const struct credential_source *c = &whose->sources[used < 0 ? FROM_DEFAULT : used];

	s->profile = c->profile;
	s->file = whose->sources[FROM_FILE].present ? whose->sources[FROM_FILE].profile : TEXT_NONE;
	if (used >= 0 && decides_anyway(used, c)) {
		put(s, GUARD_PERSONS, c->dotenv ? arena_format(w->arena, "%s in the service's .env", c->name) : c->name);
	} else if (used == FROM_KEYS) {
		put(s, GUARD_OURS, "its keys stand in .env, which does not replace exported ones");
	} else if (text_equal(c->profile, profile)) {
		put(s, GUARD_SAME, NULL);
	} else if (used >= 0 && c->problem) {
		put(s, GUARD_REFUSED, c->problem);
	} else if (!c->usable) {
		put(s, GUARD_OURS, used < 0 ? "it names no profile"
					    : arena_format(w->arena, "its profile \"%s\" has no keys that Serverless v3 could use",
							   text_show(w->arena, c->profile, 80).p));
	} else {
		put(s, GUARD_NAMED, NULL);
	}
}

static const char *first_reason(struct world *w, const struct decision *d)
{
	const struct unresolved *u = d->unresolved;

	return u ? arena_format(w->arena, "%s: %s %s", place_text(w->arena, u->at).p,
				 text_show(w->arena, u->variable, 120).p, u->reason)
		 : "its profile cannot be told";
}

static void add_stage(struct world *w, const struct options *o, const struct ours *ours, const struct profiles *p, struct text profile,
		      const struct stage *stage, struct stageguard *out)
{
	struct guarded_stage s = { .stage = stage->name, .variable = stage_variable(w->arena, stage->name, "PROFILE") };
	const char *own = ours_person(w, ours, s.variable);
	struct whose whose;

	if (stage->decision.decided != DECIDED && stage->decision.decided != UNRESOLVED)
		return; /* the Framework refuses the stage, too */
	whose_credentials(w, o, ours, &stage->decision, p, &whose);
	judge(w, &whose, profile, &s);
	if (own && *own)
		put(&s, GUARD_PERSONS, s.variable);
	if (stage->decision.decided == UNRESOLVED && s.kind != GUARD_PERSONS)
		put(&s, GUARD_UNKNOWN, first_reason(w, &stage->decision));
	out->list = arena_grow(w->arena, out->list, out->count, &out->capacity, sizeof *out->list);
	out->list[out->count++] = s;
}

/* Does its variable mean this stage alone? dev and DEV have the same one. */
static bool is_shared(const struct stageguard *g, const struct guarded_stage *s, const char *current)
{
	for (size_t i = 0; i < g->count; i++)
		if (strcmp(g->list[i].variable, s->variable) == 0 && !text_equal(g->list[i].profile, s->profile))
			return true;
	return strcmp(s->variable, current) == 0;
}

void stageguard_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		     const struct profiles *p, struct text profile, struct stageguard *out)
{
	const char *current = stage_variable(w->arena, d->stage.value, "PROFILE");
	struct stages all;

	*out = (struct stageguard){ .count = 0 };
	if (d->decided != DECIDED || (d->framework.version[1] == '4' && !d->framework.doubtful))
		return;
	stages_find(w, o, ours, d, p, &all);
	out->more = all.more;
	for (size_t i = 0; i < all.count; i++)
		if (!text_equal(all.list[i].name, d->stage.value))
			add_stage(w, o, ours, p, profile, &all.list[i], out);
	for (size_t i = 0; i < out->count; i++)
		if (out->list[i].kind == GUARD_NAMED && is_shared(out, &out->list[i], current))
			put(&out->list[i], GUARD_OURS, arena_format(w->arena, "%s is another stage's, too", out->list[i].variable));
	for (size_t i = 0; i < out->count; i++)
		if (out->list[i].kind == GUARD_NAMED && !ours_is_stage_profile(out->list[i].variable))
			out->list[i].kind = GUARD_NO_NAME;
}

bool stageguard_wants(const struct stageguard *g, const char *variable)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->list[i].kind == GUARD_NAMED && strcmp(g->list[i].variable, variable) == 0)
			return true;
	return false;
}
