/* How is a person's own file changed so that it is always the old one or the new one, and nobody's change is lost?
 *
 * Beside it a new file is written, synced, and renamed over it. Writers of this program wait for each other; a change
 * that another program made meanwhile is noticed, and nothing is written over it.
 */
#ifndef SLSENV_GROUND_REPLACE_H
#define SLSENV_GROUND_REPLACE_H

#include "ground/world.h"

enum replaced { REPLACED, REPLACE_CHANGED /* it is no longer what was read: read again */, REPLACE_FAILED /* errno */ };

/* Holds the file's directory against other writers of this program, and makes it first (0700) if it is missing; also
 * removes what a writer that was killed has left there. `path` is without links. False, with errno. */
bool replace_lock(const char *path, int *lock);
void replace_unlock(int lock);

/* `was`: the bytes that were read, absent if there was no file. `shut`: nobody else may read it any more, whatever its
 * mode was. A new file is 0600; an old one keeps its owner and, but for `shut`, its mode. */
enum replaced replace_file(struct world *w, const char *path, struct text was, struct text bytes, bool shut);

#endif
