#include "credentials/canonical.h"

#include <stdint.h>
#include <string.h>

static uint32_t decode(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	uint32_t c = n == 1 ? u[0] : u[0] & (0x7fu >> n);

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (u[i] & 0x3fu);
	return c;
}

static void escape(struct build *b, uint32_t c)
{
	static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *at = c && c < 0x80 ? strchr(named, (int)c) : NULL;

	if (at) {
		build_char(b, '\\');
		build_char(b, letters[at - named]);
	} else if (c >= 0x20 && c <= 0x7e) {
		build_char(b, (char)c);
	} else if (c < 0x10000) {
		build_format(b, "\\u%04x", c);
	} else {
		build_format(b, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + (c & 0x3ff));
	}
}

void canonical_string(struct build *b, struct text utf8)
{
	size_t n;

	build_char(b, '"');
	for (size_t i = 0; i < utf8.n && (n = text_char(utf8.p + i, utf8.n - i)) > 0; i += n)
		escape(b, decode(utf8.p + i, n));
	build_char(b, '"');
}
