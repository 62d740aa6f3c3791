/* What credentials does this profile give now, without anybody being asked?
 *
 * Static keys stand in the files; of every other kind it is what was fetched before and is kept (obtaining/cache.h), or what this shell
 * itself was handed (obtaining/handed.h). Nothing is
 * started here: `wanted` says that the helper should be (obtaining/fetch.h). When the answer changes by itself, the world's deadline
 * says so.
 */
#ifndef SLSENV_OBTAINING_OBTAIN_H
#define SLSENV_OBTAINING_OBTAIN_H

#include "knowing/ours.h"
#include "obtaining/cache.h"
#include "obtaining/chain.h"

enum obtained {
	OBTAINED_ERROR,    /* in w->troubles */
	OBTAINED_KEYS,
	OBTAINED_EXPIRING, /* keys for a few minutes more; why there are no new ones is a warning in w->troubles */
	OBTAINED_NOTHING,  /* nothing is kept that can be used: to be fetched */
	OBTAINED_LOGIN,    /* a person has to sign in, or */
	OBTAINED_MFA       /* to type a code; what to do is an error in w->troubles */
};

struct obtaining {
	const struct chain *chain; /* NULL: static keys, or an error */
	struct text text;          /* its text, which names what is kept */
	bool wanted;               /* new ones should be fetched now */
};

/* Fills `out` and `how`. Keys that belong to another account than the profile says are an error. */
enum obtained obtain(struct world *w, const struct profiles *p, struct text profile, const struct ours *ours, struct credential *out,
		     struct obtaining *how);

/* The same with keys that have just come and are kept nowhere: OBTAINED_KEYS or OBTAINED_ERROR. */
enum obtained obtain_handed(struct world *w, const struct cached *handed, struct credential *out, struct obtaining *how);

#endif
