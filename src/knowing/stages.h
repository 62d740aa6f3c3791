/* Which stages can this service be deployed to, as far as its files tell?
 *
 * The keys of every map that the decision indexed with the stage, and the stages of params: and, to v4, of stages: (design,
 * section 3).
 */
#ifndef SLSENV_KNOWING_STAGES_H
#define SLSENV_KNOWING_STAGES_H

#include "knowing/decide.h"

struct stage {
	struct text name;
	struct decision decision; /* what `--stage NAME` would give */
};

struct stages {
	struct stage *list; /* the current stage first, then as they stand in the file */
	size_t count, capacity;
};

/* Decides for each. Troubles of other stages are not reported; their decision tells. */
void stages_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		 struct stages *out);

#endif
