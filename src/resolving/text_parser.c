#include "resolving/text_parser.h"

#include <string.h>

#include "resolving/literal.h"
#include "resolving/parser.h"

static void put(struct parser *p, struct sink *s, struct variable v)
{
	v.start -= s->base;
	v.end -= s->base;
	*s->variables = arena_grow(p->arena, *s->variables, *s->count, s->capacity, sizeof v);
	(*s->variables)[(*s->count)++] = v;
}

static void add_source(struct parser *p, struct variable *v, struct source s)
{
	v->sources = arena_grow(p->arena, v->sources, v->count, &v->capacity, sizeof s);
	v->sources[v->count++] = s;
}

/* From the first letter of the first source. Ends behind '}' when DONE. */
static enum parse_result sources(struct parser *p, struct variable *v)
{
	struct source s = { .at = p->i };
	enum parse_result r;

	while (literal_is_word_char(parse_peek(p)))
		p->i++;
	if (parse_at_end(p) || (parse_peek(p) != ':' && parse_peek(p) != '('))
		return p->depth > 1 && !parse_at_end(p) ? parse_broken(p, "Invalid variable type", s.at) : FOREIGN;
	r = parse_rest_of_source(p, &s);
	if (r != DONE)
		return r;
	add_source(p, v, s);
	while (p->t.p[p->i++] == ',') {
		s = (struct source){ .at = 0 };
		r = parse_fallback(p, &s);
		if (r != DONE) /* "${a:b, c::d}": the machine turns foreign in mid-variable and never finds its end */
			return r == BROKEN ? r : parse_unterminated(p, v->start);
		add_source(p, v, s);
	}
	return DONE;
}

/* Up to the '}' that closes it; variables inside belong to the text around it. */
static enum parse_result foreign(struct parser *p, struct sink *sink)
{
	while (!parse_at_end(p) && parse_peek(p) != '}') {
		size_t start = p->i++;

		if (p->t.p[start] == '$' && parse_variable(p, start, sink, 0) == BROKEN)
			return BROKEN;
	}
	p->i++;
	return FOREIGN;
}

/* Behind a '$' that stands at `start`, with an even number of `backslashes` before it. */
enum parse_result parse_variable(struct parser *p, size_t start, struct sink *sink, size_t backslashes)
{
	struct variable v = { .start = start };
	enum parse_result r = FOREIGN;

	if (parse_peek(p) == '$')
		backslashes = 0;
	while (parse_peek(p) == '$')
		p->i++;
	if (parse_at_end(p) || p->t.p[p->i++] != '{')
		return FOREIGN;
	if (backslashes)
		put(p, sink, (struct variable){ .start = start - backslashes, .end = start, .escape = true,
			.escaped = text_copy(p->arena, text_slice(p->t, start - backslashes, start - backslashes / 2)) });
	p->depth++;
	if (parse_peek(p) >= 'a' && parse_peek(p) <= 'z')
		r = sources(p, &v);
	else if (p->depth > 1 && !parse_at_end(p))
		r = parse_broken(p, "Invalid variable type", p->i);
	p->depth--;
	if (r == FOREIGN && !parse_at_end(p)) {
		if (++p->nesting > MAX_NESTING)
			return parse_broken(p, "Variables nested too deeply", start);
		r = foreign(p, sink);
		p->nesting--;
		return r;
	}
	if (r == DONE) {
		v.end = p->i;
		put(p, sink, v);
	}
	return r;
}

/* Backslashes before "${": an odd number escapes it, half of them stay (rounded down). Leaves `i` behind the '$'. */
static enum parse_result after_backslashes(struct parser *p, struct sink *sink)
{
	size_t from = p->i, n;

	while (parse_peek(p) == '\\')
		p->i++;
	n = p->i - from;
	if (parse_peek(p) != '$')
		return DONE;
	p->i++;
	if (n % 2 == 0)
		return parse_variable(p, p->i - 1, sink, n);
	if (parse_peek(p) == '{') {
		put(p, sink, (struct variable){ .start = from, .end = p->i, .escape = true,
			.escaped = text_format(p->arena, "%.*s$", (int)(n / 2), p->t.p + from) });
		p->i++;
	} else if (parse_peek(p) == '$') {
		return parse_variable(p, p->i++, sink, 0);
	} else if (parse_peek(p) != '\\' && !parse_at_end(p)) {
		p->i++;
	}
	return DONE;
}

bool expression_parse(struct arena *a, struct text t, struct expression *out, struct syntax_error *error)
{
	struct parser p = { .arena = a, .t = t, .error = error };
	struct sink sink = { &out->variables, &out->count, &out->capacity, 0 };
	enum parse_result r = DONE;

	*out = (struct expression){ .count = 0 };
	while (r != BROKEN && !parse_at_end(&p)) {
		if (parse_peek(&p) == '\\') {
			r = after_backslashes(&p, &sink);
		} else {
			p.i++;
			if (t.p[p.i - 1] == '$')
				r = parse_variable(&p, p.i - 1, &sink, 0);
		}
	}
	parse_mark_whole(out->variables, out->count, t.n);
	return r != BROKEN;
}
