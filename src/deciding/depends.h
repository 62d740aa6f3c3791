/* Which files does a configuration that is a program depend on?
 *
 * Found by reading, not by running: the configuration, what it and its like name in require(), import and file(), and the files by
 * which packages are pinned. More than that is not known; `slsenv allow --run` asks again.
 */
#ifndef SLSENV_DECIDING_DEPENDS_H
#define SLSENV_DECIDING_DEPENDS_H

#include "ground/world.h"

/* Absolute paths; those that are not there but would count are among them. Each is asked through the world, as read. */
void depends_find(struct world *w, const char *directory, const char *file, struct text stage, const char ***paths, size_t *count);

/* What the files are now, as one text: path, size and time of each. */
struct text depends_signature(struct world *w, const char *const *paths, size_t count);

#endif
