#include "reading/dotexpand.h"

#include "reading/jsreplace.h"

/* One $NAME or ${EXPRESSION} in a text. */
struct reference {
	size_t at, end;
	struct text expression;
};

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool braced(struct text t, size_t i, struct reference *out)
{
	size_t k = i + 2;

	if (i + 1 >= t.n || t.p[i + 1] != '{')
		return false;
	while (k < t.n && t.p[k] != '{' && t.p[k] != '}')
		k++;
	if (k >= t.n || t.p[k] != '}' || k == i + 2)
		return false;
	*out = (struct reference){ i, k + 1, text_slice(t, i + 2, k) };
	return true;
}

static bool bare(struct text t, size_t i, struct reference *out)
{
	size_t k = i + 1;

	if (k >= t.n || !is_name_start(t.p[k]))
		return false;
	while (k < t.n && (is_name_start(t.p[k]) || (t.p[k] >= '0' && t.p[k] <= '9')))
		k++;
	*out = (struct reference){ i, k, text_slice(t, i + 1, k) };
	return true;
}

static bool find_reference(struct text t, struct reference *out)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '$' && (!i || t.p[i - 1] != '\\') && (braced(t, i, out) || bare(t, i, out)))
			return true;
	return false;
}

struct text dotexpand_environment(const struct expansion *x, struct text key)
{
	const struct dotenv_entry *e = dotenv_find(x->d, key);
	const char *before = text_has_nul(key) ? NULL : x->environment(x->data, arena_copy(x->arena, key.p, key.n));

	if (before)
		return text_of(before);
	return e ? x->raw[e - x->d->entries] : TEXT_NONE;
}

/* "NAME:-default", "NAME-default", "NAME:+other", "NAME+other": the first operator cuts. */
static void cut(struct text expression, struct text *name, struct text *rest, char *operator)
{
	size_t i = 0, n;

	while (i < expression.n && expression.p[i] != '+' && expression.p[i] != '-')
		i++;
	*operator = i < expression.n ? expression.p[i] : 0;
	n = i && *operator && expression.p[i - 1] == ':' ? i - 1 : i;
	*name = text_slice(expression, 0, n);
	*rest = *operator ? text_slice(expression, i + 1, expression.n) : TEXT("");
}

static bool was_seen(const struct text *seen, size_t count, struct text t)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(seen[i], t))
			return true;
	return false;
}

static struct text value_for(const struct expansion *x, struct text expression, const struct text *seen, size_t count,
			     struct text *name)
{
	struct text rest, value;
	char operator;

	cut(expression, name, &rest, &operator);
	value = dotexpand_environment(x, *name);
	if (operator == '+')
		return value.n ? rest : TEXT("");
	return value.n && !was_seen(seen, count, value) ? value : rest;
}

bool dotexpand_goes_on(const struct expansion *x, struct text value, size_t steps)
{
	*x->work += value.n;
	return steps < DOTEXPAND_MAX_STEPS && value.n <= DOTEXPAND_MAX_LENGTH && *x->work <= DOTEXPAND_MAX_WORK;
}

static bool expand_value(const struct expansion *x, struct text value, struct text *out)
{
	struct text *seen = arena_array(x->arena, DOTEXPAND_MAX_STEPS, sizeof *seen), name;
	struct reference r;
	size_t count = 0;

	while (find_reference(value, &r)) {
		const struct dotenv_entry *earlier;

		if (!dotexpand_goes_on(x, value, count))
			return false;
		seen[count++] = value;
		value = js_replace(x->arena, value, text_slice(value, r.at, r.end),
				      value_for(x, r.expression, seen, count, &name));
		earlier = dotenv_find(x->d, name);
		if (earlier && (size_t)(earlier - x->d->entries) < x->done && text_equal(earlier->value, value))
			break;
	}
	*out = value;
	return true;
}

/* "\$" is a plain dollar. */
static struct text unescape(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		i += t.p[i] == '\\' && i + 1 < t.n && t.p[i + 1] == '$';
		build_char(&b, t.p[i]);
	}
	return build_done(&b);
}

/* What is already there is kept: by version 13 unless it is empty, by version 10 even then, and expanded. */
static bool expand_entry(const struct expansion *x, const struct dotenv_entry *e, enum dotenv_rules rules, struct text *out)
{
	const char *before = x->environment(x->data, e->key.p);

	*out = text_of(before);
	if (rules == DOTENV_RIGHTMOST)
		return dotexpand_rightmost(x, before ? text_of(before) : e->value, out);
	return (before && *before && !text_is(e->value, before)) || expand_value(x, e->value, out);
}

bool dotenv_expand(struct arena *a, struct dotenv *d, enum dotenv_rules rules,
		   const char *(*environment)(void *, const char *name), void *data, const struct dotenv_entry **bad)
{
	size_t work = 0;
	struct expansion x = { .arena = a, .d = d, .environment = environment, .data = data, .work = &work };

	x.raw = arena_array(a, d->count + 1, sizeof *x.raw);
	for (size_t i = 0; i < d->count; i++)
		x.raw[i] = d->entries[i].value;
	for (; x.done < d->count; x.done++) {
		struct dotenv_entry *e = &d->entries[x.done];
		struct text value;

		if (!expand_entry(&x, e, rules, &value)) {
			*bad = e;
			return false;
		}
		e->value = unescape(a, value);
	}
	return true;
}
