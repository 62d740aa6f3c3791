#include "resolving/literal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool literal_is_word_char(char c)
{
	return is_letter(c) || is_digit(c) || c == '.' || c == '-';
}

bool literal_is_type(struct text t)
{
	if (!t.n || t.p[0] < 'a' || t.p[0] > 'z')
		return false;
	for (size_t i = 1; i < t.n; i++)
		if (!is_letter(t.p[i]) && !is_digit(t.p[i]))
			return false;
	return true;
}

/* ECMA-262 WhiteSpace and LineTerminator: the length of the one at `p`, or 0. */
static size_t space(const char *p, size_t left)
{
	static const char *const wide[] = {
		"\xc2\xa0", "\xe1\x9a\x80", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80",
		"\xef\xbb\xbf",
	};

	if (left && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (left >= strlen(wide[i]) && memcmp(p, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	if (left >= 3 && memcmp(p, "\xe2\x80", 2) == 0 && (unsigned char)p[2] >= 0x80 && (unsigned char)p[2] <= 0x8a)
		return 3;
	return 0;
}

struct text literal_trim_end(struct text t)
{
	for (size_t n = 1; n <= 3 && n <= t.n; n++)
		if (space(t.p + t.n - n, n) == n)
			return literal_trim_end(text_slice(t, 0, t.n - n));
	return t;
}

struct text literal_trim(struct text t)
{
	size_t n;

	while ((n = space(t.p, t.n)))
		t = text_slice(t, n, t.n);
	return literal_trim_end(t);
}

static bool in_base(struct text t, int base, double *out)
{
	*out = 0;
	for (size_t i = 2; i < t.n; i++) {
		char c = t.p[i];
		int d = is_digit(c) ? c - '0' : is_letter(c) ? (c | 32) - 'a' + 10 : 99;

		if (d >= base)
			return false;
		*out = *out * base + d;
	}
	return t.n > 2;
}

static size_t digits(struct text t, size_t i)
{
	size_t from = i;

	while (i < t.n && is_digit(t.p[i]))
		i++;
	return i - from;
}

static bool decimal(struct arena *a, struct text t, double *out)
{
	size_t i = t.n && (t.p[0] == '+' || t.p[0] == '-'), whole, part = 0, power;

	if (text_equal(text_slice(t, i, t.n), TEXT("Infinity"))) {
		*out = t.p[0] == '-' ? -INFINITY : INFINITY;
		return true;
	}
	whole = digits(t, i);
	i += whole;
	if (i < t.n && t.p[i] == '.') {
		part = digits(t, i + 1);
		i += 1 + part;
	}
	if (!whole && !part)
		return false;
	if (i < t.n && (t.p[i] == 'e' || t.p[i] == 'E')) {
		i++;
		i += i < t.n && (t.p[i] == '+' || t.p[i] == '-');
		power = digits(t, i);
		if (!power)
			return false;
		i += power;
	}
	*out = strtod(arena_copy(a, t.p, t.n), NULL);
	return i == t.n;
}

static bool number(struct arena *a, struct text t, double *out)
{
	if (t.n > 1 && t.p[0] == '0') {
		int base = (t.p[1] | 32) == 'x' ? 16 : (t.p[1] | 32) == 'o' ? 8 : (t.p[1] | 32) == 'b' ? 2 : 10;

		if (base != 10)
			return in_base(t, base, out);
	}
	return decimal(a, t, out);
}

struct node *literal_value(struct arena *a, struct text t)
{
	double n;

	if (text_is(t, "true") || text_is(t, "false"))
		return node_boolean(a, t.p[0] == 't', NOWHERE);
	if (text_is(t, "null"))
		return node_new(a, NODE_NULL, NOWHERE);
	return number(a, t, &n) ? node_number(a, n, NOWHERE) : NULL;
}
