#include "telling/quote.h"

/* Control characters and bytes that are no UTF-8: the length of the run's first one, 0 for a character to leave as it is. */
static bool is_odd(const char *p, size_t left, size_t *n)
{
	*n = text_char(p, left);
	if (*n == 0) {
		*n = 1;
		return true;
	}
	return *n == 1 && ((unsigned char)*p < 0x20 || *p == 0x7f);
}

static bool has_odd(struct text t)
{
	for (size_t i = 0, n; i < t.n; i += n)
		if (is_odd(t.p + i, t.n - i, &n))
			return true;
	return false;
}

static void quote_plain(struct build *b, struct text t)
{
	build_char(b, '\'');
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\'')
			build_string(b, "'\\''");
		else
			build_char(b, t.p[i]);
	build_char(b, '\'');
}

/* bash and zsh: $'...' with octal escapes. */
static void quote_ansi(struct build *b, struct text t)
{
	build_string(b, "$'");
	for (size_t i = 0, n; i < t.n; i += n) {
		if (is_odd(t.p + i, t.n - i, &n))
			build_format(b, "\\%03o", (unsigned char)t.p[i]);
		else if (t.p[i] == '\'' || t.p[i] == '\\')
			build_format(b, "\\%c", t.p[i]);
		else
			build_bytes(b, t.p + i, n);
	}
	build_char(b, '\'');
}

/* fish knows \' and \\ between single quotes, and \xHH (a character) and \XHH (a byte) outside them. */
static void quote_fish(struct build *b, struct text t)
{
	build_char(b, '\'');
	for (size_t i = 0, n; i < t.n; i += n) {
		if (is_odd(t.p + i, t.n - i, &n))
			build_format(b, "'\\%c%02x'", (unsigned char)t.p[i] < 0x80 ? 'x' : 'X', (unsigned char)t.p[i]);
		else if (t.p[i] == '\'' || t.p[i] == '\\')
			build_format(b, "\\%c", t.p[i]);
		else
			build_bytes(b, t.p + i, n);
	}
	build_char(b, '\'');
}

void quote(struct build *b, enum dialect d, struct text t)
{
	if (d == DIALECT_FISH)
		quote_fish(b, t);
	else if (d == DIALECT_POSIX || !has_odd(t))
		quote_plain(b, t);
	else
		quote_ansi(b, t);
}
