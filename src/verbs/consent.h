/* May the credentials of this directory be given out now?
 *
 * For commands that hand them to somebody: what is not approved, or guarded, is asked on the terminal; what has to be fetched is waited
 * for. Without a terminal nothing is asked, and the answer is no.
 */
#ifndef SLSENV_VERBS_CONSENT_H
#define SLSENV_VERBS_CONSENT_H

#include "telling/state.h"
#include "verbs/verb.h"

/* Finds out how things stand. `purpose` ends the question: "for sls deploy". EXIT_DONE: go on (there are keys, or s->state is STATE_NONE
 * or STATE_OVERRIDE). Else the exit status, with the reason in w->troubles. */
int consent(struct run *r, const char *purpose, struct standing *s);

#endif
