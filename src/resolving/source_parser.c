#include "resolving/parser.h"

#include "reading/jsonstring.h"
#include "resolving/literal.h"

enum parse_result parse_broken(struct parser *p, const char *what, size_t at)
{
	p->error->what = what;
	p->error->at = at;
	return BROKEN;
}

enum parse_result parse_unterminated(struct parser *p, size_t at)
{
	return parse_broken(p, "Missing variable closing bracket", at);
}

bool parse_at_end(const struct parser *p)
{
	return p->i >= p->t.n;
}

char parse_peek(const struct parser *p)
{
	return parse_at_end(p) ? 0 : p->t.p[p->i];
}

void parse_skip_spaces(struct parser *p)
{
	while (parse_peek(p) == ' ')
		p->i++;
}

void parse_mark_whole(struct variable *variables, size_t count, size_t length)
{
	if (count == 1 && !variables[0].escape)
		variables[0].whole = variables[0].start == 0 && variables[0].end == length;
}

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
	parse_mark_whole(arg->variables, arg->count, t.n);
}

/* A variable inside an argument. After a lone '$' the machine swallows the next character, whatever it is. */
static enum parse_result nested(struct parser *p, struct argument *arg, size_t base)
{
	struct sink sink = { &arg->variables, &arg->count, &arg->capacity, base };
	size_t start = p->i++;

	arg->held_dollar = true;
	if (p->depth >= MAX_NESTING)
		return parse_broken(p, "Variables nested too deeply", start);
	return parse_variable(p, start, &sink, 0);
}

/* From the opening quote; leaves `i` behind the closing one and the blanks after it. */
static enum parse_result quoted(struct parser *p, struct node **out)
{
	size_t from = p->i;
	char quote = p->t.p[p->i++];
	struct text t;

	while (!parse_at_end(p) && parse_peek(p) != quote)
		p->i += quote == '"' && parse_peek(p) == '\\' ? 2 : 1;
	if (parse_at_end(p))
		return parse_unterminated(p, from);
	p->i++;
	t = text_slice(p->t, from, p->i);
	if (quote == '\'')
		t = text_copy(p->arena, text_slice(t, 1, t.n - 1));
	else if (!json_string(p->arena, t, &t))
		return parse_broken(p, "Invalid string literal", from);
	*out = node_string(p->arena, t, NOWHERE);
	parse_skip_spaces(p);
	return parse_at_end(p) ? parse_unterminated(p, from) : DONE;
}

/* After the ':' of a source. Ends before ',' or '}'. */
static enum parse_result address(struct parser *p, struct source *s)
{
	size_t from;
	enum parse_result r;

	parse_skip_spaces(p);
	if (parse_at_end(p))
		return parse_unterminated(p, s->at);
	if (parse_peek(p) == '}' || parse_peek(p) == ',')
		return DONE;
	from = p->i;
	if (parse_peek(p) == ':') {
		if (s->has_params || p->depth > 1)
			return parse_broken(p, "Invalid variable address", from);
		return FOREIGN;
	}
	s->has_address = true;
	if (parse_peek(p) == '"' || parse_peek(p) == '\'') {
		r = quoted(p, &s->address.value);
		if (r == DONE && parse_peek(p) != '}' && parse_peek(p) != ',')
			return parse_broken(p, "Invalid variable address", from);
		return r;
	}
	while (!parse_at_end(p) && parse_peek(p) != '}' && parse_peek(p) != ',') {
		if (parse_peek(p) != '$')
			p->i++;
		else if (nested(p, &s->address, from) == BROKEN)
			return BROKEN;
	}
	if (parse_at_end(p))
		return parse_unterminated(p, s->at);
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
static enum parse_result raw_param(struct parser *p, struct source *s)
{
	size_t from = p->i;
	struct argument arg = { .value = NULL };

