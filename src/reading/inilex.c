#include "reading/inilex.h"

#include <stdint.h>
#include <string.h>

enum { PYTHON = 1 << INI_BOTOCORE, JAVASCRIPT = 1 << INI_JAVASCRIPT, BOTH = PYTHON | JAVASCRIPT };

/* str.strip() and String.prototype.trim() do not agree. */
static const struct {
	uint32_t from, to;
	int who;
} blanks[] = {
	{ 0x09, 0x0d, BOTH }, { 0x20, 0x20, BOTH }, { 0x1c, 0x1f, PYTHON }, { 0x85, 0x85, PYTHON },
	{ 0xa0, 0xa0, BOTH }, { 0x1680, 0x1680, BOTH }, { 0x2000, 0x200a, BOTH }, { 0x2028, 0x2029, BOTH },
	{ 0x202f, 0x202f, BOTH }, { 0x205f, 0x205f, BOTH }, { 0x3000, 0x3000, BOTH }, { 0xfeff, 0xfeff, JAVASCRIPT },
};

/* The character at `i` and its length; a byte that is no UTF-8 is a character that is in no table. */
static uint32_t character(struct text t, size_t i, size_t *length)
{
	const unsigned char *u = (const unsigned char *)t.p + i;
	size_t n = text_char(t.p + i, t.n - i);
	uint32_t c = n < 2 ? u[0] : u[0] & (0xffu >> (n + 1));

	*length = n ? n : 1;
	for (size_t k = 1; k < n; k++)
		c = c << 6 | (u[k] & 0x3f);
	return n ? c : UINT32_MAX;
}

/* Length of the white space character at `i`, or 0. */
static size_t blank(enum ini_dialect dialect, struct text t, size_t i)
{
	size_t n;
	uint32_t c = character(t, i, &n);

	if (c > 0x20 && c < 0x80)
		return 0;
	for (size_t k = 0; k < sizeof blanks / sizeof *blanks; k++)
		if (c >= blanks[k].from && c <= blanks[k].to)
			return blanks[k].who & 1 << dialect ? n : 0;
	return 0;
}

/* Where the character that ends before `end` begins. */
static size_t before(struct text t, size_t end)
{
	size_t i = end - 1;

	while (i > 0 && end - i < 4 && ((unsigned char)t.p[i] & 0xc0) == 0x80)
		i--;
	return text_char(t.p + i, t.n - i) == end - i ? i : end - 1;
}

struct text ini_strip(enum ini_dialect dialect, struct text t)
{
	size_t from = 0, to = t.n, n;

	while (from < to && (n = blank(dialect, t, from)))
		from += n;
	while (to > from && blank(dialect, t, before(t, to)))
		to = before(t, to);
	return text_slice(t, from, to);
}

size_t ini_comment(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((t.p[i] == '#' || t.p[i] == ';') && (i == 0 || blank(INI_JAVASCRIPT, t, before(t, i))))
			return i;
	return t.n;
}

unsigned ini_characters(struct text t, size_t bytes)
{
	unsigned count = 0;
	size_t n;

	for (size_t i = 0; i < bytes; i += n, count++)
		n = (n = text_char(t.p + i, t.n - i)) ? n : 1;
	return count;
}

