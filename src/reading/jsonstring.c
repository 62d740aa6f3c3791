#include "reading/jsonstring.h"

#include <string.h>

struct span {
	struct arena *arena;
	const char *p, *end;
	const char *problem;
};

static bool fail(struct span *s, const char *what)
{
	s->problem = what;
	return false;
}

static bool hex4(struct span *s, unsigned *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++, s->p++) {
		char c = s->p < s->end ? *s->p : 0;
		int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (d < 0)
			return fail(s, "bad unicode escape");
		*out = *out << 4 | (unsigned)d;
	}
	return true;
}

static void put_utf8(struct build *b, unsigned c)
{
	if (c < 0x80) {
		build_char(b, (char)c);
	} else if (c < 0x800) {
		build_char(b, (char)(0xc0 | c >> 6));
		build_char(b, (char)(0x80 | (c & 63)));
	} else if (c < 0x10000) {
		build_char(b, (char)(0xe0 | c >> 12));
		build_char(b, (char)(0x80 | (c >> 6 & 63)));
		build_char(b, (char)(0x80 | (c & 63)));
	} else {
		build_char(b, (char)(0xf0 | c >> 18));
		build_char(b, (char)(0x80 | (c >> 12 & 63)));
		build_char(b, (char)(0x80 | (c >> 6 & 63)));
		build_char(b, (char)(0x80 | (c & 63)));
	}
}

/* After "\u". A lone surrogate cannot be written as UTF-8; Node prints it as U+FFFD, and so do we. */
static bool unicode_escape(struct span *s, struct build *b)
{
	unsigned c, low;
	const char *after;

	if (!hex4(s, &c))
		return false;
	after = s->p;
	if (c >= 0xd800 && c <= 0xdbff && s->end - s->p >= 6 && s->p[0] == '\\' && s->p[1] == 'u') {
		s->p += 2;
		if (!hex4(s, &low))
			return false;
		if (low >= 0xdc00 && low <= 0xdfff)
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		else
			s->p = after;
	}
	put_utf8(b, c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
	return true;
}

static bool escape(struct span *s, struct build *b)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *known = s->p < s->end && *s->p ? strchr(from, *s->p) : NULL;

	if (known) {
		build_char(b, to[known - from]);
		s->p++;
		return true;
	}
	if (s->p < s->end && *s->p == 'u') {
		s->p++;
		return unicode_escape(s, b);
	}
	return fail(s, "bad escape in a string");
}

static bool string(struct span *s, struct text *out, bool *verbatim)
{
	struct build b = { .arena = s->arena };

	*verbatim = true;
	s->p++;
	for (;;) {
		const char *from = s->p;

		while (s->p < s->end && *s->p != '"' && *s->p != '\\' && (unsigned char)*s->p >= 0x20)
			s->p++;
		build_bytes(&b, from, (size_t)(s->p - from));
		if (s->p == s->end || (unsigned char)*s->p < 0x20)
			return fail(s, "a string has no end");
		if (*s->p++ == '"')
			break;
		*verbatim = false;
		if (!escape(s, &b))
			return false;
	}
	*out = build_done(&b);
	return true;
}

const char *json_string_at(struct arena *a, const char **p, const char *end, struct text *out, bool *verbatim)
{
	struct span s = { .arena = a, .p = *p, .end = end };
	bool ok = string(&s, out, verbatim);

	*p = s.p;
	return ok ? NULL : s.problem;
}

bool json_string(struct arena *a, struct text literal, struct text *out)
{
	const char *p = literal.p, *end = literal.p + literal.n;
	bool verbatim;

	while (p < end && strchr(" \t\r\n", *p))
		p++;
	if (p == end || *p != '"' || json_string_at(a, &p, end, out, &verbatim))
		return false;
	while (p < end && strchr(" \t\r\n", *p))
		p++;
	return p == end;
}
