#include "reading/scalar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool one_of(struct text t, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(t, words[i]))
			return true;
	return false;
}

bool scalar_null(struct text t)
{
	static const char *const words[] = { "", "~", "null", "Null", "NULL" };

	return one_of(t, words, 5);
}

bool scalar_boolean(struct text t, bool *value)
{
	static const char *const yes[] = { "true", "True", "TRUE" }, *const no[] = { "false", "False", "FALSE" };

	*value = one_of(t, yes, 3);
	return *value || one_of(t, no, 3);
}

static int digit(char c, int base)
{
	int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;

	return d < base ? d : -1;
}

bool scalar_integer(struct text t, double *value)
{
	size_t i = t.n && (t.p[0] == '-' || t.p[0] == '+');
	bool negative = i && t.p[0] == '-';
	int base = 10;
	double n = 0;

	if (t.n - i > 2 && t.p[i] == '0') {
		base = t.p[i + 1] == 'b' ? 2 : t.p[i + 1] == 'o' ? 8 : t.p[i + 1] == 'x' ? 16 : 10;
		i += base != 10 ? 2 : 0;
	}
	if (i == t.n)
		return false;
	for (size_t k = i; k < t.n; k++)
		if (digit(t.p[k], base) < 0)
			return false;
	/* strtod rounds once, correctly; summing up would round at every digit past 2^53. */
	if (base == 10)
		n = strtod(t.p, NULL);
	else
		for (; i < t.n; i++)
			n = n * base + digit(t.p[i], base);
	*value = negative && base != 10 ? -n : n;
	return isfinite(*value);
}

static size_t digits(struct text t, size_t i)
{
	size_t from = i;

	while (i < t.n && t.p[i] >= '0' && t.p[i] <= '9')
		i++;
	return i - from;
}

static size_t exponent(struct text t, size_t i)
{
	size_t from = i, n;

	if (i == t.n || (t.p[i] != 'e' && t.p[i] != 'E'))
		return 0;
	i++;
	if (i < t.n && (t.p[i] == '+' || t.p[i] == '-'))
		i++;
	n = digits(t, i);
	return n ? i + n - from : 0;
}

static bool is_special(struct text t, double *value)
{
	static const char *const nans[] = { ".nan", ".NaN", ".NAN" };
	static const char *const infinities[] = { ".inf", ".Inf", ".INF" };
	struct text rest = t;

	if (one_of(t, nans, 3)) {
		*value = NAN;
		return true;
	}
	if (rest.n && (rest.p[0] == '-' || rest.p[0] == '+'))
		rest = text_slice(rest, 1, rest.n);
	*value = t.n && t.p[0] == '-' ? -INFINITY : INFINITY;
	return one_of(rest, infinities, 3);
}

bool scalar_float(struct text t, double *value)
{
	size_t i = t.n && (t.p[0] == '-' || t.p[0] == '+'), whole;

	if (is_special(t, value))
		return true;
	whole = digits(t, i);
	if (whole) {
		i += whole;
		if (i < t.n && t.p[i] == '.')
			i += 1 + digits(t, i + 1);
	} else {
		/* ".5" is a number, "-.5" and "+.5" are text */
		if (i || !t.n || t.p[0] != '.' || !digits(t, 1))
			return false;
		i = 1 + digits(t, 1);
	}
	i += exponent(t, i);
	if (i != t.n)
		return false;
	*value = strtod(t.p, NULL);
	return isfinite(*value);
}

void scalar_type(struct node *n, struct text plain)
{
	if (scalar_null(plain)) {
		n->kind = NODE_NULL;
	} else if (scalar_boolean(plain, &n->boolean)) {
		n->kind = NODE_BOOLEAN;
	} else if (scalar_integer(plain, &n->number) || scalar_float(plain, &n->number)) {
		n->kind = isfinite(n->number) ? NODE_NUMBER : NODE_NULL;
		n->no_json = !isfinite(n->number);
	} else {
		n->kind = NODE_STRING;
		n->text = plain;
	}
}
