/* How do keys that were lent to a command stay good while it runs?
 *
 * When AWS answers that a token has expired, the SDK of Serverless v3 reads its profile again from the file, if the keys came from
 * there (tests/differential/lent.js shows it). So whoever waits for the command's end looks at the cache now and then, has new keys
 * fetched in time, and writes the file anew.
 */
#ifndef SLSENV_OBTAINING_RENEWAL_H
#define SLSENV_OBTAINING_RENEWAL_H

#include "ground/world.h"

struct renewal {
	const char *owner;   /* ground/living.h */
	const char *self;    /* path of this program: the helper may stand beside it */
	struct text profile; /* whose keys they are */
	struct text *names;  /* under which they stand in the file */
	size_t count;
};

/* Comes back when the owner has ended. */
void renewal_tend(struct world *w, const struct renewal *r);

#endif
