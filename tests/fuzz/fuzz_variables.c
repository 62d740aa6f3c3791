/* Do the variable parsers, v3's and v4's, keep within their text, whatever stands in it? */
#include "fuzz.h"

#include <stdlib.h>

#include "resolving/text_parser.h"
#include "resolving/v4_parser.h"

static void check(struct text t, const struct variable *v, size_t count, size_t depth)
{
	if (depth > 200)
		abort();
	for (size_t i = 0; i < count; i++) {
		if (v[i].start > v[i].end || (depth == 0 && v[i].end > t.n) || (!v[i].escape && !v[i].count))
			abort();
		for (size_t k = 0; k < v[i].count; k++) {
			const struct source *s = &v[i].sources[k];

			if (!s->literal == !s->type.p)
				abort();
			for (size_t n = 0; n < s->param_count; n++)
				check(t, s->params[n].variables, s->params[n].count, depth + 1);
			check(t, s->address.variables, s->address.count, depth + 1);
		}
	}
}

static void parse(bool (*parser)(struct arena *, struct text, struct expression *, struct syntax_error *), struct text bytes)
{
	struct arena *a = arena_new(0);
	struct text t = text_copy(a, bytes);
	struct expression e;
	struct syntax_error error;

	if (parser(a, t, &e, &error))
		check(t, e.variables, e.count, 0);
	else if (!error.what || error.at > t.n)
		abort();
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text t = { (const char *)data, size };

	parse(expression_parse, t);
	parse(v4_parse, t);
	return 0;
}
