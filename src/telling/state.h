/* How do things stand here, all told?
 *
 * The decision, whether it is approved, and what credentials it gives: one `struct standing` for every verb, and the one word that
 * the prompt shows (design, section 5).
 */
#ifndef SLSENV_TELLING_STATE_H
#define SLSENV_TELLING_STATE_H

#include "deciding/decide.h"
#include "deciding/stageguard.h"
#include "knowing/approval.h"
#include "knowing/ours.h"
#include "knowing/settings.h"
#include "knowing/unlock.h"
#include "obtaining/obtain.h"

enum state {
	STATE_OUTSIDE,    /* no service here: nothing to show */
	STATE_OK,
	STATE_EXPIRING,   /* there are keys, but not for long, and new ones need a person or could not be had */
	STATE_REFRESHING, /* the Framework is being asked, or the credentials are being fetched */
	STATE_LOGIN,      /* a person has to sign in */
	STATE_MFA,        /* a person has to type a code */
	STATE_APPROVAL,
	STATE_DENIED,
	STATE_LOCKED,     /* a guarded stage: it takes `slsenv unlock` in this shell */
	STATE_UNRESOLVED,
	STATE_OVERRIDE,   /* a person's own variables win */
	STATE_NONE,       /* the service names no profile */
	STATE_ERROR,
	STATE_COUNT
};

struct standing {
	enum state state;
	struct settings settings;
	struct ours ours;
	struct options options;
	struct decision decision;
	bool forgets_choice;          /* the shell's stage and profile were chosen for another service */
	struct verdict verdict;       /* when there is a profile */
	struct unlock unlock;         /* of a guarded stage */
	struct text profile;          /* whose credentials count: absent when none */
	const char *profile_from;     /* "provider.profile", "AWS_PROD_PROFILE", ... */
	struct profiles *profiles;    /* NULL: not looked at */
	struct whose whose;           /* when the profiles were looked at: what the Framework itself would use */
	struct credential credential; /* filled as far as the state allows; keys only where state_has_keys() */
	struct obtaining obtaining;   /* how it came about, and whether new ones should be fetched */
	bool agreed;                  /* standing_agree() */
	bool may_run;                 /* the directory's own Framework may be asked */
	const char *override;         /* STATE_OVERRIDE: the variable that wins */
	struct stageguard stageguard; /* empty until standing_stageguard() */
};

/* The word of a state: "ok", "approval", ... ; "none" for STATE_OUTSIDE. */
const char *state_word(enum state s);

/* Are there credentials to export? */
bool state_has_keys(enum state s);

/* " 4m", what is left of credentials that expire; "" in every other state. */
const char *state_minutes(struct world *w, const struct standing *s);

/* Finds everything out. Errors and warnings are in w->troubles. Credentials are in the secrets arena. */
void standing_find(struct world *w, const struct options *o, struct standing *out);

/* Finds what keeps other stages from using the keys that are exported here; for those who export or explain. */
void standing_stageguard(struct world *w, struct standing *s);

/* Finds the profile whose credentials count, and the variable of the person's that wins over it. False: it is in doubt whose rules
 * apply, they do not agree about this, and the decision is unresolved now. */
bool standing_find_profile(struct world *w, struct standing *s);

/* Did the person name the profile, and does the Framework ask for it then? */
bool standing_is_named(const struct standing *s);

/* STATE_APPROVAL, and the person has just said yes: goes on from there. */
void standing_agree(struct world *w, struct standing *s);

/* Decision and account only, for approvals: false when there is nothing to approve (the reason is in w->troubles). */
bool standing_request(struct world *w, struct standing *s, struct request *out);

#endif
