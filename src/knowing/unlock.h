/* Has this shell unlocked the guarded stage that we stand in, and until when?
 *
 * What says so is a variable of the shell that is not exported: no child has it, no nested shell, no other window, and nothing that a
 * repository brings along can set it. It comes to us in __SLSENV_UNLOCKED, holds no secret, and is bound to the service's directory
 * (path and inode), the stage, its profile and the time.
 */
#ifndef SLSENV_KNOWING_UNLOCK_H
#define SLSENV_KNOWING_UNLOCK_H

#include "knowing/approval.h"

enum { UNLOCK_MINUTES = 15, UNLOCK_MAX_MINUTES = 480 };

struct unlock {
	int64_t until;     /* seconds since the epoch; 0: locked */
	unsigned minutes;  /* that are left, begun ones included */
	struct text words; /* what the shell keeps; "" when locked */
};

/* For `r`'s directory, stage and profile; whatever else was unlocked is locked. When the minutes change the answer has to be looked for again. */
void unlock_read(struct world *w, const struct request *r, struct unlock *out);

/* What the shell is to keep. */
struct text unlock_words(struct world *w, const struct request *r, unsigned minutes);

#endif
