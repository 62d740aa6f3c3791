#include "ground/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

struct text text_of(const char *s)
{
	return s ? (struct text){ s, strlen(s) } : TEXT_NONE;
}

struct text text_copy(struct arena *a, struct text t)
{
	return t.p ? (struct text){ arena_copy(a, t.p, t.n), t.n } : TEXT_NONE;
}

struct text text_slice(struct text t, size_t from, size_t to)
{
	return (struct text){ t.p + from, to - from };
}

struct text text_format(struct arena *a, const char *format, ...)
{
	va_list args;
	char *p;

	va_start(args, format);
	p = arena_vformat(a, format, args);
	va_end(args);
	return text_of(p);
}

bool text_equal(struct text a, struct text b)
{
	return !a.p == !b.p && a.n == b.n && (!a.n || memcmp(a.p, b.p, a.n) == 0);
}

bool text_is(struct text t, const char *s)
{
	return t.p && text_equal(t, text_of(s));
}

bool text_starts(struct text t, const char *prefix)
{
	size_t n = strlen(prefix);

	return t.p && t.n >= n && memcmp(t.p, prefix, n) == 0;
}

bool text_ends(struct text t, const char *suffix)
{
	size_t n = strlen(suffix);

	return t.p && t.n >= n && memcmp(t.p + t.n - n, suffix, n) == 0;
}

bool text_has_nul(struct text t)
{
	return t.n && memchr(t.p, 0, t.n);
}

int text_compare(struct text a, struct text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

size_t text_char(const char *p, size_t left)
{
	const unsigned char *u = (const unsigned char *)p;
	size_t n;

	if (!left)
		return 0;
	if (u[0] < 0x80)
		return 1;
	n = u[0] >= 0xc2 && u[0] <= 0xdf ? 2 : u[0] >= 0xe0 && u[0] <= 0xef ? 3 : u[0] >= 0xf0 && u[0] <= 0xf4 ? 4 : 0;
	if (!n || left < n)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((u[i] & 0xc0) != 0x80)
			return 0;
	if ((u[0] == 0xe0 && u[1] < 0xa0) || (u[0] == 0xed && u[1] > 0x9f) || (u[0] == 0xf0 && u[1] < 0x90) ||
	    (u[0] == 0xf4 && u[1] > 0x8f))
		return 0;
	return n;
}

bool text_is_utf8(struct text t)
{
	size_t n;

	for (size_t i = 0; i < t.n; i += n)
		if (!(n = text_char(t.p + i, t.n - i)))
			return false;
	return true;
}

static uint32_t code_point(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	uint32_t c = n == 1 ? u[0] : u[0] & (0xffu >> (n + 1));

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (u[i] & 0x3f);
	return c;
}

/* Characters that move the cursor, end the line, or reorder what a person reads. */
static bool steers_a_terminal(uint32_t c)
{
	static const struct {
		uint32_t from, to;
	} ranges[] = {
		{ 0x00, 0x1f }, { 0x7f, 0x9f }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
		{ 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

struct text text_show(struct arena *a, struct text t, size_t limit)
{
	struct build b = { .arena = a };
	size_t shown = 0, n;

	for (size_t i = 0; i < t.n; i += n, shown++) {
		if (limit && shown >= limit) {
			build_string(&b, "...");
			break;
		}
		n = text_char(t.p + i, t.n - i);
		if (n && !steers_a_terminal(code_point(t.p + i, n))) {
			build_bytes(&b, t.p + i, n);
			continue;
		}
		n = n ? n : 1;
		for (size_t k = 0; k < n; k++)
			build_format(&b, "\\x%02X", (unsigned char)t.p[i + k]);
	}
	return build_done(&b);
}

static bool keeps(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-_./:@+", c));
}

struct text text_encode(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++)
		if (keeps(t.p[i]))
			build_char(&b, t.p[i]);
		else
			build_format(&b, "%%%02X", (unsigned char)t.p[i]);
	return build_done(&b);
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct text text_decode(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '%' && i + 2 < t.n && hex(t.p[i + 1]) >= 0 && hex(t.p[i + 2]) >= 0) {
			build_char(&b, (char)(hex(t.p[i + 1]) << 4 | hex(t.p[i + 2])));
			i += 2;
		} else {
			build_char(&b, t.p[i]);
		}
	}
	return build_done(&b);
}

static void build_room(struct build *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 64;
	char *p;

	if (b->cap - b->n > n)
		return;
	while (cap - b->n <= n)
		cap *= 2;
	p = arena_alloc(b->arena, cap);
	if (b->n)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
}

void build_bytes(struct build *b, const void *bytes, size_t n)
{
	build_room(b, n);
	if (n)
		memcpy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = 0;
}

void build_text(struct build *b, struct text t)
{
	build_bytes(b, t.p, t.n);
}

void build_string(struct build *b, const char *s)
{
	build_bytes(b, s, strlen(s));
}

void build_char(struct build *b, char c)
{
	build_bytes(b, &c, 1);
}

void build_format(struct build *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	build_string(b, arena_vformat(b->arena, format, args));
	va_end(args);
}

struct text build_done(struct build *b)
{
	build_room(b, 0);
	b->p[b->n] = 0;
	return (struct text){ b->p, b->n };
}
