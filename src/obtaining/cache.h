/* What temporary credentials, or what failure, do we remember of this chain?
 *
 * Private files in the runtime directory (ground/store.h), one a chain, named after a fingerprint of the chain's text; the whole
 * text stands inside and has to be the same, byte for byte. Static keys are never kept. Reading is for every prompt: one file
 * each, through the world, so that the guard notices a change. A file that is not ours alone, is cut short or looks odd in any
 * way is as good as absent.
 */
#ifndef SLSENV_OBTAINING_CACHE_H
#define SLSENV_OBTAINING_CACHE_H

#include "ground/world.h"

struct cached {
	struct text access_key_id, secret_access_key, session_token; /* in the secrets arena */
	struct text account;  /* 12 digits; absent: unknown */
	int64_t expiration;   /* seconds since the epoch */
	struct text until;    /* the same as `aws configure export-credentials` prints it; absent: in UTC */
	int64_t written;      /* when it was fetched */
	const char *sign_in;  /* the file of the sign-in that they come from, absolute: whoever signs out removes it; NULL: none */
};

/* How good is it at `now`? One that ought to be renewed can still be used meanwhile. */
enum cache_age { CACHE_GOOD, CACHE_RENEW, CACHE_DEAD };

enum { CACHE_LAST_SECONDS = 60 };

/* CACHE_RENEW with less than 15 minutes left or, for what lives an hour or less, a quarter of its life; CACHE_DEAD in its last
 * minute. */
enum cache_age cache_age(const struct cached *c, int64_t now);

/* The moment from which on it is CACHE_RENEW, for deadlines. */
int64_t cache_renew_at(const struct cached *c);

/* Where the entry is or would be: a file a guard can watch. NULL: no directory for it. */
const char *cache_path(struct world *w, struct text chain);

/* False: nothing usable is there, or its sign-in is over. An entry that is CACHE_DEAD is still read. */
bool cache_read(struct world *w, struct text chain, struct cached *out);

/* Replaces the entry and forgets the failure. False, with errno. */
bool cache_write(struct world *w, struct text chain, const struct cached *c);

void cache_forget(struct world *w, struct text chain);

enum failure_kind {
	FAILURE_FAILED, /* something broke; it may work later */
	FAILURE_LOGIN,  /* a sign-in is needed: aws sso login, aws login */
	FAILURE_MFA     /* a code is needed */
};

enum { FAILURE_SECONDS = 60 };

struct failure {
	enum failure_kind kind;
	struct text message;  /* lines as they were said, without "slsenv: ", ended by newlines; no secret in them */
	int64_t time;
	const char *watch;    /* a file whose change may mend it (a sign-in's), absolute; NULL: none */
};

/* The last failure of this chain, if it is newer than what `watch` names; false: none. */
bool failure_last(struct world *w, struct text chain, struct failure *out);

/* Is it too early to try again? For FAILURE_SECONDS. */
bool failure_is_fresh(const struct failure *f, int64_t now);

/* The last failure if it is fresh. */
bool failure_read(struct world *w, struct text chain, struct failure *out);
bool failure_write(struct world *w, struct text chain, const struct failure *f); /* false, with errno */
const char *failure_path(struct world *w, struct text chain);

/* Only one process fetches a chain's credentials at a time; a process that ends, however it ends, holds no lock. Waits up to
 * `seconds`; false, with errno (EWOULDBLOCK: somebody else is still at it). */
bool cache_lock(struct world *w, struct text chain, unsigned seconds, int *lock);
void cache_unlock(int lock);

/* Removes entries, failures and locks that nobody has used for days. */
void cache_sweep(struct world *w);

#endif
