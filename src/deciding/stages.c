#include "deciding/stages.h"

#include "deciding/stagenames.h"

/* All stages together may take so much memory, and the time that goes with it. */
enum { MAX_BYTES = 16 * 1024 * 1024 };

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

void stages_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		 struct stages *out)
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
	out->more = names.more;
	w->troubles = kept;
}

void stages_warn(struct world *w, const struct stages *s)
{
	if (s->more)
		trouble_warning(&w->troubles, NOWHERE, "name any other with --stage",
				"there are more stages than can be looked at: these are the first %zu", s->count);
}
