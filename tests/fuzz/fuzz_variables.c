/* Does the variable parser keep within its text, whatever stands in it? */
#include "fuzz.h"

#include <stdlib.h>

#include "knowing/text_parser.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct text t = { arena_copy(a, data, size), size };
	struct expression e;
	struct syntax_error error;

	if (expression_parse(a, t, &e, &error))
		check(t, e.variables, e.count, 0);
	else if (!error.what || error.at > t.n)
		abort();
	arena_free(a);
	return 0;
}
