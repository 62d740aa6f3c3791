/* Which variables of this environment did slsenv put there, and what did the person have before?
 *
 * SLSENV_MARK is exported beside the variables: a salt and, for each of them, a salted fingerprint of the value we gave it; no
 * secret. What the person had before stays in a variable of the shell that is not exported, and comes to us only in
 * __SLSENV_SAVED; a nested shell, or one that tmux started, has the mark without it.
 *
 * Some of the variables are always the same, those of spec/aws.md 5.2; the others are AWS_<STAGE>_PROFILE of other stages, as a
 * service has them (deciding/stageguard.h).
 */
#ifndef SLSENV_KNOWING_OURS_H
#define SLSENV_KNOWING_OURS_H

#include "ground/fingerprint.h"
#include "ground/world.h"

/* The variables of spec/aws.md 5.2. */
enum export_name {
	EXPORT_ACCESS_KEY_ID, EXPORT_SECRET_ACCESS_KEY, EXPORT_SESSION_TOKEN, EXPORT_SECURITY_TOKEN, EXPORT_PROFILE,
	EXPORT_DEFAULT_PROFILE, EXPORT_REGION, EXPORT_DEFAULT_REGION, EXPORT_EXPIRATION, EXPORT_ACCOUNT, EXPORT_SCOPE,
	EXPORT_COUNT
};

enum owner {
	PERSONS,  /* never touched by us */
	OURS,     /* as we left it: set, or unset by us */
	CHANGED   /* we had set or unset it, and the person has changed it since: hands off until the service is left */
};

struct ours_variable {
	const char *name;    /* "AWS_ACCESS_KEY_ID", ... */
	bool secret;
	const char *live;    /* its value now; NULL: unset */
	enum owner owner;
	bool saved;          /* is it known what the person had? Only for OURS. */
	const char *before;  /* what the person had; NULL: unset */
	const char *kept_in; /* a file in the runtime directory holds what the person had (a secret); NULL: no */
};

struct ours {
	bool any;            /* a mark is there */
	uint64_t salt;
	struct ours_variable *variables; /* the first EXPORT_COUNT in the order of export_name, then those of stages */
	size_t count, capacity;
	struct text chosen_in; /* deciding/chosen.c: for which service stage or profile of the shell were chosen; absent: for none */
};

const char *export_variable(enum export_name e);

/* Reads mark and bookkeeping. In a shell that has just begun (`fresh`), what differs from the mark is what its rc file did, not a
 * change of mind: PERSONS, not CHANGED. So is a value that is again what the person had before. */
void ours_read(struct world *w, bool fresh, struct ours *o);

/* The variable as the person has it: what is ours does not count. */
const char *ours_person(struct world *w, const struct ours *o, const char *name);

/* May slsenv ever set a variable of this name for a stage? AWS_<STAGE>_PROFILE, but for those that mean something else. */
bool ours_is_stage_profile(const char *name);

/* The variable AWS_<STAGE>_PROFILE of this name, put behind the others when it is not among them yet. */
struct ours_variable *ours_stage_profile(struct world *w, struct ours *o, const char *name);

/* A copy whose variables can be changed. */
void ours_copy(struct world *w, const struct ours *o, struct ours *out);

/* The mark's and the bookkeeping's text for variables as they will be; `owner` of each must be set. The mark is absent when none is
 * ours. */
struct text ours_mark(struct world *w, const struct ours *o);
struct text ours_saved(struct arena *a, const struct ours *o);

#endif
