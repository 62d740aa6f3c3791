#include "knowing/variable.h"

#include <stdarg.h>
#include <string.h>

enum { MAX_ROUNDS = 10, MAX_RECURSION = 300 };

enum progress { PLAIN, WAITING, BUSY, SPOILT };

struct variable_state {
	enum progress progress;
	struct expression expression;
	struct hop *hops; /* of earlier rounds */
};

enum outcome variable_failed(struct resolver *r, struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	trouble_error(&r->w->troubles, at, "`slsenv why` shows each step", "%s: %s", r->path.n ? r->path.p : "configuration",
		      arena_vformat(r->w->arena, format, args));
	va_end(args);
	return FAILED;
}

static void note_unresolved(struct resolver *r, struct text variable, const char *reason, struct place at)
{
	struct unresolved *u = arena_alloc(r->w->arena, sizeof *u), **last = &r->unresolved;

	for (; *last; last = &(*last)->next)
		if (text_equal((*last)->path, r->path) && text_equal((*last)->variable, variable))
			return;
	*u = (struct unresolved){ r->path, variable, reason, at, NULL };
	*last = u;
}

static void add_part(struct resolver *r, struct hop *h, const struct hop *part)
{
	if (!h || !part)
		return;
	h->parts = arena_grow(r->w->arena, h->parts, h->part_count, &h->part_capacity, sizeof *h->parts);
	h->parts[h->part_count++] = part;
}

void variable_read(struct resolver *r, const struct node *n)
{
	add_part(r, r->hop, n->hop);
}

/* ---- a source's address and parameters --------------------------------------------------------------------------- */

static enum outcome resolve_rounds(struct resolver *r, struct node *n, const struct node *written, size_t base);

/* `written` is the text of the property in which the argument stands: for positions. */
static enum outcome resolve_argument(struct resolver *r, const struct node *written, const struct argument *arg,
				     struct node **out)
{
	struct node *n = node_new(r->w->arena, NODE_NULL, written->at);
	enum outcome o = FOUND;

	*n = *arg->value;
	n->at = written->at;
	*out = n;
	if (!arg->count)
		return FOUND;
	n->variables = arena_alloc(r->w->arena, sizeof *n->variables);
	*n->variables = (struct variable_state){ .progress = WAITING };
	n->variables->expression = (struct expression){ arg->variables, arg->count, arg->count };
	o = resolve_rounds(r, n, written, arg->at);
	variable_read(r, n);
	return o == FOUND ? r->inside(r, n, r->path) : o;
}

static void show_argument(struct build *b, struct arena *a, const struct node *n)
{
	struct text t;

	if (n && node_text(a, n, &t))
		build_text(b, text_show(a, t, 200));
}

/* "file(./x.yml):profile", as it was asked. */
static struct text call_text(struct arena *a, const struct call *c)
{
	struct build b = { .arena = a };

	build_text(&b, c->source->type);
	if (c->source->has_params) {
		build_char(&b, '(');
		for (size_t i = 0; i < c->param_count; i++) {
			build_string(&b, i ? ", " : "");
			show_argument(&b, a, c->params[i]);
		}
		build_char(&b, ')');
	}
	if (!c->source->has_params || c->address)
		build_char(&b, ':');
	show_argument(&b, a, c->address);
	return build_done(&b);
}

static enum outcome ask(struct resolver *r, const struct node *written, const struct source *s, struct call *c)
{
	enum outcome o = FOUND;

	c->source = s;
	c->params = arena_array(r->w->arena, s->param_count + 1, sizeof *c->params);
	for (size_t i = 0; i < s->param_count && o == FOUND; i++)
		o = resolve_argument(r, written, &s->params[i], &c->params[c->param_count++]);
	if (o == FOUND && s->has_address)
		o = resolve_argument(r, written, &s->address, &c->address);
	if (c->address && c->address->kind == NODE_NULL)
		c->address = NULL;
	return o == FOUND ? r->ask(r, c) : o;
}

/* ---- one variable ---------------------------------------------------------------------------------------------------- */

static void answer(struct variable *v, struct node *value, struct text answered, const char *from)
{
	v->value = value;
	v->hop->value = value;
	v->hop->answered = answered;
	v->hop->from = from;
	v->hop->value_at = value->at;
}

static void pass_over(struct resolver *r, struct variable *v, struct text source, const char *reason)
{
	struct hop *h = v->hop;

	h->passed = arena_grow(r->w->arena, h->passed, h->passed_count, &h->passed_capacity, sizeof *h->passed);
	h->passed[h->passed_count++] = (struct passed_over){ source, reason ? reason : "has no value" };
	v->passed++;
}

static enum outcome nothing_found(struct resolver *r, const struct variable *v)
{
	const struct passed_over *last = &v->hop->passed[v->hop->passed_count - 1];
	struct text type = v->sources[v->count - 1].type;

