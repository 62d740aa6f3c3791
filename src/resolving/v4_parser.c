#include "resolving/v4_parser.h"

#include <string.h>

#include "reading/jsonstring.h"
#include "resolving/literal.h"

enum { MAX_NESTING = 100 };

const char v4_odd[] = "${...}";

struct parser {
	struct arena *arena;
	struct text t;              /* the whole text: positions count from here */
	struct syntax_error *error;
	unsigned depth;
};

static bool collect(struct parser *p, struct text t, struct variable **variables, size_t *count, size_t *capacity);

static size_t offset(const struct parser *p, struct text t)
{
	return (size_t)(t.p - p->t.p);
}

static bool broken(struct parser *p, const char *what, struct text at)
{
	*p->error = (struct syntax_error){ what, offset(p, at) };
	return false;
}

static bool opens(struct text t, size_t i)
{
	return t.p[i] == '$' && i + 1 < t.n && t.p[i + 1] == '{';
}

/* The next ${...} from *to on; one that is never closed hides all behind it. */
static bool next_placeholder(struct text t, size_t *from, size_t *to)
{
	size_t depth = 0;

	for (size_t i = *to; i < t.n; i++) {
		if (opens(t, i)) {
			*from = depth++ ? *from : i;
			i++;
		} else if (t.p[i] == '}' && depth && !--depth) {
			*to = i + 1;
			return true;
		}
	}
	return false;
}

static size_t placeholders(struct text t)
{
	size_t from = 0, to = 0, count = 0;

	while (next_placeholder(t, &from, &to))
		count++;
	return count;
}

/* Where `c` first stands outside ${} and (); t.n: nowhere. */
static size_t find_outside(struct text t, char c)
{
	long parentheses = 0;
	size_t braces = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (opens(t, i)) {
			braces++;
			i++;
		} else if (t.p[i] == '}' && braces) {
			braces--;
		} else if (t.p[i] == '(') {
			parentheses++;
		} else if (t.p[i] == ')') {
			parentheses--;
		}
		if (t.p[i] == c && !parentheses && !braces)
			return i;
	}
	return t.n;
}

/* ---- one source ------------------------------------------------------------------------------------------------------ */

/* JSON is stricter than what JavaScript's Number() takes. */
static bool is_json_number(struct text t)
{
	size_t i = t.n && t.p[0] == '-';
	bool zero = i < t.n && t.p[i] == '0';

	if (i >= t.n || t.p[i] < '0' || t.p[i] > '9' || (zero && i + 1 < t.n && !strchr(".eE", t.p[i + 1])))
		return false;
	return t.p[t.n - 1] != '.' && !strstr(t.p, ".e") && !strstr(t.p, ".E");
}

/* Anything that is no source: quoted text, or JSON. */
static bool literal(struct parser *p, struct text t, struct source *s)
{
	struct text copy = text_copy(p->arena, t), value;

	if (t.n && t.p[0] == '\'' && t.p[t.n - 1] == '\'')
		s->literal = node_string(p->arena, t.n > 1 ? text_copy(p->arena, text_slice(t, 1, t.n - 1)) : TEXT(""), NOWHERE);
	else if (t.n && t.p[0] == '"' && json_string(p->arena, copy, &value))
		s->literal = node_string(p->arena, value, NOWHERE);
	else if (text_is(copy, "true") || text_is(copy, "false") || text_is(copy, "null") || is_json_number(copy))
		s->literal = literal_value(p->arena, copy);
	else if (t.n && t.p[0] == '[')
		s->type = text_of(v4_odd);
	return s->literal || s->type.p || broken(p, t.n ? "neither a source nor JSON" : "a source is missing", t);
}

static bool has_line_end(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\n' || t.p[i] == '\r' ||
		    (t.n - i > 2 && (memcmp(t.p + i, "\xe2\x80\xa8", 3) == 0 || memcmp(t.p + i, "\xe2\x80\xa9", 3) == 0)))
			return true;
	return false;
}

/* name, name:key, name(params), name(params):key; the parentheses reach as far as they can. */
static bool take_apart(struct text t, struct text *name, struct text *params, struct text *key)
{
	size_t n = 0;

	*params = *key = TEXT_NONE;
	while (n < t.n && !strchr(":()", t.p[n]))
		n++;
	*name = text_slice(t, 0, n);
	if (!n || n == t.n)
		return n == t.n && n;
	if (t.p[n] == ':')
		*key = text_slice(t, n + 1, t.n);
	for (size_t i = t.n; t.p[n] == '(' && !params->p && i-- > n;)
		if (t.p[i] == ')' && (i + 1 == t.n || t.p[i + 1] == ':')) {
			*params = text_slice(t, n + 1, i);
			*key = i + 1 == t.n ? TEXT_NONE : text_slice(t, i + 2, t.n);
		}
	return (params->p || key->p) && !has_line_end(*params) && !has_line_end(*key);
}

