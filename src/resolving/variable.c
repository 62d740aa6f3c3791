#include "resolving/variable.h"

#include <string.h>

#include "resolving/asking.h"

enum progress { PLAIN, WAITING, BUSY, SPOILT };

struct variable_state {
	enum progress progress;
	struct expression expression;
	unsigned char mark; /* see variable_waiting() */
	struct hop *hops;   /* of earlier rounds */
};

/* ---- one text, one round --------------------------------------------------------------------------------------------- */

static struct text slice_within(struct text t, size_t from, size_t to)
{
	to = to < t.n ? to : t.n;
	return text_slice(t, from < to ? from : to, to);
}

/* Looks for variables in each piece by itself: what two neighbours form together is text (spec/serverless.md 5.3). */
static bool scan(struct resolver *r, const struct text *pieces, size_t count, struct expression *out,
		 struct syntax_error *error)
{
	size_t base = 0;

	*out = (struct expression){ .count = 0 };
	for (size_t i = 0; i < count; base += pieces[i++].n) {
		struct expression part;

		if (!r->parse(r->w->arena, pieces[i], &part, error))
			return false;
		for (size_t k = 0; k < part.count; k++) {
			struct variable v = part.variables[k];

			v.start += base;
			v.end += base;
			v.whole = v.whole && count == 1;
			out->variables = arena_grow(r->w->arena, out->variables, out->count, &out->capacity, sizeof v);
			out->variables[out->count++] = v;
		}
	}
	return true;
}

static struct variable_state *state_of(struct resolver *r, struct node *n, const struct text *pieces, size_t count)
{
	struct variable_state *s = arena_alloc(r->w->arena, sizeof *s);
	struct syntax_error error;

	n->variables = s;
	if (!memchr(n->text.p, '$', n->text.n))
		return s;
	s->progress = WAITING;
	if (!scan(r, pieces, count, &s->expression, &error)) {
		s->progress = SPOILT;
		resolver_failed(r, node_place(n, error.at), "variable syntax error: %s at character %zu of \"%s\"", error.what,
				error.at + 1, text_show(r->w->arena, n->text, 200).p);
	} else if (!s->expression.count) {
		s->progress = PLAIN;
	}
	return s;
}

enum outcome variable_piece(struct resolver *r, const struct node *n, const struct expression *e, size_t i, struct text *out)
{
	const struct variable *v = &e->variables[i];

	(void)n;
	if (node_text(r->w->arena, v->value, out))
		return FOUND;
	return resolver_failed(r, v->hop->at, "a variable inside a text is %s, not a text",
			       v->value->kind == NODE_NULL ? "null" : "a map");
}

static enum outcome join(struct resolver *r, struct node *n, const struct expression *e, const struct node *written)
{
	struct text *pieces = arena_array(r->w->arena, e->count * 2 + 1, sizeof *pieces);
	struct build b = { .arena = r->w->arena };
	enum outcome o = FOUND;
	size_t last = 0, k = 0;

	for (size_t i = 0; i < e->count; i++) {
		const struct variable *v = &e->variables[i];

		pieces[k++] = slice_within(n->text, last, v->start);
		pieces[k] = v->escaped;
		if (!v->escape)
			o = r->piece(r, n, e, i, &pieces[k]);
		if (o != FOUND)
			return o;
		k++;
		last = v->end;
	}
	pieces[k++] = slice_within(n->text, last, n->text.n);
	for (size_t i = 0; i < k; i++) {
		if (pieces[i].n > r->text_budget)
			return resolver_failed(r, written->at, "the variables make this text too long");
		r->text_budget -= pieces[i].n;
		build_text(&b, pieces[i]);
	}
	n->text = build_done(&b);
	n->at = written->at;
	n->verbatim = false;
	state_of(r, n, pieces, k);
	return FOUND;
}

static void mark_rounds(struct node *n, unsigned rounds)
{
	n->rounds = (unsigned char)(rounds < 255 ? rounds : 255);
	for (size_t i = 0; i < n->count; i++)
		mark_rounds(n->entries[i].value, rounds);
}

static enum outcome take_whole(struct resolver *r, struct node *n, const struct variable *v)
{
	struct node *copy = node_copy(r->w->arena, v->value, &r->budget);
	unsigned rounds = n->rounds;

	if (!copy)
		return resolver_failed(r, n->at, "the variables make this configuration too large");
	*n = *copy;
	if (!n->at.line && v->hop)
		n->at = v->hop->at; /* an option, an environment variable, a fixed value: it comes in here */
	if (n->kind == NODE_STRING)
		state_of(r, n, &n->text, 1);
	mark_rounds(n, rounds);
	return FOUND;
}

