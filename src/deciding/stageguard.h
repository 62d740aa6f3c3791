/* What keeps `sls --stage OTHER` from using this stage's keys?
 *
 * To Serverless v3 exported keys outrank provider.profile: with dev's keys in the shell it would deploy any other stage with them,
 * too. AWS_<STAGE>_PROFILE outranks them, so while keys are exported each other stage that leads to another profile has its own
 * named there (design, section 3). A name gives no keys, and it is the one that the Framework would take by itself: it needs no approval
 * beyond that of the keys which make it necessary.
 */
#ifndef SLSENV_DECIDING_STAGEGUARD_H
#define SLSENV_DECIDING_STAGEGUARD_H

#include "deciding/stages.h"
#include "deciding/whose.h"

enum guard_kind {
	GUARD_SAME,    /* the same profile: nothing to do */
	GUARD_NAMED,   /* `variable` names `profile` */
	GUARD_PERSONS, /* a variable of the person's own or .env decides: `why` */
	GUARD_REFUSED, /* the Framework itself stops: `why` */
	GUARD_NO_NAME, /* `variable` cannot be set in a shell */
	GUARD_OURS,    /* the Framework cannot use its profile and would take this stage's keys: `why` */
	GUARD_UNKNOWN, /* its profile cannot be told: `why` */
};

struct guarded_stage {
	enum guard_kind kind;
	struct text stage, profile, file; /* `file`: the one that provider.profile names, used or not; absent: none */
	const char *variable, *why;
};

struct stageguard {
	struct guarded_stage *list; /* in the order of the stages, without the current one */
	size_t count, capacity;
	bool more;                  /* there are more stages than were looked at */
};

/* `profile` is the one whose keys are exported. Empty where the rules of v4 apply: there a profile in the file outranks keys. */
void stageguard_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		     const struct profiles *p, struct text profile, struct stageguard *out);

/* Is this variable among those to be set? */
bool stageguard_wants(const struct stageguard *g, const char *variable);

#endif
