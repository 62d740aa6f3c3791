#include "resolving/v4_walk.h"

#include <stdint.h>
#include <string.h>

#include "resolving/property.h"
#include "resolving/v4.h"
#include "resolving/v4_property.h"
#include "resolving/variable.h"

struct walk {
	struct resolver *r;
	struct node *n;
	struct text path;
	size_t at;          /* number of the name */
	size_t fixed;
	const char *reason;
};

/* The stages that are not ours are gone when the stage is known. */
static bool is_pruned(const struct walk *w, struct text key)
{
	struct text stage = w->r->v4->stage;

	return w->at == 1 && text_is(w->path, "stages") && stage.p && !text_is(key, "default") && !text_equal(key, stage);
}

/* A value on the way that a placeholder has brought, or will. */
static bool is_uncertain(const struct walk *w, const struct node *n, bool waited)
{
	unsigned most = n->kind == NODE_STRING ? 0 : 1;

	return (waited || n->hop) && (w->fixed == SIZE_MAX || w->at >= w->fixed || n->rounds > most);
}

static enum outcome unsure(struct walk *w, const char *reason)
{
	w->reason = reason;
	return PENDING;
}

enum outcome v4_resolve(struct resolver *r, struct node *n, struct text path, bool brought)
{
	bool outer = r->v4->brought;
	enum outcome o;

	r->v4->brought = brought;
	o = variable_resolve(r, n, path);
	r->v4->brought = outer;
	return o;
}

/* Looking for variables may find that they are not well-formed, and then says where. */
static bool waits(const struct walk *w, struct node *n)
{
	struct text outer = w->r->path;
	bool yes;

	w->r->path = w->path;
	yes = variable_waits(w->r, n);
	w->r->path = outer;
	return yes;
}

static enum outcome step(struct walk *w, struct text key, bool last)
{
	static const char hidden[] = "leads through a value that v4 may not have resolved by then";
	bool own = w->fixed == SIZE_MAX, late = w->at >= w->fixed, waited;
	struct node *next;
	enum outcome o;

	if (!w->n || !property_true(w->n) || is_pruned(w, key)) /* (value || {})[name] */
		w->n = NULL;
	o = w->n ? v4_property(w->r->w->arena, w->n, key, &next) : v4_inherited(key) ? PENDING : MISSING;
	if (o == PENDING)
		return unsure(w, "is something that JavaScript has on every value");
	if (o != FOUND)
		return o;
	w->path = text_format(w->r->w->arena, "%s%s%s", w->path.p, w->path.n ? "." : "", text_show(w->r->w->arena, key, 200).p);
	waited = waits(w, next);
	if (waited && !last && (own || late || next->rounds))
		return unsure(w, hidden);
	o = v4_resolve(w->r, next, w->path, late);
	if (o == FOUND && !last && is_uncertain(w, next, waited))
		return unsure(w, hidden);
	if (o != FOUND)
		return o;
	resolver_read(w->r, next);
	w->n = next;
	return FOUND;
}

enum outcome v4_walk(struct resolver *r, struct text dotted, size_t fixed, struct node **out, const char **reason)
{
	struct walk w = { .r = r, .n = r->config, .path = TEXT(""), .fixed = fixed };
	enum outcome o = FOUND;

	for (size_t from = 0; from <= dotted.n && (o == FOUND || o == MISSING); w.at++) {
		const char *dot = memchr(dotted.p + from, '.', dotted.n - from);
		size_t to = dot ? (size_t)(dot - dotted.p) : dotted.n;

		o = step(&w, text_copy(r->w->arena, text_slice(dotted, from, to)), !dot);
		w.n = o == FOUND ? w.n : NULL;
		from = to + 1;
	}
	*out = w.n;
	*reason = w.reason;
	return o;
}

enum outcome v4_at(struct resolver *r, const char *dotted, struct node **out)
{
	const char *reason = NULL;
	enum outcome o = v4_walk(r, text_of(dotted), SIZE_MAX, out, &reason);

	if (o == PENDING && reason) {
		r->path = text_of(dotted);
		resolver_pending(r, text_of(dotted), reason, false, r->config->at);
		r->path = TEXT("");
	}
	return o;
}
