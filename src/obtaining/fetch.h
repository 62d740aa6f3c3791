/* How does the helper come to fetch credentials, once for all shells, and how long is it waited for?
 *
 * slsenv-credentials is started in the background, in the person's own environment, and at most once a minute for a chain,
 * however many shells want it: the others wait for the file that it writes (obtaining/cache.h).
 */
#ifndef SLSENV_OBTAINING_FETCH_H
#define SLSENV_OBTAINING_FETCH_H

#include "knowing/ours.h"
#include "obtaining/obtain.h"

struct fetch {
	struct text profile;
	const struct obtaining *how;
	const struct ours *ours;
	const char *self;       /* path of this program: the helper may stand beside it */
	unsigned milliseconds;  /* how long to wait; 0: not at all */
	bool at_prompt;         /* counted from when the fetching began, by whomever, and Ctrl-C ends it; else from now */
};

enum fetched {
	FETCH_IMPOSSIBLE, /* an error, in w->troubles */
	FETCH_GOES_ON,    /* in the background; the world's deadline is when it may be tried again */
	FETCH_ENDED,      /* look again */
	FETCH_HANDED      /* keys that are kept nowhere: here they are */
};

enum fetched fetch(struct world *w, const struct fetch *f, struct cached *handed);

/* The helper: $SLSENV_CREDENTIALS, else the installed one, else the one beside this program. NULL: there is none; the error is in
 * w->troubles. */
const char *fetch_helper(struct world *w, const char *self);

#endif
