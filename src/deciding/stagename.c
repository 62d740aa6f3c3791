#include "deciding/stagename.h"

#include <string.h>

/* All letters beyond ASCII that toUpperCase() makes ASCII letters of. */
static const struct {
	const char *letter, *capitals;
} odd[] = {
	{ "\u00df", "SS" }, { "\u0131", "I" }, { "\u017f", "S" }, { "\ufb00", "FF" }, { "\ufb01", "FI" }, { "\ufb02", "FL" },
	{ "\ufb03", "FFI" }, { "\ufb04", "FFL" }, { "\ufb05", "ST" }, { "\ufb06", "ST" },
};

/* The number of bytes that became capitals. */
static size_t add_odd(struct build *b, const char *p, size_t left)
{
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		size_t n = strlen(odd[i].letter);

		if (n <= left && memcmp(p, odd[i].letter, n) == 0) {
			build_string(b, odd[i].capitals);
			return n;
		}
	}
	return 0;
}

const char *stage_variable(struct arena *a, struct text stage, const char *suffix)
{
	struct build b = { .arena = a };

	build_string(&b, "AWS_");
	for (size_t i = 0, n; i < stage.n; i += n) {
		char c = stage.p[i];

		n = (unsigned char)c < 0x80 ? 0 : add_odd(&b, stage.p + i, stage.n - i);
		if (n)
			continue;
		build_char(&b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
		n = 1;
	}
	build_format(&b, "_%s", suffix);
	return build_done(&b).p;
}
