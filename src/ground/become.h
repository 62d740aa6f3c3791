/* How does this process become another program?
 *
 * By exec: the other program has this process's id, terminal, standard files and signals, and nothing of slsenv stays behind.
 */
#ifndef SLSENV_GROUND_BECOME_H
#define SLSENV_GROUND_BECOME_H

#include "ground/world.h"

/* Where `name` leads: itself when there is a slash in it, else the first match in PATH. Returns 0, or what a shell gives for it:
 * 127 (not found) or 126 (found, but it cannot be run), with errno. */
int become_find(struct world *w, const char *name, const char **path);

/* Comes back only when it failed: 126 or 127, with errno. A file without a #! line is given to /bin/sh. */
int become(struct world *w, const char *path, char *const *arguments, char *const *environment);

#endif
