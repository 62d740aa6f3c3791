#include "knowing/expression.h"

#include <string.h>

#include "knowing/literal.h"
#include "reading/jsonstring.h"

/* The Framework's parser is a state machine; this one descends. Where the machine has oddities that a person can meet, a
 * comment says so. A text ends the machine silently wherever no source has begun, and with an error after that. */
struct parser {
	struct arena *arena;
	struct text t;
	size_t i;
	struct syntax_error *error;
	unsigned depth; /* real variables around the current one */
};

enum { MAX_NESTING = 100 };

enum result { FOREIGN, DONE, BROKEN };

/* Where finished variables go, and what their positions count from. */
struct sink {
	struct variable **variables;
	size_t *count, *capacity, base;
};

static enum result broken(struct parser *p, const char *what, size_t at)
{
	p->error->what = what;
	p->error->at = at;
	return BROKEN;
}

static enum result unterminated(struct parser *p, size_t at)
{
	return broken(p, "Missing variable closing bracket", at);
}

static bool at_end(const struct parser *p)
{
	return p->i >= p->t.n;
}

static char peek(const struct parser *p)
{
	return at_end(p) ? 0 : p->t.p[p->i];
}

static void skip_spaces(struct parser *p)
{
	while (peek(p) == ' ')
		p->i++;
}

static void put(struct parser *p, struct sink *s, struct variable v)
{
	v.start -= s->base;
	v.end -= s->base;
	*s->variables = arena_grow(p->arena, *s->variables, *s->count, s->capacity, sizeof v);
	(*s->variables)[(*s->count)++] = v;
}

static void mark_whole(struct variable *variables, size_t count, size_t length)
{
	if (count == 1 && !variables[0].escape)
		variables[0].whole = variables[0].start == 0 && variables[0].end == length;
}

static enum result variable(struct parser *p, size_t start, struct sink *sink, size_t backslashes);

/* An argument's text, once its end is known. */
static void finish_argument(struct parser *p, struct argument *arg, size_t from, bool may_be_literal)
{
	struct text t = literal_trim(text_slice(p->t, from, p->i));

	arg->at = from;
	arg->value = NULL;
	if (t.n && may_be_literal && !arg->held_dollar)
		arg->value = literal_value(p->arena, t);
	if (!arg->value)
		arg->value = t.n ? node_string(p->arena, text_copy(p->arena, t), NOWHERE) : node_new(p->arena, NODE_NULL, NOWHERE);
	mark_whole(arg->variables, arg->count, t.n);
}

/* A variable inside an argument. After a lone '$' the machine swallows the next character, whatever it is. */
static enum result nested(struct parser *p, struct argument *arg, size_t base)
{
	struct sink sink = { &arg->variables, &arg->count, &arg->capacity, base };
	size_t start = p->i++;

	arg->held_dollar = true;
	if (p->depth >= MAX_NESTING)
		return broken(p, "Variables nested too deeply", start);
	return variable(p, start, &sink, 0);
}

/* From the opening quote; leaves `i` behind the closing one and the blanks after it. */
static enum result quoted(struct parser *p, struct node **out)
{
	size_t from = p->i;
	char quote = p->t.p[p->i++];
	struct text t;

	while (!at_end(p) && peek(p) != quote)
		p->i += quote == '"' && peek(p) == '\\' ? 2 : 1;
	if (at_end(p))
		return unterminated(p, from);
	p->i++;
	t = text_slice(p->t, from, p->i);
	if (quote == '\'')
		t = text_copy(p->arena, text_slice(t, 1, t.n - 1));
	else if (!json_string(p->arena, t, &t))
		return broken(p, "Invalid string literal", from);
	*out = node_string(p->arena, t, NOWHERE);
	skip_spaces(p);
	return at_end(p) ? unterminated(p, from) : DONE;
}

/* After the ':' of a source. Ends before ',' or '}'. */
static enum result address(struct parser *p, struct source *s)
{
	size_t from;
	enum result r;

	skip_spaces(p);
	if (at_end(p))
		return unterminated(p, s->at);
	if (peek(p) == '}' || peek(p) == ',')
		return DONE;
	from = p->i;
	if (peek(p) == ':') {
		if (s->has_params || p->depth > 1)
			return broken(p, "Invalid variable address", from);
		return FOREIGN;
	}
	s->has_address = true;
	if (peek(p) == '"' || peek(p) == '\'') {
		r = quoted(p, &s->address.value);
		if (r == DONE && peek(p) != '}' && peek(p) != ',')
			return broken(p, "Invalid variable address", from);
		return r;
	}
	while (!at_end(p) && peek(p) != '}' && peek(p) != ',') {
		if (peek(p) != '$')
			p->i++;
		else if (nested(p, &s->address, from) == BROKEN)
			return BROKEN;
	}
	if (at_end(p))
		return unterminated(p, s->at);
	finish_argument(p, &s->address, from, false);
	return DONE;
}