static bool fill(struct parser *p, struct text t, struct argument *arg)
{
	arg->value = node_string(p->arena, text_copy(p->arena, t), NOWHERE);
	arg->at = offset(p, t);
	return collect(p, t, &arg->variables, &arg->count, &arg->capacity);
}

static bool add_param(struct parser *p, struct text t, struct source *s)
{
	s->params = arena_alloc(p->arena, sizeof *s->params);
	s->param_count = s->param_capacity = 1;
	return fill(p, t, s->params);
}

static bool source(struct parser *p, struct text t, struct source *s)
{
	bool quoted = t.n > 1 && strchr("'\"", t.p[0]) && strchr("'\"", t.p[t.n - 1]);
	struct text name, params, key;
	size_t colon;

	if (quoted || !take_apart(t, &name, &params, &key) || (!params.n && !key.n))
		return literal(p, t, s) && add_param(p, t, s); /* not for itself: for what stands in it */
	colon = find_outside(key, ':');
	if (colon < key.n && !text_is(name, "ssm") && !text_is(name, "cf") && !text_is(name, "s3") && !text_is(name, "output")) {
		name = text_format(p->arena, "%.*s:%.*s", (int)name.n, name.p, (int)colon, key.p);
		key = text_slice(key, colon + 1, key.n);
	}
	s->type = text_copy(p->arena, name);
	s->has_params = params.n != 0;
	s->has_address = key.n != 0;
	return (!s->has_params || add_param(p, params, s)) && (!s->has_address || fill(p, key, &s->address));
}

/* ---- one placeholder ------------------------------------------------------------------------------------------------- */

/* `*within`: so many placeholders stand in their parts. */
static bool sources(struct parser *p, struct text inner, struct variable *v, size_t *within)
{
	for (;;) {
		size_t comma = find_outside(inner, ',');
		struct text t = literal_trim(text_slice(inner, 0, comma));
		struct source s = { .at = offset(p, t), .end = offset(p, t) + t.n };

		if (!source(p, t, &s))
			return false;
		for (size_t i = 0; i < s.param_count; i++)
			*within += placeholders(s.params[i].value->text);
		*within += s.has_address ? placeholders(s.address.value->text) : 0;
		v->sources = arena_grow(p->arena, v->sources, v->count, &v->capacity, sizeof s);
		v->sources[v->count++] = s;
		if (comma == inner.n)
			return true;
		inner = text_slice(inner, comma + 1, inner.n);
	}
}

/* What CloudFormation and others mean for themselves. */
static bool is_foreign(const struct variable *v)
{
	static const char *const names[] = { "AWS", "PROP", "iot" };
	struct text type = v->sources[0].type, colon = TEXT_NONE;

	if (type.p && memchr(type.p, ':', type.n))
		colon = text_slice(type, 0, (size_t)((const char *)memchr(type.p, ':', type.n) - type.p));
	for (size_t i = 0; v->count == 1 && i < sizeof names / sizeof *names; i++)
		if (text_is(type, names[i]) || text_is(colon, names[i]))
			return true;
	return text_starts(type, "!");
}

static bool placeholder(struct parser *p, struct text t, struct variable *v, bool *foreign)
{
	struct text inner = text_slice(t, 2, t.n - 1);
	bool colon = memchr(inner.p, ':', inner.n), open = memchr(inner.p, '(', inner.n), close = memchr(inner.p, ')', inner.n);
	size_t within = 0;

	*foreign = !colon && !(open && close);
	if (*foreign)
		return true;
	if (++p->depth > MAX_NESTING)
		return broken(p, "Variables nested too deeply", t);
	if (!sources(p, inner, v, &within))
		return false;
	p->depth--;
	*foreign = is_foreign(v);
	if (within != placeholders(inner)) { /* one that stands in no source: nobody can tell what becomes of it */
		v->count = 1;
		v->sources[0] = (struct source){ .type = text_of(v4_odd) };
	}
	return true;
}

static bool collect(struct parser *p, struct text t, struct variable **variables, size_t *count, size_t *capacity)
{
	size_t from = 0, to = 0;

	while (next_placeholder(t, &from, &to)) {
		struct variable v = { .start = from, .end = to };
		bool foreign;

		if (!placeholder(p, text_slice(t, from, to), &v, &foreign))
			return false;
		if (foreign)
			continue;
		*variables = arena_grow(p->arena, *variables, *count, capacity, sizeof v);
		(*variables)[(*count)++] = v;
	}
	return true;
}

bool v4_parse(struct arena *a, struct text t, struct expression *out, struct syntax_error *error)
{
	struct parser p = { .arena = a, .t = t, .error = error };

	*out = (struct expression){ .count = 0 };
	if (!collect(&p, t, &out->variables, &out->count, &out->capacity))
		return false;
	if (out->count == 1)
		out->variables[0].whole = out->variables[0].start == 0 && out->variables[0].end == t.n;
	return true;
}
