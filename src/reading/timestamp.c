#include "reading/timestamp.h"

#include <stdint.h>

/* What is left to read of a text. */
struct rest {
	const char *p, *end;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* From `least` to `most` digits. */
static bool number(struct rest *r, int least, int most, int64_t *out)
{
	int n = 0;

	*out = 0;
	while (n < most && r->p < r->end && is_digit(*r->p)) {
		*out = *out * 10 + (*r->p++ - '0');
		n++;
	}
	return n >= least;
}

static bool one(struct rest *r, char c)
{
	if (r->p == r->end || *r->p != c)
		return false;
	r->p++;
	return true;
}

static void blanks(struct rest *r)
{
	while (r->p < r->end && is_blank(*r->p))
		r->p++;
}

/* Days since 1970-01-01 of a month that may lie outside its year. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t y = year + (month - 1) / 12, m = (month + 11) % 12 + 1, era, of_era, of_year;

	if (month < 1) { /* month 0 is December of the year before */
		y = year - 1;
		m = 12;
	}
	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	of_era = y - era * 400;
	of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468 + day - 1;
}

static struct text iso_text(struct arena *a, int64_t ms)
{
	int64_t days = (ms >= 0 ? ms : ms - 86399999) / 86400000, in_day = ms - days * 86400000;
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
	int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * years + years / 4 - years / 100), m = (5 * of_year + 2) / 153;
	int64_t day = of_year - (153 * m + 2) / 5 + 1, month = m < 10 ? m + 3 : m - 9, year = years + era * 400 + (month <= 2);

	return text_format(a, "%s%0*d-%02d-%02dT%02d:%02d:%02d.%03dZ", year > 9999 ? "+" : "", year > 9999 ? 6 : 4, (int)year,
			   (int)month, (int)day, (int)(in_day / 3600000), (int)(in_day / 60000 % 60), (int)(in_day / 1000 % 60),
			   (int)(in_day % 1000));
}

/* ".5" is 500 milliseconds; what follows the third digit is dropped. */
static int64_t fraction(struct rest *r)
{
	int64_t ms = 0, unit = 100;

	for (; r->p < r->end && is_digit(*r->p); r->p++, unit /= 10)
		ms += (*r->p - '0') * unit;
	return ms;
}

/* "Z", "+2", "-05:30", or nothing; blanks before it. */
static bool zone(struct rest *r, int64_t *minutes)
{
	int64_t hours, rest = 0;
	bool west;

	*minutes = 0;
	if (r->p == r->end)
		return true;
	blanks(r);
	if (one(r, 'Z') || r->p == r->end)
		return r->p == r->end;
	west = *r->p == '-';
	if (!one(r, '-') && !one(r, '+'))
		return false;
	if (!number(r, 1, 2, &hours) || (one(r, ':') && !number(r, 2, 2, &rest)))
		return false;
	*minutes = west ? -(hours * 60 + rest) : hours * 60 + rest;
	return r->p == r->end;
}

/* Behind the date: "T10:20:30.5+01:00". Milliseconds. */
static bool clock_of(struct rest *r, int64_t *ms)
{
	int64_t h, m, s, minutes;

	if (r->p == r->end)
		return false;
	if (!one(r, 'T') && !one(r, 't')) {
		if (!is_blank(*r->p))
			return false;
		blanks(r);
	}
	if (!number(r, 1, 2, &h) || !one(r, ':') || !number(r, 2, 2, &m) || !one(r, ':') || !number(r, 2, 2, &s))
		return false;
	*ms = ((h * 60 + m) * 60 + s) * 1000;
	if (one(r, '.'))
		*ms += fraction(r);
	if (!zone(r, &minutes))
		return false;
	*ms -= minutes * 60000;
	return true;
}

bool timestamp_read(struct arena *a, struct text t, struct text *iso)
{
	struct rest r = { t.p, t.p + t.n };
	int64_t year, month, day, ms = 0;
	const char *from;
	bool padded;

	if (t.n < 8 || !number(&r, 4, 4, &year) || !one(&r, '-'))
		return false;
	from = r.p;
	if (!number(&r, 1, 2, &month) || !one(&r, '-') || !number(&r, 1, 2, &day))
		return false;
	padded = r.p - from == 5; /* a date alone has all of its digits */
	if (r.p == r.end ? !padded : !clock_of(&r, &ms))
		return false;
	year += year < 100 ? 1900 : 0; /* as Date.UTC() takes it */
	*iso = iso_text(a, days_of(year, month, day) * 86400000 + ms);
	return true;
}
