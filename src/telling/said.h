/* Which messages has this shell already shown?
 *
 * Kept in a variable of the shell: short fingerprints. Notices stay; an error that is gone may be said again when it comes back.
 */
#ifndef SLSENV_TELLING_SAID_H
#define SLSENV_TELLING_SAID_H

#include "telling/state.h"

struct said {
	struct text *lines; /* to show now: without "slsenv: " and newline */
	size_t count, capacity;
	struct text memory; /* for __slsenv_said */
};

/* Has the person asked that sls without --stage gets this shell's stage? Only a shell of a person does so. */
bool said_wrapped(const struct standing *s);

/* The profile that sls gets then, without --aws-profile; "": none, the exported keys win by themselves. */
struct text said_wrapped_profile(struct world *w, const struct standing *s);

/* Everything that a person should be told at a prompt: the troubles, and what the state asks of them. */
void said_collect(struct world *w, const struct standing *s, struct said *out);

#endif