/* Where Python's str.splitlines() cuts: more places than those where a file's line ends. */
static bool ends_a_line(struct text t, size_t i, size_t *length)
{
	uint32_t c = character(t, i, length);

	return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool ini_bad_nested(struct text t)
{
	size_t from = 0, n;

	for (size_t i = 0; i <= t.n; i += n) {
		n = 1;
		if (i < t.n && !ends_a_line(t, i, &n))
			continue;
		if (ini_strip(INI_BOTOCORE, text_slice(t, from, i)).n && !memchr(t.p + from, '=', i - from))
			return true;
		from = i + n;
	}
	return false;
}

struct ini_lexer ini_lexer(enum ini_dialect dialect, struct text bytes)
{
	return (struct ini_lexer){ .dialect = dialect, .rest = bytes };
}

/* Python ends a line at LF, CRLF or a lone CR; JavaScript splits at \r?\n. */
static bool physical_line(struct ini_lexer *lx, struct text *line)
{
	size_t end = 0, next;

	if (!lx->rest.n)
		return false;
	while (end < lx->rest.n && lx->rest.p[end] != '\n' && !(lx->dialect == INI_BOTOCORE && lx->rest.p[end] == '\r'))
		end++;
	next = end + (end < lx->rest.n);
	if (lx->dialect == INI_BOTOCORE && end + 1 < lx->rest.n && memcmp(lx->rest.p + end, "\r\n", 2) == 0)
		next++;
	if (lx->dialect == INI_JAVASCRIPT && next > end && end > 0 && lx->rest.p[end - 1] == '\r')
		end--;
	*line = text_slice(lx->rest, 0, end);
	lx->rest = text_slice(lx->rest, next, lx->rest.n);
	lx->line++;
	return true;
}

static unsigned column(struct text line, const char *p)
{
	return 1 + ini_characters(line, (size_t)(p - line.p));
}

static bool bad(struct ini_line *out, enum ini_problem_code code)
{
	out->kind = INI_LINE_BAD;
	out->problem = code;
	out->problem_column = out->column;
	return true;
}

static bool section(struct ini_lexer *lx, struct text name, struct ini_line *out)
{
	out->kind = INI_LINE_SECTION;
	out->key = name;
	lx->in_section = true;
	lx->key_open = false;
	return true;
}

/* KEY = VALUE, separated at offset `at` of `t`. */
static void property(const struct ini_lexer *lx, struct text line, struct text t, size_t at, struct ini_line *out)
{
	out->kind = INI_LINE_PROPERTY;
	out->key = ini_strip(lx->dialect, text_slice(t, 0, at));
	out->value = ini_strip(lx->dialect, text_slice(t, at + 1, t.n));
	out->value_column = column(line, out->value.p);
}

static bool botocore_property(struct ini_lexer *lx, struct text line, struct text t, struct ini_line *out)
{
	size_t at = 0;

	while (at < t.n && t.p[at] != '=' && t.p[at] != ':')
		at++;
	if (at == t.n)
		return bad(out, t.p[0] == '[' ? INI_BAD_HEADER : INI_NO_SEPARATOR);
	property(lx, line, t, at, out);
	lx->key_open = out->key.n > 0;
	lx->blanks = 0;
	return out->key.n ? true : bad(out, INI_EMPTY_KEY);
}

/* A name ends at the last ']' of its line, and has at least one character; 0: this is no header. */
static size_t header_end(struct text t)
{
	size_t end = t.n;

	if (t.p[0] != '[')
		return 0;
	while (end > 0 && t.p[end - 1] != ']')
		end--;
	return end > 2 ? end - 1 : 0;
}

static bool botocore_line(struct ini_lexer *lx, struct text line, struct ini_line *out)
{
	struct text t = ini_strip(INI_BOTOCORE, line);
	const char *nul = t.n ? memchr(t.p, 0, t.n) : NULL;
	unsigned indent;

	if (!t.n)
		lx->blanks += lx->key_open;
	if (!t.n || t.p[0] == '#' || t.p[0] == ';')
		return false;
	*out = (struct ini_line){ .line = lx->line, .column = column(line, t.p) };
	out->problem = nul ? INI_NUL : INI_NO_PROBLEM;
	out->problem_column = nul ? column(line, nul) : 0;
	indent = out->column - 1;
	if (lx->in_section && lx->key_open && indent > lx->indent) {
		out->kind = INI_LINE_CONTINUATION;
		out->key = t;
		out->blanks = lx->blanks;
		lx->blanks = 0;
		return true;
	}
	lx->indent = indent;
	if (header_end(t))
		return section(lx, text_slice(t, 1, header_end(t)), out);
	if (!lx->in_section)
		return bad(out, t.p[0] == '[' ? INI_BAD_HEADER : INI_NO_SECTION);
	return botocore_property(lx, line, t, out);
}

/* JavaScript throws on names that would reach an object's prototype: the first or the second word. */
static bool reaches_prototype(struct text name)
{
	size_t from = 0, to;

	while (from < name.n && !blank(INI_JAVASCRIPT, name, from))
		from++;
	from = from < name.n ? from + blank(INI_JAVASCRIPT, name, from) : from;
	for (to = from; to < name.n && !blank(INI_JAVASCRIPT, name, to);)
		to++;
	return text_is(name, "__proto__") || text_is(text_slice(name, from, to), "__proto__");
}

static bool javascript_section(struct ini_lexer *lx, struct text name, struct ini_line *out)
{
	lx->in_section = false;
	if (!reaches_prototype(name))
		return name.n && section(lx, name, out);
	lx->rest = TEXT_NONE;
	return bad(out, INI_PROTO);
}

static bool javascript_line(struct ini_lexer *lx, struct text line, struct ini_line *out)
{
	struct text t = ini_strip(INI_JAVASCRIPT, text_slice(line, 0, ini_comment(line)));
	const char *at = t.n ? memchr(t.p, '=', t.n) : NULL;

	if (!t.n)
		return false;
	*out = (struct ini_line){ .line = lx->line, .column = column(line, t.p) };
	if (t.p[0] == '[' && t.p[t.n - 1] == ']')
		return javascript_section(lx, text_slice(t, 1, t.n - 1), out);
	if (!lx->in_section || !at || at == t.p || at == t.p + t.n - 1)
		return false;
	property(lx, line, t, (size_t)(at - t.p), out);
	return true;
}

bool ini_lex(struct ini_lexer *lx, struct ini_line *out)
{
	static bool (*const dialects[])(struct ini_lexer *, struct text, struct ini_line *) = {
		[INI_BOTOCORE] = botocore_line, [INI_JAVASCRIPT] = javascript_line,
	};
	struct text line;

	while (physical_line(lx, &line))
		if (dialects[lx->dialect](lx, line, out))
			return true;
	return false;
}
