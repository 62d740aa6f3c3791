/* Is the process that owns this still there?
 *
 * A name for a process that outlives it: where it runs (boot and process namespace), its id, and when it started, so that another
 * process that has the id later is not taken for it.
 */
#ifndef SLSENV_GROUND_LIVING_H
#define SLSENV_GROUND_LIVING_H

#include "ground/world.h"

enum living {
	LIVING_YES,
	LIVING_NO,
	LIVING_ELSEWHERE /* in another namespace, before the last boot, or on another machine that shares the directory: unknown */
};

/* Of this very process; it stays the same when this becomes another program. Letters, digits and dots. */
const char *living_self(struct world *w);

/* A text that is no such name is LIVING_ELSEWHERE. */
enum living living_look(struct world *w, const char *name);

/* Waits until it is gone, for so long at most; negative: for long. False: it is still there. What cannot be watched is gone. */
bool living_wait(struct world *w, const char *name, int milliseconds);

#endif
