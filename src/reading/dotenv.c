#include "reading/dotenv.h"

#include <string.h>

struct reader {
	struct arena *arena;
	const char *p, *end; /* line breaks are '\n' already */
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_key_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

static const char *skip(const struct reader *r, const char *p)
{
	while (p < r->end && is_space(*p))
		p++;
	return p;
}

static const char *line_end(const struct reader *r, const char *p)
{
	while (p < r->end && *p != '\n')
		p++;
	return p;
}

/* Is there nothing but white space, and perhaps a comment, up to an end of line? Returns where the match ends, or NULL. */
static const char *rest_of_line(const struct reader *r, const char *p)
{
	const char *q = p;

	while (q < r->end && is_space(*q) && *q != '\n')
		q++;
	if (q < r->end && *q == '#')
		return line_end(r, q);
	return q == r->end || *q == '\n' ? q : NULL;
}

/* The key and its separator; returns where the value may begin, or NULL. */
static const char *key_and_separator(const struct reader *r, const char *p, struct text *key)
{
	const char *from = p, *q;

	while (p < r->end && is_key_char(*p))
		p++;
	if (p == from)
		return NULL;
	*key = (struct text){ from, (size_t)(p - from) };
	q = skip(r, p);
	if (q < r->end && *q == '=')
		return q + 1;
	return p + 1 < r->end && *p == ':' && is_space(p[1]) ? p + 2 : NULL;
}

static const char *assignment(const struct reader *r, const char *p, struct text *key)
{
	const char *q = NULL;

	p = skip(r, p);
	if (r->end - p > 6 && memcmp(p, "export", 6) == 0 && is_space(p[6]))
		q = key_and_separator(r, skip(r, p + 6), key);
	return q ? q : key_and_separator(r, p, key);
}

/* A quoted value, which may go on over lines. The closing quote is the first one without a backslash before it; when the line
 * does not end behind that one, the last of those before it that lets it end. Returns the match's end, or NULL. */
static const char *quoted(const struct reader *r, const char *p, struct text *value)
{
	const char *from = skip(r, p), *q, *after;
	char quote = from < r->end ? *from : 0;

	if (quote != '\'' && quote != '"' && quote != '`')
		return NULL;
	for (q = from + 1; q < r->end && *q != quote; q++)
		if (*q == '\\' && q + 1 < r->end && q[1] == quote)
			q++;
	for (q = q < r->end ? q : r->end - 1; q > from; q--) {
		after = *q == quote ? rest_of_line(r, q + 1) : NULL;
		if (after) {
			*value = (struct text){ from, (size_t)(q + 1 - from) };
			return after;
		}
	}
	return NULL;
}

static const char *unquoted(const struct reader *r, const char *p, struct text *value)
{
	const char *q = p;

	while (q < r->end && *q != '#' && *q != '\n')
		q++;
	*value = (struct text){ p, (size_t)(q - p) };
	return line_end(r, q);
}

static struct text trim(struct text t)
{
	while (t.n && is_space(t.p[0]))
		t = text_slice(t, 1, t.n);
	while (t.n && is_space(t.p[t.n - 1]))
		t.n--;
	return t;
}

/* Takes the quotes off; \n and \r are line breaks between double quotes only. */
static struct text unwrap(struct arena *a, struct text raw)
{
	struct build b = { .arena = a };
	struct text t = trim(raw);
	char quote = t.n ? t.p[0] : 0;
	bool escapes = quote == '"';

	if (t.n >= 2 && (quote == '\'' || quote == '"' || quote == '`') && t.p[t.n - 1] == quote)
		t = text_slice(t, 1, t.n - 1);
	for (size_t i = 0; i < t.n; i++) {
		char next = i + 1 < t.n ? t.p[i + 1] : 0;

		if (escapes && t.p[i] == '\\' && (next == 'n' || next == 'r')) {
			build_char(&b, next == 'n' ? '\n' : '\r');
			i++;
		} else {
			build_char(&b, t.p[i]);
		}
	}
	return build_done(&b);
}

const struct dotenv_entry *dotenv_find(const struct dotenv *d, struct text key)
{
	for (size_t i = 0; d && i < d->count; i++)
		if (text_equal(d->entries[i].key, key))
			return &d->entries[i];
	return NULL;
}

static void put(struct arena *a, struct dotenv *d, struct text key, struct text value, unsigned line)
{
	struct dotenv_entry *e = (struct dotenv_entry *)(void *)dotenv_find(d, key);

	if (!e) {
		d->entries = arena_grow(a, d->entries, d->count, &d->capacity, sizeof *d->entries);
		e = &d->entries[d->count++];
	}
	*e = (struct dotenv_entry){ text_copy(a, key), value, d->path, line };
}

void dotenv_add(struct arena *a, struct dotenv *d, const struct dotenv *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (!dotenv_find(d, from->entries[i].key)) {
			d->entries = arena_grow(a, d->entries, d->count, &d->capacity, sizeof *d->entries);
			d->entries[d->count++] = from->entries[i];
		}
}

/* CRLF and lone CR become LF. */
static struct text with_newlines(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		build_char(&b, t.p[i] == '\r' ? '\n' : t.p[i]);
		i += t.p[i] == '\r' && i + 1 < t.n && t.p[i + 1] == '\n';
	}
	return build_done(&b);
}

static unsigned line_of(const char *start, const char *p)
{
	unsigned line = 1;

	for (; start < p; start++)
		line += *start == '\n';
	return line;
}

void dotenv_parse(struct arena *a, struct text bytes, struct dotenv *out)
{
	struct text t = with_newlines(a, text_starts(bytes, "\xef\xbb\xbf") ? text_slice(bytes, 3, bytes.n) : bytes);
	struct reader r = { .arena = a, .p = t.p, .end = t.p + t.n };

	while (r.p < r.end) {
		struct text key, value = TEXT("");
		const char *p = assignment(&r, r.p, &key), *after;

		if (p) {
			after = quoted(&r, p, &value);
			after = after ? after : unquoted(&r, p, &value);
			put(a, out, key, unwrap(a, value), line_of(t.p, key.p));
			r.p = after;
		}
		r.p = line_end(&r, r.p) + 1;
	}
}