static struct argument *new_param(struct parser *p, struct source *s)
{
	s->params = arena_grow(p->arena, s->params, s->param_count, &s->param_capacity, sizeof *s->params);
	s->params[s->param_count] = (struct argument){ .value = node_new(p->arena, NODE_NULL, NOWHERE) };
	return &s->params[s->param_count++];
}

/* One parameter that is neither empty nor quoted. Ends before ',' or ')'. */
static enum result raw_param(struct parser *p, struct source *s)
{
	size_t from = p->i;
	struct argument arg = { .value = NULL };

	while (!at_end(p) && peek(p) != ',' && peek(p) != ')') {
		if (peek(p) == '}')
			return broken(p, "Invalid variable param", from);
		if (peek(p) != '$')
			p->i++;
		else if (nested(p, &arg, from) == BROKEN)
			return BROKEN;
	}
	if (at_end(p))
		return unterminated(p, s->at);
	finish_argument(p, &arg, from, true);
	if (arg.value->kind != NODE_NULL || arg.count || peek(p) == ',')
		*new_param(p, s) = arg;
	return DONE;
}

/* After '('. Ends behind ')'. */
static enum result params(struct parser *p, struct source *s)
{
	enum result r = DONE;

	s->has_params = true;
	for (;;) {
		size_t from;

		skip_spaces(p);
		from = p->i;
		if (at_end(p))
			return unterminated(p, s->at);
		if (peek(p) == '}')
			return broken(p, "Invalid variable param", from);
		if (peek(p) == ',') {
			new_param(p, s);
		} else if (peek(p) == '"' || peek(p) == '\'') {
			r = quoted(p, &new_param(p, s)->value);
			if (r == DONE && peek(p) != ',' && peek(p) != ')')
				return broken(p, "Invalid variable param", from);
		} else if (peek(p) != ')') {
			r = raw_param(p, s);
		}
		if (r == BROKEN)
			return r;
		if (p->t.p[p->i++] == ')')
			return DONE;
	}
}

/* After ')': an address may follow. Ends before ',' or '}'. */
static enum result after_params(struct parser *p, struct source *s)
{
	skip_spaces(p);
	if (at_end(p))
		return unterminated(p, s->at);
	if (peek(p) == '}' || peek(p) == ',')
		return DONE;
	if (peek(p) != ':')
		return broken(p, "Invalid variable address", p->i);
	p->i++;
	return address(p, s);
}

/* At ':' or '(' behind the type. */
static enum result rest_of_source(struct parser *p, struct source *s)
{
	enum result r;

	s->type = text_copy(p->arena, text_slice(p->t, s->at, p->i));
	if (p->t.p[p->i++] == ':')
		r = address(p, s);
	else
		r = params(p, s) == BROKEN ? BROKEN : after_params(p, s);
	s->end = p->i;
	return r;
}

/* A fallback that is no quoted text: a typed source, or a bare literal, which must be the last. */
static enum result word_source(struct parser *p, struct source *s)
{
	while (literal_is_word_char(peek(p)) || peek(p) == ' ')
		p->i++;
	if (at_end(p))
		return unterminated(p, s->at);
	if (peek(p) == ':' || peek(p) == '(') {
		if (!literal_is_type(text_slice(p->t, s->at, p->i)))
			return broken(p, "Invalid variable source", s->at);
		return rest_of_source(p, s);
	}
	if (peek(p) != '}')
		return broken(p, "Invalid variable source", s->at);
	s->end = p->i;
	s->literal = literal_value(p->arena, literal_trim(text_slice(p->t, s->at, p->i)));
	return s->literal ? DONE : broken(p, "Invalid literal source", s->at);
}

static enum result fallback(struct parser *p, struct source *s)
{
	enum result r;

	skip_spaces(p);
	s->at = p->i;
	if (at_end(p))
		return unterminated(p, s->at);
	if (literal_is_word_char(peek(p)))
		return word_source(p, s);
	if (peek(p) != '"' && peek(p) != '\'')
		return broken(p, "Invalid variable source", s->at);
	r = quoted(p, &s->literal);
	s->end = p->i;
	return r == DONE && peek(p) != '}' ? broken(p, "Invalid variable source", s->at) : r;
}