	while (!parse_at_end(p) && parse_peek(p) != ',' && parse_peek(p) != ')') {
		if (parse_peek(p) == '}')
			return parse_broken(p, "Invalid variable param", from);
		if (parse_peek(p) != '$')
			p->i++;
		else if (nested(p, &arg, from) == BROKEN)
			return BROKEN;
	}
	if (parse_at_end(p))
		return parse_unterminated(p, s->at);
	finish_argument(p, &arg, from, true);
	/* To the Framework 0 and false are null here. */
	if ((arg.value->kind == NODE_NUMBER && arg.value->number == 0) || (arg.value->kind == NODE_BOOLEAN && !arg.value->boolean))
		arg.value = node_new(p->arena, NODE_NULL, NOWHERE);
	if (literal_trim(text_slice(p->t, from, p->i)).n || parse_peek(p) == ',')
		*new_param(p, s) = arg;
	return DONE;
}

/* After '('. Ends behind ')'. */
static enum parse_result params(struct parser *p, struct source *s)
{
	enum parse_result r = DONE;

	s->has_params = true;
	for (;;) {
		size_t from;

		parse_skip_spaces(p);
		from = p->i;
		if (parse_at_end(p))
			return parse_unterminated(p, s->at);
		if (parse_peek(p) == '}')
			return parse_broken(p, "Invalid variable param", from);
		if (parse_peek(p) == ',') {
			new_param(p, s);
		} else if (parse_peek(p) == '"' || parse_peek(p) == '\'') {
			r = quoted(p, &new_param(p, s)->value);
			if (r == DONE && parse_peek(p) != ',' && parse_peek(p) != ')')
				return parse_broken(p, "Invalid variable param", from);
		} else if (parse_peek(p) != ')') {
			r = raw_param(p, s);
		}
		if (r == BROKEN)
			return r;
		if (p->t.p[p->i++] == ')')
			return DONE;
	}
}

/* After ')': an address may follow. Ends before ',' or '}'. */
static enum parse_result after_params(struct parser *p, struct source *s)
{
	parse_skip_spaces(p);
	if (parse_at_end(p))
		return parse_unterminated(p, s->at);
	if (parse_peek(p) == '}' || parse_peek(p) == ',')
		return DONE;
	if (parse_peek(p) != ':')
		return parse_broken(p, "Invalid variable address", p->i);
	p->i++;
	return address(p, s);
}

/* At ':' or '(' behind the type. */
enum parse_result parse_rest_of_source(struct parser *p, struct source *s)
{
	enum parse_result r;

	s->type = text_copy(p->arena, text_slice(p->t, s->at, p->i));
	if (p->t.p[p->i++] == ':')
		r = address(p, s);
	else
		r = params(p, s) == BROKEN ? BROKEN : after_params(p, s);
	s->end = p->i;
	return r;
}

/* A fallback that is no quoted text: a typed source, or a bare literal, which must be the last. */
static enum parse_result word_source(struct parser *p, struct source *s)
{
	while (literal_is_word_char(parse_peek(p)) || parse_peek(p) == ' ')
		p->i++;
	if (parse_at_end(p))
		return parse_unterminated(p, s->at);
	if (parse_peek(p) == ':' || parse_peek(p) == '(') {
		if (!literal_is_type(text_slice(p->t, s->at, p->i)))
			return parse_broken(p, "Invalid variable source", s->at);
		return parse_rest_of_source(p, s);
	}
	if (parse_peek(p) != '}')
		return parse_broken(p, "Invalid variable source", s->at);
	s->end = p->i;
	s->literal = literal_value(p->arena, literal_trim(text_slice(p->t, s->at, p->i)));
	return s->literal ? DONE : parse_broken(p, "Invalid literal source", s->at);
}

enum parse_result parse_fallback(struct parser *p, struct source *s)
{
	enum parse_result r;

	parse_skip_spaces(p);
	s->at = p->i;
	if (parse_at_end(p))
		return parse_unterminated(p, s->at);
	if (literal_is_word_char(parse_peek(p)))
		return word_source(p, s);
	if (parse_peek(p) != '"' && parse_peek(p) != '\'')
		return parse_broken(p, "Invalid variable source", s->at);
	r = quoted(p, &s->literal);
	s->end = p->i;
	return r == DONE && parse_peek(p) != '}' ? parse_broken(p, "Invalid variable source", s->at) : r;
}
