/* Which texts have broken shells, prompts and terminals before? */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "ground/text.h"

struct values {
	struct text *items;
	size_t count, capacity;
};

/* Every byte alone and all together, the tricks that are known, and some hundred texts by chance, the same in each run. No NUL in them. */
struct values hostile_values(struct arena *a);

#endif
