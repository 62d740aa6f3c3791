/* How does a command come by credentials that have to be fetched?
 *
 * Only what the standing wants is fetched: the directory is approved by then. A hook starts the helper, waits for a moment where a
 * directory was entered, and goes on; what was fetched then ends the idle guard's peace.
 */
#ifndef SLSENV_VERBS_FETCHING_H
#define SLSENV_VERBS_FETCHING_H

#include "telling/state.h"
#include "verbs/verb.h"

enum patience {
	PATIENCE_NONE,     /* start it and go on */
	PATIENCE_PROMPT,   /* [network] wait, counted from when the fetching began; only if this shell was not here before */
	PATIENCE_SETTING,  /* [network] wait */
	PATIENCE_END       /* until it has ended */
};

/* Does that, and looks again when something came of it. */
void fetch_credentials(struct run *r, struct standing *s, enum patience p);

#endif
