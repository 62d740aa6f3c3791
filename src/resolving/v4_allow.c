#include "resolving/v4_allow.h"

#include <string.h>

#include "resolving/v4.h"
#include "resolving/v4_sources.h"
#include "resolving/v4_walk.h"
#include "resolving/variable.h"

enum { MAX_DEPTH = 300 };

static struct text slice_within(struct text t, size_t from, size_t to)
{
	to = to < t.n ? to : t.n;
	return text_slice(t, from < to ? from : to, to);
}

enum mark { UNSEEN, OPEN, ALLOWED };

static enum outcome visit(struct resolver *r, struct node *n, unsigned depth);

/* The first text on the path, and how much of the path leads to it; NULL: there is none. */
static struct node *first_text(struct node *n, struct text dotted, size_t *to)
{
	for (size_t from = 0; from <= dotted.n; from = *to + 1) {
		const char *dot = memchr(dotted.p + from, '.', dotted.n - from);
		const struct node_entry *e;

		*to = dot ? (size_t)(dot - dotted.p) : dotted.n;
		e = node_entry(n, text_slice(dotted, from, *to));
		if (!e)
			return NULL;
		n = e->value;
		if (n->kind == NODE_STRING)
			return n;
	}
	return NULL;
}

/* Every text on the path is one that v4 resolves first. */
static enum outcome visit_path(struct resolver *r, struct text dotted, unsigned depth)
{
	size_t to;
	struct node *n = first_text(r->config, dotted, &to);

	return n ? visit(r, n, depth) : FOUND;
}

static void remember(struct resolver *r, struct text type)
{
	if (r->phase != PHASE_STAGE)
		return;
	r->v4->asked_param = r->v4->asked_param || text_is(type, "param");
	r->v4->asked_sls = r->v4->asked_sls || text_is(type, "sls");
}

static enum outcome visit_all(struct resolver *r, const struct node *n, const struct variable *v, size_t count, size_t base,
			      unsigned depth);

static enum outcome visit_source(struct resolver *r, const struct node *n, const struct source *s, unsigned depth)
{
	enum outcome o = FOUND;

	if (!s->literal)
		remember(r, s->type);
	for (size_t i = 0; i < s->param_count && o == FOUND; i++)
		o = visit_all(r, n, s->params[i].variables, s->params[i].count, s->params[i].at, depth);
	if (o == FOUND && s->has_address)
		o = visit_all(r, n, s->address.variables, s->address.count, s->address.at, depth);
	if (o == FOUND && text_is(s->type, "self") && s->has_address)
		o = visit_path(r, s->address.value->text, depth);
	return o;
}

/* `base`: where the variables' text begins in that of `n`. */
static enum outcome visit_all(struct resolver *r, const struct node *n, const struct variable *v, size_t count, size_t base,
			      unsigned depth)
{
	enum outcome o = FOUND;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < v[i].count && o == FOUND; k++) {
			const struct source *s = &v[i].sources[k];
			const char *refusal = s->literal ? NULL : v4_refusal(r, s->type);

			if (refusal)
				return resolver_pending(r, text_copy(r->w->arena, slice_within(n->text, base + v[i].start, base + v[i].end)),
						 refusal, false, node_place(n, base + v[i].start));
			o = visit_source(r, n, s, depth);
		}
	return o;
}

static enum outcome visit(struct resolver *r, struct node *n, unsigned depth)
{
	unsigned char *mark = NULL;
	const struct expression *e = variable_waiting(r, n, &mark);
	enum outcome o;

	if (!e || *mark == ALLOWED)
		return FOUND;
	if (*mark == OPEN)
		return resolver_failed(r, n->at, "circular reference, which v4 refuses even where a fallback would avoid it");
	if (depth > MAX_DEPTH)
		return resolver_failed(r, n->at, "variables refer to each other too deeply");
	*mark = OPEN;
	o = visit_all(r, n, e->variables, e->count, 0, depth + 1);
	*mark = o == FOUND ? ALLOWED : UNSEEN;
	return o;
}

/* ---- what is resolved first, needed or not --------------------------------------------------------------------------- */

/* The texts on a path that stood there from the start; what they bring in is walked by who needs it. */
static enum outcome resolve_path(struct resolver *r, struct text dotted)
{
	size_t to;
	struct node *n = first_text(r->config, dotted, &to);

	return n ? v4_resolve(r, n, text_show(r->w->arena, text_slice(dotted, 0, to), 400), false) : FOUND;
}

static enum outcome resolve_all(struct resolver *r, const struct variable *v, size_t count)
{
	enum outcome o = FOUND;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < v[i].count && o == FOUND; k++) {
			const struct source *s = &v[i].sources[k];

			for (size_t p = 0; p < s->param_count && o == FOUND; p++)
				o = resolve_all(r, s->params[p].variables, s->params[p].count);
			if (o == FOUND && s->has_address)
				o = resolve_all(r, s->address.variables, s->address.count);
			if (o == FOUND && s->has_address && text_is(s->type, "self"))
				o = resolve_path(r, s->address.value->text);
		}
	return o;
}

enum outcome v4_allow(struct resolver *r, struct node *n)
{
	enum outcome o = visit(r, n, 0);
	struct hop *hop = r->hop;
	unsigned char *mark;
	const struct expression *e = o == FOUND ? variable_waiting(r, n, &mark) : NULL;

	if (!e || r->v4->brought || n->rounds)
		return o;
	if (r->depth >= MAX_DEPTH)
		return resolver_failed(r, n->at, "variables refer to each other too deeply");
	r->depth++;
	r->hop = NULL;
	o = resolve_all(r, e->variables, e->count);
	r->hop = hop;
	r->depth--;
	return o;
}
