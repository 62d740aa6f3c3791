#include "reading/jsreplace.h"

#include <string.h>

struct text js_replace(struct arena *a, struct text t, struct text template, struct text by)
{
	struct build b = { .arena = a };
	size_t at = 0;

	while (at + template.n <= t.n && memcmp(t.p + at, template.p, template.n) != 0)
		at++;
	build_bytes(&b, t.p, at);
	for (size_t i = 0; i < by.n; i++) {
		char next = by.p[i] == '$' && i + 1 < by.n ? by.p[i + 1] : 0;

		if (next == '$')
			build_char(&b, '$');
		else if (next == '&')
			build_text(&b, template);
		else if (next == '`')
			build_bytes(&b, t.p, at);
		else if (next == '\'')
			build_text(&b, text_slice(t, at + template.n, t.n));
		else
			build_char(&b, by.p[i]);
		i += next && strchr("$&`'", next);
	}
	build_text(&b, text_slice(t, at + template.n, t.n));
	return build_done(&b);
}
