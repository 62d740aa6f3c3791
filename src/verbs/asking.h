/* How does the project's own Framework come to be asked?
 *
 * Only where the person has allowed it, and away from the prompt: a hook starts `slsenv ask` in the background and goes on; the
 * answer's file then ends the idle guard's peace.
 */
#ifndef SLSENV_VERBS_ASKING_H
#define SLSENV_VERBS_ASKING_H

#include "telling/state.h"
#include "verbs/verb.h"

/* Starts it when the standing says `refreshing`. */
void ask_in_background(struct run *r, const struct standing *s);

/* Asks now and waits; false when there is no answer (in w->troubles). */
bool ask_now(struct run *r, const struct standing *s);

#endif
