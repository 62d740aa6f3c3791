#include "deciding/majors.h"

#include <string.h>

/* 3.40.1 is 3 040 001 in such numbers: enough to tell the two sides of 4.0.0. */
enum { PART = 1000, MAJOR = PART * PART, FOUR = 4 * MAJOR, ENDLESS = 2000000000 };

struct scan {
	struct text t;
	size_t i;
};

/* A version of which later parts may be missing: all from `low` to before `next`. */
struct partial {
	long low, next;
	int parts;
};

static bool at_one_of(const struct scan *s, const char *chars)
{
	return s->i < s->t.n && s->t.p[s->i] && strchr(chars, s->t.p[s->i]);
}

static void skip(struct scan *s, const char *chars)
{
	while (at_one_of(s, chars))
		s->i++;
}

/* "3", "v3.1", "3.x", "*", "3.40.1-beta" */
static bool take_version(struct scan *s, struct partial *out)
{
	static const char digits[] = "0123456789";
	size_t from;

	skip(s, "v=");
	from = s->i;
	*out = (struct partial){ .low = 0, .next = ENDLESS };
	for (long unit = MAJOR; out->parts < 3 && at_one_of(s, digits); unit /= PART) {
		long n = 0;

		for (; at_one_of(s, digits); s->i++)
			n = n < PART / 10 ? n * 10 + s->t.p[s->i] - '0' : PART - 1;
		out->low += n * unit;
		out->next = out->low + unit;
		out->parts++;
		s->i += at_one_of(s, ".");
	}
	if (out->parts < 3)
		skip(s, "xX*.");
	else if (at_one_of(s, "-+"))
		while (s->i < s->t.n && !at_one_of(s, " \t|"))
			s->i++;
	return s->i > from && (s->i == s->t.n || at_one_of(s, " \t|"));
}

/* "A - B" */
static bool at_hyphen(const struct scan *s)
{
	struct scan ahead = *s;

	skip(&ahead, " \t");
	return ahead.i > s->i && at_one_of(&ahead, "-");
}

/* How far ^ and ~ reach. That ^0.2 ends sooner makes no difference here. */
static long reach(const struct partial *v, char sign)
{
	long unit = sign == '~' && v->parts > 1 ? PART : MAJOR;

	return v->parts ? v->low / unit * unit + unit : ENDLESS;
}

static void narrow(struct partial *range, char sign, bool equal, const struct partial *v)
{
	long low = v->low, next = v->next;

	if (sign == '>') {
		low = equal || v->parts == 3 ? v->low : v->next;
		next = ENDLESS;
	} else if (sign == '<') {
		low = 0;
		next = equal ? v->next : v->low;
	} else if (sign) {
		next = reach(v, sign);
	}
	range->low = low > range->low ? low : range->low;
	range->next = next < range->next ? next : range->next;
}

static bool take_comparator(struct scan *s, struct partial *range)
{
	char sign = at_one_of(s, "<>^~") ? s->t.p[s->i++] : 0;
	bool equal = at_one_of(s, "=");
	struct partial v;

	skip(s, "=> \t"); /* "~> 3" is "~3" */
	if (!take_version(s, &v))
		return false;
	if (sign || !at_hyphen(s)) {
		narrow(range, sign, equal, &v);
		return true;
	}
	narrow(range, '>', true, &v);
	skip(s, " \t-");
	if (!take_version(s, &v))
		return false;
	narrow(range, '<', true, &v);
	return true;
}

struct majors majors_of(struct text range)
{
	struct scan s = { range, 0 };
	struct majors m = { false, false };

	do {
		struct partial set = { .low = 0, .next = ENDLESS };

		skip(&s, "| \t");
		while (s.i < s.t.n && !at_one_of(&s, "|")) {
			if (!take_comparator(&s, &set))
				return (struct majors){ true, true };
			skip(&s, " \t");
		}
		m.old = m.old || (set.low < FOUR && set.low < set.next);
		m.v4 = m.v4 || (set.next > FOUR && set.low < set.next);
	} while (s.i < s.t.n);
	return m;
}