/* The variables' hops, in the order they stand, behind those of earlier rounds. */
static struct hop *chain_hops(struct hop *earlier, const struct expression *e)
{
	struct hop *first = earlier, *last = earlier;

	while (last && last->sibling)
		last = (struct hop *)(void *)last->sibling;
	for (size_t i = 0; i < e->count; i++) {
		struct hop *h = e->variables[i].hop;

		if (!h || h == last)
			continue;
		if (last)
			last->sibling = h;
		else
			first = h;
		last = h;
	}
	return first;
}

/* Sections that a variable has brought. */
struct section {
	struct node *node;
	struct text path;
	struct section *next;
};

/* The Framework resolves all of it at once; that counts before .env is loaded, and before the defaults are filled in. */
static void note_section(struct resolver *r, struct node *n)
{
	struct section *s;

	if (r->phase == PHASE_NAME || r->phase == PHASE_STAGE) {
		r->along(r, n, r->path);
	} else if (r->phase == PHASE_EARLY) {
		s = arena_alloc(r->w->arena, sizeof *s);
		*s = (struct section){ n, r->path, r->brought };
		r->brought = s;
	}
}

void variable_finish_sections(struct resolver *r)
{
	while (r->brought) {
		struct section *s = r->brought;

		r->brought = s->next;
		r->along(r, s->node, s->path);
	}
}

static enum outcome resolve_round(struct resolver *r, struct node *n, const struct node *written, size_t base)
{
	struct variable_state *s = n->variables;
	struct expression *e = &s->expression;
	enum outcome all = FOUND, o;
	struct hop *hops;

	if (n->rounds > r->max_rounds)
		return resolver_failed(r, n->at, "excessive variables nest depth");
	o = r->allow ? r->allow(r, n) : FOUND;
	if (o != FOUND)
		return o;
	for (size_t i = 0; i < e->count && all != FAILED; i++) {
		o = asking_resolve(r, n, &e->variables[i], written, base);
		all = o == FAILED || all == FOUND ? o : all;
	}
	if (all != FOUND)
		return all;
	hops = chain_hops(s->hops, e);
	o = e->count == 1 && e->variables[0].whole ? take_whole(r, n, &e->variables[0]) : join(r, n, e, written);
	if (o != FOUND)
		return o;
	n->hop = hops;
	if (n->variables)
		n->variables->hops = hops;
	if (n->kind != NODE_STRING || n->variables->progress != PLAIN)
		mark_rounds(n, n->rounds + 1u);
	if (r->along && n->count)
		note_section(r, n);
	return FOUND;
}

static enum outcome resolve_rounds(struct resolver *r, struct node *n, const struct node *written, size_t base)
{
	while (n->kind == NODE_STRING && n->variables && n->variables->progress == WAITING) {
		struct variable_state *s = n->variables;
		enum outcome o;

		s->progress = BUSY;
		o = resolve_round(r, n, written, base);
		s->progress = o == FAILED ? SPOILT : WAITING;
		if (o != FOUND)
			return o;
		/* What came out is text of its own: positions in it are not positions in the file. */
		written = n;
		base = 0;
	}
	return n->kind == NODE_STRING && n->variables && n->variables->progress == SPOILT ? FAILED : FOUND;
}

enum outcome variable_argument(struct resolver *r, struct node *n, const struct argument *arg, const struct node *written)
{
	n->rounds = 1; /* one fewer than a property may have */
	n->variables = arena_alloc(r->w->arena, sizeof *n->variables);
	*n->variables = (struct variable_state){ .progress = WAITING };
	n->variables->expression = (struct expression){ arg->variables, arg->count, arg->count };
	return resolve_rounds(r, n, written, arg->at);
}

bool variable_waits(struct resolver *r, struct node *n)
{
	if (n->kind != NODE_STRING)
		return false;
	if (!n->variables)
		state_of(r, n, &n->text, 1);
	return n->variables->progress != PLAIN;
}

const struct expression *variable_waiting(struct resolver *r, struct node *n, unsigned char **mark)
{
	if (!variable_waits(r, n))
		return NULL;
	*mark = &n->variables->mark;
	return &n->variables->expression;
}

enum outcome variable_resolve(struct resolver *r, struct node *n, struct text path)
{
	struct text outer = r->path;
	enum outcome o;

	r->path = path;
	if (!variable_waits(r, n))
		o = FOUND;
	else if (n->variables->progress == BUSY)
		o = resolver_failed(r, n->at, "circular reference: \"%s\" refers to itself", path.p);
	else if ((o = resolve_rounds(r, n, n, 0)) == FAILED && r->quiet)
		n->variables = NULL;
	r->path = outer;
	return o;
}
