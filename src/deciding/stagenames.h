/* Which names of stages does one decision hint at?
 *
 * Where the stage is a key, its neighbours are stages, too; where it is part of a file's name, so are other files' names.
 */
#ifndef SLSENV_DECIDING_STAGENAMES_H
#define SLSENV_DECIDING_STAGENAMES_H

#include "deciding/decision.h"

enum { STAGENAMES_MOST = 100 };

struct stagenames {
	struct text *list;      /* in the order in which they were found */
	size_t count, capacity;
	struct text *looked;    /* where names were looked for already */
	size_t looked_count, looked_capacity;
	bool more;              /* some were left out */
};

/* Adds one by itself. */
void stagenames_add(struct world *w, struct stagenames *s, struct text name);

/* Adds what the decision's variables hint at, and its params: and stages:. */
void stagenames_hints(struct world *w, struct stagenames *s, const struct decision *d);

#endif
