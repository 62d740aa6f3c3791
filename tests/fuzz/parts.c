#include "fuzz.h"

#include <string.h>

struct text fuzz_next(struct text *rest)
{
	static const char cut[] = "\n----\n";
	const size_t n = sizeof cut - 1;

	for (size_t i = 0; i + n <= rest->n; i++)
		if (memcmp(rest->p + i, cut, n) == 0) {
			struct text t = text_slice(*rest, 0, i + 1);

			*rest = text_slice(*rest, i + n, rest->n);
			return t;
		}
	struct text all = *rest;

	*rest = text_slice(*rest, rest->n, rest->n);
	return all;
}
