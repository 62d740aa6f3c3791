#include "telling/otherstages.h"

#include "telling/show.h"

enum { MAX_NAMED = 4 };

bool other_stage_is_open(const struct guarded_stage *s)
{
	return s->kind == GUARD_NO_NAME || s->kind == GUARD_OURS || s->kind == GUARD_UNKNOWN;
}

const char *other_stage_words(struct world *w, const struct guarded_stage *s)
{
	struct arena *a = w->arena;
	const char *profile = show_text(w, s->profile), *variable = show_text(w, text_of(s->variable));

	switch (s->kind) {
	case GUARD_SAME:
		return "the same profile";
	case GUARD_NAMED:
		return arena_format(a, "%s, named by %s", profile, variable);
	case GUARD_PERSONS:
		return arena_format(a, "%s decides", s->why);
	case GUARD_REFUSED:
		return arena_format(a, "%s, and Serverless itself will say: %s", profile, s->why);
	case GUARD_NO_NAME:
		return arena_format(a, "%s cannot be set in a shell for profile %s", variable, profile);
	case GUARD_OURS:
	case GUARD_UNKNOWN:
		break;
	}
	return s->why;
}

static void warn_of(struct world *w, const struct standing *s, enum guard_kind kind)
{
	const struct stageguard *g = &s->stageguard;
	const struct guarded_stage *first = NULL;
	struct build names = { .arena = w->arena };
	size_t n = 0;

	for (size_t i = 0; i < g->count; i++) {
		if (g->list[i].kind != kind)
			continue;
		if (n++ < MAX_NAMED)
			build_format(&names, "%s%s", names.n ? ", " : "", text_show(w->arena, g->list[i].stage, 40).p);
		first = first ? first : &g->list[i];
	}
	if (!first)
		return;
	if (n > MAX_NAMED)
		build_format(&names, " and %zu more", n - MAX_NAMED);
	trouble_warning(&w->troubles, NOWHERE,
			arena_format(w->arena, "use `slsenv exec -- sls ... --stage %s`", text_show(w->arena, first->stage, 40).p),
			"in this shell sls --stage %s would use the keys of stage %s (%s)", build_done(&names).p,
			text_show(w->arena, s->decision.stage.value, 40).p, other_stage_words(w, first));
}

void other_stages_warn(struct world *w, const struct standing *s)
{
	warn_of(w, s, GUARD_NO_NAME);
	warn_of(w, s, GUARD_OURS);
	warn_of(w, s, GUARD_UNKNOWN);
	if (s->stageguard.more)
		trouble_warning(&w->troubles, NOWHERE, "use `slsenv exec -- sls ... --stage STAGE`",
				"this service has more stages than can be looked at: sls --stage with one beyond the first %zu would use the keys of stage %s",
				s->stageguard.count + 1, text_show(w->arena, s->decision.stage.value, 40).p);
}
