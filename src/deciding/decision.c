#include "deciding/decision.h"

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

bool decision_stopped(struct decision *d, struct resolver *r, enum outcome o)
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

bool decision_refused(struct decision *d, struct resolver *r, struct place at, const char *todo, const char *what)
{
	d->decided = UNDECIDABLE;
	return trouble_error(&r->w->troubles, at, todo, "%s", what);
}

void decision_closed(struct world *w, struct decision *d, const char *reason)
{
	struct unresolved *u = arena_alloc(w->arena, sizeof *u);

	u->path = TEXT("provider");
	u->variable = text_of(d->service.file);
	u->reason = reason;
	u->at.file = d->service.path;
	d->decided = UNRESOLVED;
	d->unresolved = u;
}

bool decision_text(struct resolver *r, struct node *n, struct text *out)
{
	if (n->kind == NODE_LIST && n->count == 1)
		n = n->entries[0].value;
	if (n->kind == NODE_NULL || n->kind == NODE_LIST || n->kind == NODE_MAP)
		return false;
	return node_text(r->w->arena, n, out);
}

void decision_copy(struct decision *to, const struct decision *from)
{
	*to = *from;
	answer_copy(&to->stage, &from->stage);
	answer_copy(&to->profile, &from->profile);
	answer_copy(&to->region, &from->region);
}
