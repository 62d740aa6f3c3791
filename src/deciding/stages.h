/* Which stages can this service be deployed to, as far as its files tell?
 *
 * The stage it has now and the one it has by default; the keys of each map that was indexed with the stage, and those of params:
 * and, to v4, of stages:; what fits where the stage is a part of a file's name (design, section 3), or of the profile's: then by
 * the names of the person's profiles. A file that is new there changes the answer: the directory is in the world's log.
 */
#ifndef SLSENV_DECIDING_STAGES_H
#define SLSENV_DECIDING_STAGES_H

#include "deciding/decide.h"
#include "knowing/profiles.h"

struct stage {
	struct text name;
	struct decision decision; /* what `--stage NAME` would give; of the current stage what there is now */
	const char *reason;       /* why that is no answer, in one line; NULL: it is one */
};

struct stages {
	struct stage *list; /* the current stage first, then the default one, then as they stand in the files */
	size_t count, capacity;
	bool more;          /* there are more than anybody wants to wait for: these are the first */
};

/* Decides for each; `d` is what was decided for `o`, whatever came of it. `profiles` NULL: they are read when they are
 * needed. Errors of other stages are not said: see `reason`. */
void stages_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		 const struct profiles *profiles, struct stages *out);

/* Warns where there are more. */
void stages_warn(struct world *w, const struct stages *s);

#endif
