#include "resolving/asking.h"

enum { MAX_RECURSION = 300 };

/* ---- a source's address and parameters --------------------------------------------------------------------------- */

/* `written` is the text of the property in which the argument stands: for positions. What is asked of nobody yet stays as it
 * is (`known`). What it became in one phase it is in the next. */
static enum outcome resolve_argument(struct resolver *r, const struct node *written, struct argument *arg, bool known,
				     struct node **out)
{
	struct node *n = arg->resolved && !r->eager ? arg->resolved : node_new(r->w->arena, NODE_NULL, written->at);
	enum outcome o = FOUND;

	*out = n;
	if (n == arg->resolved) {
		resolver_read(r, n);
		return FOUND;
	}
	*n = *arg->value;
	n->at = written->at;
	if (!arg->count || !known)
		return FOUND;
	o = r->argument(r, n, arg, written);
	resolver_read(r, n);
	if (o == FOUND)
		o = r->inside(r, n, r->path);
	if (o == FOUND)
		arg->resolved = n;
	return o;
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

static enum outcome ask(struct resolver *r, const struct node *written, struct source *s, struct call *c)
{
	enum outcome o = FOUND;

	c->source = s;
	c->unknown = !r->knows(r, s->type);
	c->params = arena_array(r->w->arena, s->param_count + 1, sizeof *c->params);
	for (size_t i = 0; i < s->param_count && o == FOUND; i++)
		o = resolve_argument(r, written, &s->params[i], !c->unknown, &c->params[c->param_count++]);
	if (o == FOUND && s->has_address)
		o = resolve_argument(r, written, &s->address, !c->unknown, &c->address);
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

	return resolver_failed(r, v->hop->at, "value not found at \"%.*s\" source: %s %s", (int)type.n, type.p, last->source.p,
			       last->reason);
}

/* All that stands in addresses and parameters, whether its source will be asked or not; only the outcome counts. */
static enum outcome resolve_parts(struct resolver *r, const struct node *written, const struct variable *v)
{
	struct hop *hop = r->hop;
	enum outcome all = FOUND, o;
	struct node *ignored;

	r->hop = NULL;
	for (size_t i = 0; i < v->count && all != FAILED; i++) {
		struct source *s = &v->sources[i];

		for (size_t k = 0; k < s->param_count + s->has_address && all != FAILED; k++) {
			struct argument *arg = k < s->param_count ? &s->params[k] : &s->address;

			o = arg->count ? resolve_argument(r, written, arg, true, &ignored) : FOUND;
			all = o == FOUND ? all : o;
		}
	}
	r->hop = hop;
	return all;
}

static enum outcome try_sources(struct resolver *r, const struct node *written, struct variable *v)
{
	enum outcome parts = r->eager ? resolve_parts(r, written, v) : FOUND;
	size_t passed = v->passed, noted = v->hop->passed_count;

	if (parts != FOUND)
		return parts;
	while (v->passed < v->count) {
		struct source *s = &v->sources[v->passed];
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
		if (o == PENDING || o == FAILED)
			v->hop->stuck = call_text(r->w->arena, &c);
		if (o == PENDING && c.reason)
			resolver_pending(r, v->hop->stuck, c.reason, c.refused, c.at);
		if (o == PENDING && c.unknown && r->phase != PHASE_LATE) {
			v->passed = passed;
			v->hop->passed_count = noted;
		}
		if (o != MISSING)
			return o;
		pass_over(r, v, call_text(r->w->arena, &c), c.reason);
	}
	return nothing_found(r, v);
}

/* node_place(), but counting goes on from the last position in the same text: a text may hold thousands of variables. */
static struct place place_of(struct resolver *r, const struct node *written, size_t offset)
{
	struct place at = written->at;
	struct text t = written->text;

	if (!written->verbatim || !at.column || written->kind != NODE_STRING)
		return at;
	if (r->placed.node != written || r->placed.offset > offset || r->placed.offset > t.n) {
		r->placed.node = written;
		r->placed.offset = 0;
		r->placed.column = at.column;
	}
	for (size_t n; r->placed.offset < offset && r->placed.offset < t.n; r->placed.offset += n ? n : 1) {
		n = text_char(t.p + r->placed.offset, t.n - r->placed.offset);
		r->placed.column++;
	}
	at.column = r->placed.column;
	return at;
}

static struct hop *new_hop(struct resolver *r, const struct node *n, const struct variable *v, const struct node *written,
			   size_t base)
{
	struct hop *h = arena_alloc(r->w->arena, sizeof *h);
	size_t to = v->end < n->text.n ? v->end : n->text.n, from = v->start < to ? v->start : to;

	h->path = r->path;
	h->expression = text_copy(r->w->arena, text_slice(n->text, from, to));
	h->at = place_of(r, written, base + v->start);
	h->made = r->made;
	r->made = h;
	return h;
}

enum outcome asking_resolve(struct resolver *r, const struct node *n, struct variable *v, const struct node *written,
				     size_t base)
{
	const struct node *outer_text = r->written;
	struct hop *outer = r->hop;
	enum outcome o;

	if (v->escape || v->value)
		return FOUND;
	if (!r->variable_budget)
		return resolver_failed(r, written->at, "too many variables");
	r->variable_budget--;
	if (r->depth >= MAX_RECURSION)
		return resolver_failed(r, written->at, "variables refer to each other too deeply");
	if (!v->hop)
		v->hop = new_hop(r, n, v, written, base);
	r->depth++;
	r->hop = v->hop;
	r->written = written;
	o = try_sources(r, written, v);
	r->written = outer_text;
	r->hop = outer;
	r->depth--;
	return o;
}
