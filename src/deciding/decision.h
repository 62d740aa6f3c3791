/* What was decided about a service, and what stands in the way?
 *
 * The result that deciding/choose.c and v4_choose.c fill; it is the Framework's answer, or it says why there is none.
 */
#ifndef SLSENV_DECIDING_DECISION_H
#define SLSENV_DECIDING_DECISION_H

#include "deciding/framework.h"
#include "deciding/service.h"
#include "resolving/answer.h"
#include "resolving/resolve.h"

enum decided {
	DECIDED,
	NO_SERVICE,  /* nothing of the Framework's from here upwards */
	UNRESOLVED,  /* see unresolved */
	UNDECIDABLE  /* an error, in w->troubles */
};

struct decision {
	enum decided decided;
	struct service service;     /* but for NO_SERVICE; directory may be NULL for UNDECIDABLE */
	struct text name;           /* the service's; absent when unknown */
	struct framework framework;
	struct answer stage, profile, region;
	struct unresolved *unresolved;
	struct node *config;        /* the configuration as far as it was resolved; NULL when it was not read */
	const char *resolver;       /* v4: the credential resolver in force, "stages.dev.resolvers.NAME"; NULL: its own */
	const struct hop *hops;     /* each variable that was looked at, the last one first: hop.h's `made` */
	bool dotenv_wanted;         /* useDotenv */
	const struct dotenv *dotenv; /* what was loaded; NULL: nothing */
	const struct decision *other; /* by the other rules, where it is in doubt whose apply; NULL: it is not */
	bool from_aws_profile;      /* the person's AWS_PROFILE or AWS_DEFAULT_PROFILE was read by ${env:...} */
};

/* Longer names would fill up the environment of every command. */
enum { DECISION_MAX_NAME = 4096 };

/* A decision points into itself: plain assignment is no copy. */
void decision_copy(struct decision *to, const struct decision *from);

/* Notes that `o` came out of resolving: true when it is no value and no plain absence. */
bool decision_stopped(struct decision *d, struct resolver *r, enum outcome o);

/* Notes that the service's file as a whole cannot be decided about. */
void decision_closed(struct world *w, struct decision *d, const char *reason);

/* Notes an error, and returns false. */
bool decision_refused(struct decision *d, struct resolver *r, struct place at, const char *todo, const char *what);

/* A scalar as the Framework's schema coerces it for a property of type string: numbers and booleans become text, a list of one
 * its item (spec/serverless.md 2). False: it becomes none. */
bool decision_text(struct resolver *r, struct node *n, struct text *out);

#endif
