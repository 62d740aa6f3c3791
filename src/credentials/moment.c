#include "credentials/moment.h"

#include <string.h>
#include <time.h>

struct reader {
	const char *p, *end;
	bool fine;
};

/* `digits` decimal digits between `least` and `most`. */
static int take(struct reader *r, int digits, int least, int most)
{
	int n = 0;

	for (int i = 0; i < digits; i++, r->p++) {
		if (r->p == r->end || *r->p < '0' || *r->p > '9') {
			r->fine = false;
			return 0;
		}
		n = n * 10 + (*r->p - '0');
	}
	r->fine = r->fine && n >= least && n <= most;
	return n;
}

static bool skip(struct reader *r, const char *any_of)
{
	if (r->p == r->end || !*r->p || !strchr(any_of, *r->p))
		return false;
	r->p++;
	return true;
}

static bool is_digit_next(const struct reader *r)
{
	return r->p < r->end && *r->p >= '0' && *r->p <= '9';
}

static void need(struct reader *r, const char *any_of)
{
	r->fine = skip(r, any_of) && r->fine;
}

/* Days since the epoch of a date in the Gregorian calendar. */
static int64_t days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year, m = (month + 9) % 12;
	int64_t d = 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + (day - 1);

	return d - 719468;
}

static bool is_day(int year, int month, int day)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return day <= days[month - 1] && (month != 2 || day < 29 || leap);
}

/* Seconds east of UTC. */
static int offset(struct reader *r)
{
	size_t left = (size_t)(r->end - r->p);
	int sign, hours, minutes = 0;

	if ((left == 3 && (memcmp(r->p, "UTC", 3) == 0 || memcmp(r->p, "GMT", 3) == 0)) || (left == 1 && (*r->p == 'Z' || *r->p == 'z'))) {
		r->p = r->end;
		return 0;
	}
	sign = r->p < r->end && *r->p == '-' ? -1 : 1;
	need(r, "+-");
	hours = take(r, 2, 0, 23);
	if (skip(r, ":") || is_digit_next(r))
		minutes = take(r, 2, 0, 59);
	return sign * (hours * 3600 + minutes * 60);
}

struct moment {
	int year, month, day, hour, minute, second;
	int micros; /* of a second */
	int east;   /* of UTC, seconds */
};

static int fraction(struct reader *r)
{
	int micros = 0, digits = 0;

	do {
		int digit = take(r, 1, 0, 9);

		if (digits++ < 6)
			micros = micros * 10 + digit;
	} while (r->fine && is_digit_next(r));
	for (; digits < 6; digits++)
		micros *= 10;
	return micros;
}

static bool read_moment(struct text t, struct moment *m)
{
	struct reader r = { t.p, t.p + t.n, t.p != NULL };
	bool dashes, colons, seconds;

	*m = (struct moment){ .second = 0 };
	if (!t.p)
		return false;
	m->year = take(&r, 4, 1, 9999);
	dashes = skip(&r, "-");
	m->month = take(&r, 2, 1, 12);
	if (dashes)
		need(&r, "-");
	m->day = take(&r, 2, 1, 31);
	need(&r, "T ");
	m->hour = take(&r, 2, 0, 23);
	colons = skip(&r, ":");
	m->minute = take(&r, 2, 0, 59);
	seconds = colons ? skip(&r, ":") : is_digit_next(&r);
	if (seconds)
		m->second = take(&r, 2, 0, 60);
	if (r.fine && seconds && skip(&r, "."))
		m->micros = fraction(&r);
	skip(&r, " ");
	if (!r.fine || !is_day(m->year, m->month, m->day))
		return false;
	m->east = offset(&r);
	return r.fine && r.p == r.end;
}

bool moment_read(struct text t, int64_t *out)
{
	struct moment m;

	if (!read_moment(t, &m))
		return false;
	*out = days_of(m.year, m.month, m.day) * 86400 + m.hour * 3600 + m.minute * 60 + m.second - m.east;
	return true;
}

struct text moment_iso(struct arena *a, struct text t)
{
	struct build b = { .arena = a };
	struct moment m;
	int east;

	if (!read_moment(t, &m))
		return TEXT_NONE;
	build_format(&b, "%04d-%02d-%02dT%02d:%02d:%02d", m.year, m.month, m.day, m.hour, m.minute, m.second);
	if (m.micros)
		build_format(&b, ".%06d", m.micros);
	east = m.east < 0 ? -m.east : m.east;
	build_format(&b, "%c%02d:%02d", m.east < 0 ? '-' : '+', east / 3600, east / 60 % 60);
	return build_done(&b);
}

struct text moment_text(struct arena *a, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[32];
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return text_copy(a, text_of(text));
}
