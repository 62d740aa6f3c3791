#include "deciding/either.h"

static bool same(const struct answer *a, const struct answer *b)
{
	return a->value.n == b->value.n && (!a->value.n || text_equal(a->value, b->value));
}

static const char *words_for(struct world *w, const struct answer *a)
{
	return a->value.n ? arena_format(w->arena, "\"%s\"", text_show(w->arena, a->value, 80).p) : "nothing";
}

void either_differ(struct world *w, struct decision *d, const char *path, const char *variable, const char *words, const char *other)
{
	decision_closed(w, d, arena_format(w->arena, "is %s to Serverless %s and %s to %s: say which it is with frameworkVersion", words,
					   d->framework.version, other, d->other->framework.version));
	d->unresolved->path = text_of(path);
	d->unresolved->variable = text_of(variable);
	d->unresolved->at = d->framework.at;
}

/* What only one of them says is no answer. */
static void clear(struct answer *a, const struct answer *b)
{
	if (same(a, b))
		return;
	a->value = TEXT_NONE;
	a->used = NULL;
	for (size_t i = 0; i < a->count; i++)
		a->candidates[i].used = false;
}

static bool agree(struct world *w, struct decision *d, const char *path, struct answer *a, const struct answer *b)
{
	if (same(a, b))
		return true;
	either_differ(w, d, path, path, words_for(w, a), words_for(w, b));
	return false;
}

void either_compare(struct world *w, struct decision *d)
{
	const struct decision *o = d->other;

	if (d->decided != UNRESOLVED && o->decided == UNRESOLVED) {
		d->decided = UNRESOLVED;
		d->unresolved = o->unresolved;
	} else if (d->decided != UNRESOLVED && o->decided != d->decided) {
		either_differ(w, d, "provider", d->service.file, d->decided == DECIDED ? "fine" : "an error",
			      o->decided == DECIDED ? "fine" : "an error");
	} else if (d->decided == DECIDED && agree(w, d, "provider.stage", &d->stage, &o->stage) &&
		   agree(w, d, "provider.profile", &d->profile, &o->profile)) {
		agree(w, d, "provider.region", &d->region, &o->region);
	}
	clear(&d->stage, &o->stage);
	clear(&d->profile, &o->profile);
	clear(&d->region, &o->region);
}
