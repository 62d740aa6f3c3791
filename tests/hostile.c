#include "hostile.h"

#include <stdint.h>
#include <string.h>

static const char *const hostile[] = {
	"", " ", "  a  ", "a b", "'", "''", "'''", "a'b", "'a'", "\"", "\"a\"", "\\", "\\\\", "a\\", "\\'", "'\\", "\\\n", "\\n", "\\u0041", "\\x41",
	"\\u", "\\e[31m", "$(touch x)", "`touch x`", "${x}", "$x", "$$", "$", "$'a'", "$\"a\"", "$(", "`", "$((1+1))", "<(touch x)", "=(touch x)",
	"(touch x)", "'; touch x; '", "\"; touch x; \"", "\n touch x\n", "a\ntouch x", "\n", "\n\n", "a\n", "a\n\n", "\na", "\r\n", "\t", "\r", "a\rb",
	"!", "!!", "!x", "a!b", "!-1", "^a^b", "~", "~root", "~/x", "~+", "a=~", "a:~root", "=ls", "=", "-", "-n", "-e x", "--", "--help", "+x",
	"*", "?", "[a-z]*", "**/*", "/*", "{a,b}", "{1..9}", "#", "# x", "a#b", "a # b", "%", "%%", "%F{red}", "%1", "%n", "&", "&&", "|", ";", "<", ">",
	">x", "(", ")", "[", "]", "{", "}", "[[", "a=b", "a b=c", "function", "if", "end", "\033[31m", "\033]0;x\007", "\001\033[31m\002", "\001", "\002",
	"\x7f", "\xc2\x80", "\xc2\x9b""31m", "\xc3\xa9", "\xe6\x97\xa5\xe6\x9c\xac", "\xf0\x9f\x98\x80", "e\xcc\x81", "\xe2\x80\xae""abc", "\xe2\x80\xa8",
	"\xef\xbb\xbf", "\xff", "\x80", "\xc3", "\xc3(", "\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\xc0\xaf", "\xe0\x80\x80",
	"a\xff""b", "\xff\xfe", "\xff""41", "\xff""a1", "\001""1", "\033""7", "\x7f""8", "\xef\x98\x80", "\xef\x98\x81", "\xef\x9a\x80", "\xef\x9b\xbf",
	"\xef\xb7\x90", "\xef\xb7\x92", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf", "NaN", "0123", "None", "null",
};

static void add(struct arena *a, struct values *v, struct text t)
{
	v->items = arena_grow(a, v->items, v->count, &v->capacity, sizeof *v->items);
	v->items[v->count++] = text_copy(a, t);
}

static void add_bytes(struct arena *a, struct values *v)
{
	struct build all = { .arena = a }, backwards = { .arena = a };

	for (int c = 1; c < 256; c++) {
		char one[] = { (char)c, (char)c, 'a', (char)c, '1', 0 };

		add(a, v, text_of((char[]){ (char)c, 0 }));
		add(a, v, text_of(one));
		build_char(&all, (char)c);
		build_char(&backwards, (char)(256 - c));
	}
	add(a, v, build_done(&all));
	add(a, v, build_done(&backwards));
}

/* Always the same ones. */
static void add_by_chance(struct arena *a, struct values *v)
{
	static const char favourites[] = "'\"\\$`!\n\r\t\033%{}()[]~#-= a1\x7f\x80\xc3\xa9\xff";
	uint32_t seed = 1;

	for (int i = 0; i < 150; i++) {
		struct build b = { .arena = a };

		for (int k = 0; k < (i == 0 ? 4096 : 1 + i % 40); k++) {
			seed = seed * 1664525 + 1013904223;
			build_char(&b, i % 2 ? favourites[(seed >> 16) % (sizeof favourites - 1)] : (char)((seed >> 16) % 255 + 1));
		}
		add(a, v, build_done(&b));
	}
}

struct values hostile_values(struct arena *a)
{
	struct values v = { NULL, 0, 0 };

	add_bytes(a, &v);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		add(a, &v, text_of(hostile[i]));
	add_by_chance(a, &v);
	return v;
}
