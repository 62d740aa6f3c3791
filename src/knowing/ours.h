/* Which variables of this environment did slsenv put there, and what did the person have before?
 *
 * SLSENV_MARK is exported beside the variables: a salt and, for each of them, a salted fingerprint of the value we gave it; no
 * secret. What the person had before stays in a variable of the shell that is not exported, and comes to us only in
 * __SLSENV_SAVED; a nested shell, or one that tmux started, has the mark without it.
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
	struct ours_variable variables[EXPORT_COUNT];
};

const char *export_variable(enum export_name e);

/* Reads mark and bookkeeping. In a shell that has just begun (`fresh`), what differs from the mark is what its rc file did, not a
 * change of mind: PERSONS, not CHANGED. So is a value that is again what the person had before. */
void ours_read(struct world *w, bool fresh, struct ours *o);

/* The variable as the person has it: what is ours does not count. */
const char *ours_person(struct world *w, const struct ours *o, const char *name);

/* The mark's and the bookkeeping's text for variables as they will be; `owner` of each must be set. */
struct text ours_mark(struct arena *a, uint64_t salt, const struct ours_variable *v);
struct text ours_saved(struct arena *a, const struct ours_variable *v);

#endif
