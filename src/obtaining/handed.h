/* Which keys was a shell handed that are kept nowhere, because they do not expire?
 *
 * What a credential_process prints without an Expiration is as good as static keys, and those are never written to disk: the only place
 * they have is the environment of the shell that asked. A note in the runtime directory, no more than a salted fingerprint of the
 * secret, tells that shell later on which chain its keys came from.
 */
#ifndef SLSENV_OBTAINING_HANDED_H
#define SLSENV_OBTAINING_HANDED_H

#include "knowing/ours.h"
#include "obtaining/cache.h"

/* What the helper printed (credential_process's JSON), in the secrets arena; false when it is nothing of the kind, or expires. */
bool handed_parse(struct world *w, struct text json, struct cached *out);

/* Is there a note about this chain: are its keys of that sort? */
bool handed_known(struct world *w, struct text chain);
const char *handed_path(struct world *w, struct text chain);

/* The exports of this shell, if they are ours and came from this chain. */
bool handed_read(struct world *w, struct text chain, const struct ours *ours, struct cached *out);

/* Writes the note, unless it is there. If that fails the keys are asked for again: no harm. */
void handed_note(struct world *w, struct text chain, const struct cached *c);

#endif