static void add_source(struct parser *p, struct variable *v, struct source s)
{
	v->sources = arena_grow(p->arena, v->sources, v->count, &v->capacity, sizeof s);
	v->sources[v->count++] = s;
}

/* From the first letter of the first source. Ends behind '}' when DONE. */
static enum result sources(struct parser *p, struct variable *v)
{
	struct source s = { .at = p->i };
	enum result r;

	while (literal_is_word_char(peek(p)))
		p->i++;
	if (at_end(p) || (peek(p) != ':' && peek(p) != '('))
		return p->depth > 1 && !at_end(p) ? broken(p, "Invalid variable type", s.at) : FOREIGN;
	r = rest_of_source(p, &s);
	if (r != DONE)
		return r;
	add_source(p, v, s);
	while (p->t.p[p->i++] == ',') {
		s = (struct source){ .at = 0 };
		r = fallback(p, &s);
		if (r != DONE) /* "${a:b, c::d}": the machine turns foreign in mid-variable and never finds its end */
			return r == BROKEN ? r : unterminated(p, v->start);
		add_source(p, v, s);
	}
	return DONE;
}

/* Up to the '}' that closes it; variables inside belong to the text around it. */
static enum result foreign(struct parser *p, struct sink *sink)
{
	while (!at_end(p) && peek(p) != '}') {
		size_t start = p->i++;

		if (p->t.p[start] == '$' && variable(p, start, sink, 0) == BROKEN)
			return BROKEN;
	}
	p->i++;
	return FOREIGN;
}

/* Behind a '$' that stands at `start`, with an even number of `backslashes` before it. */
static enum result variable(struct parser *p, size_t start, struct sink *sink, size_t backslashes)
{
	struct variable v = { .start = start };
	enum result r = FOREIGN;

	if (peek(p) == '$')
		backslashes = 0;
	while (peek(p) == '$')
		p->i++;
	if (at_end(p) || p->t.p[p->i++] != '{')
		return FOREIGN;
	if (backslashes)
		put(p, sink, (struct variable){ .start = start - backslashes, .end = start, .escape = true,
			.escaped = text_copy(p->arena, text_slice(p->t, start - backslashes, start - backslashes / 2)) });
	p->depth++;
	if (peek(p) >= 'a' && peek(p) <= 'z')
		r = sources(p, &v);
	else if (p->depth > 1 && !at_end(p))
		r = broken(p, "Invalid variable type", p->i);
	p->depth--;
	if (r == FOREIGN && !at_end(p))
		return foreign(p, sink);
	if (r == DONE) {
		v.end = p->i;
		put(p, sink, v);
	}
	return r;
}

/* Backslashes before "${": an odd number escapes it, half of them stay (rounded down). Leaves `i` behind the '$'. */
static enum result after_backslashes(struct parser *p, struct sink *sink)
{
	size_t from = p->i, n;

	while (peek(p) == '\\')
		p->i++;
	n = p->i - from;
	if (peek(p) != '$')
		return DONE;
	p->i++;
	if (n % 2 == 0)
		return variable(p, p->i - 1, sink, n);
	if (peek(p) == '{') {
		put(p, sink, (struct variable){ .start = from, .end = p->i, .escape = true,
			.escaped = text_format(p->arena, "%.*s$", (int)(n / 2), p->t.p + from) });
		p->i++;
	} else if (peek(p) == '$') {
		return variable(p, p->i++, sink, 0);
	} else if (peek(p) != '\\' && !at_end(p)) {
		p->i++;
	}
	return DONE;
}

bool expression_parse(struct arena *a, struct text t, struct expression *out, struct syntax_error *error)
{
	struct parser p = { .arena = a, .t = t, .error = error };
	struct sink sink = { &out->variables, &out->count, &out->capacity, 0 };
	enum result r = DONE;

	*out = (struct expression){ .count = 0 };
	while (r != BROKEN && !at_end(&p)) {
		if (peek(&p) == '\\') {
			r = after_backslashes(&p, &sink);
		} else {
			p.i++;
			if (t.p[p.i - 1] == '$')
				r = variable(&p, p.i - 1, &sink, 0);
		}
	}
	mark_whole(out->variables, out->count, t.n);
	return r != BROKEN;
}