	return variable_failed(r, v->hop->at, "value not found at \"%.*s\" source: %s %s", (int)type.n, type.p, last->source.p,
			       last->reason);
}

static enum outcome try_sources(struct resolver *r, const struct node *written, struct variable *v)
{
	while (v->passed < v->count) {
		const struct source *s = &v->sources[v->passed];
		struct call c = { .at = v->hop->at };
		enum outcome o;

		if (s->literal) {
			answer(v, s->literal, TEXT("a fixed value"), "the fallback");
			v->hop->value_at = v->hop->at;
			return FOUND;
		}
		o = ask(r, written, s, &c);
		if (o == FOUND)
			answer(v, c.value, call_text(r->w->arena, &c), c.from);
		if (o == PENDING && c.reason)
			note_unresolved(r, call_text(r->w->arena, &c), c.reason, v->hop->at);
		if (o != MISSING)
			return o;
		pass_over(r, v, call_text(r->w->arena, &c), c.reason);
	}
	return nothing_found(r, v);
}

static struct hop *new_hop(struct resolver *r, const struct node *n, const struct variable *v, const struct node *written,
			   size_t base)
{
	struct hop *h = arena_alloc(r->w->arena, sizeof *h);
	size_t to = v->end < n->text.n ? v->end : n->text.n, from = v->start < to ? v->start : to;

	h->path = r->path;
	h->expression = text_copy(r->w->arena, text_slice(n->text, from, to));
	h->at = node_place(written, base + v->start);
	return h;
}

static enum outcome resolve_variable(struct resolver *r, const struct node *n, struct variable *v, const struct node *written,
				     size_t base)
{
	struct hop *outer = r->hop;
	enum outcome o;

	if (v->escape || v->value)
		return FOUND;
	if (r->depth >= MAX_RECURSION)
		return variable_failed(r, written->at, "variables refer to each other too deeply");
	if (!v->hop)
		v->hop = new_hop(r, n, v, written, base);
	r->depth++;
	r->hop = v->hop;
	o = try_sources(r, written, v);
	r->hop = outer;
	r->depth--;
	return o;
}

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

		if (!expression_parse(r->w->arena, pieces[i], &part, error))
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
		variable_failed(r, node_place(n, error.at), "variable syntax error: %s at character %zu of \"%s\"", error.what,
				error.at + 1, text_show(r->w->arena, n->text, 200).p);
	} else if (!s->expression.count) {
		s->progress = PLAIN;
	}
	return s;
}

static enum outcome join(struct resolver *r, struct node *n, const struct expression *e, const struct node *written)
{
	struct text *pieces = arena_array(r->w->arena, e->count * 2 + 1, sizeof *pieces);
	struct build b = { .arena = r->w->arena };
	size_t last = 0, k = 0;

	for (size_t i = 0; i < e->count; i++) {
		const struct variable *v = &e->variables[i];

		pieces[k++] = slice_within(n->text, last, v->start);
		if (v->escape)
			pieces[k++] = v->escaped;
		else if (!node_text(r->w->arena, v->value, &pieces[k++]))
			return variable_failed(r, v->hop->at, "a variable inside a text is %s, not a text",
					       v->value->kind == NODE_NULL ? "null" : "a map");
		last = v->end;
	}
	pieces[k++] = slice_within(n->text, last, n->text.n);
	for (size_t i = 0; i < k; i++)
		build_text(&b, pieces[i]);
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
		return variable_failed(r, n->at, "the variables make this configuration too large");
	*n = *copy;
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

static enum outcome resolve_round(struct resolver *r, struct node *n, const struct node *written, size_t base)
{
	struct variable_state *s = n->variables;
	struct expression *e = &s->expression;
	enum outcome all = FOUND, o;
	struct hop *hops;

	if (n->rounds > MAX_ROUNDS)
		return variable_failed(r, n->at, "excessive variables nest depth");
	for (size_t i = 0; i < e->count && all != FAILED; i++) {
		o = resolve_variable(r, n, &e->variables[i], written, base);
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

bool variable_waits(struct resolver *r, struct node *n)
{
	if (n->kind != NODE_STRING)
		return false;
	if (!n->variables)
		state_of(r, n, &n->text, 1);
	return n->variables->progress != PLAIN;
}

enum outcome variable_resolve(struct resolver *r, struct node *n, struct text path)
{
	struct text outer = r->path;
	enum outcome o;

	r->path = path;
	if (!variable_waits(r, n))
		o = FOUND;
	else if (n->variables->progress == BUSY)
		o = variable_failed(r, n->at, "circular reference: \"%s\" refers to itself", path.p);
	else
		o = resolve_rounds(r, n, n, 0);
	r->path = outer;
	return o;
}
