#include "resolving/answer.h"

struct candidate *answer_add(struct answer *a, const char *name, struct text value, struct place at)
{
	struct candidate *c = &a->candidates[a->count++];

	*c = (struct candidate){ .name = name, .value = value, .at = at };
	return c;
}

void answer_add_option(struct answer *a, const struct option_value *v, const char *name)
{
	answer_add(a, v->value.p ? v->from : name, v->value, NOWHERE);
}

void answer_settle(struct answer *a)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->candidates[i].value.p) {
			a->candidates[i].used = true;
			a->used = &a->candidates[i];
			a->value = a->candidates[i].value;
			return;
		}
}

void answer_copy(struct answer *to, const struct answer *from)
{
	*to = *from;
	if (from->used)
		to->used = to->candidates + (from->used - from->candidates);
}
