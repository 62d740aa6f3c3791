#include "reading/yamltext.h"

#include <string.h>

/* libyaml ends a line at these characters too, js-yaml takes them for text. */
static bool is_other_line_end(const char *p, size_t left)
{
	size_t n = text_char(p, left);

	return (n == 2 && memcmp(p, "\xc2\x85", 2) == 0) ||
	       (n == 3 && (memcmp(p, "\xe2\x80\xa8", 3) == 0 || memcmp(p, "\xe2\x80\xa9", 3) == 0));
}

bool yaml_text(struct world *w, const char *path, struct text *bytes)
{
	struct place at = { path, 1, 0 };
	struct text t = *bytes;
	struct build b = { .arena = w->arena };

	if (text_starts(t, "\xef\xbb\xbf"))
		t = text_slice(t, 3, t.n);
	for (size_t i = 0; i < t.n; i++) {
		at.line += t.p[i] == '\n';
		if (is_other_line_end(t.p + i, t.n - i))
			return trouble_error(&w->troubles, at, "take it out, or write it as an escape between double quotes",
					     "a line separator (U+0085, U+2028 or U+2029) that YAML readers take differently");
	}
	/* A block text at the end of the file has its newline even if the file has none. */
	if (t.n && t.p[t.n - 1] != '\n' && t.p[t.n - 1] != '\r') {
		build_text(&b, t);
		build_char(&b, '\n');
		t = build_done(&b);
	}
	*bytes = t;
	return true;
}
