/* What would each tool use in this environment?
 *
 * Not what slsenv decided: what the tools themselves make of the variables and files as they are now, each by its own order
 * (spec/aws.md 5.1, spec/serverless.md 4).
 */
#ifndef SLSENV_TELLING_CONSUMERS_H
#define SLSENV_TELLING_CONSUMERS_H

#include "telling/state.h"

enum consumes {
	CONSUMES_NOTHING, /* nothing that the variables and files name: at most what the machine it runs on has */
	CONSUMES_KEYS,    /* those of a variable */
	CONSUMES_PROFILE,
	CONSUMES_ERROR    /* it stops at a profile that it does not find or cannot use, or at half a key pair */
};

struct consumer {
	const char *id, *name; /* for programs, and for people */
	enum consumes what;
	struct text profile;   /* of a profile, or the one it stops at; absent for keys */
	struct text key_id;    /* of keys */
	const char *from;      /* the variable or property that decides; NULL: none, so the profile "default" */
};

enum { CONSUMER_V3, CONSUMER_V4, CONSUMER_CLI, CONSUMER_BOTO3, CONSUMER_JS, CONSUMER_GO, CONSUMER_COUNT };

/* s->profiles must have been looked at. */
void consumers_find(struct world *w, const struct standing *s, struct consumer out[CONSUMER_COUNT]);

/* Would it use what slsenv decided, or where that is nothing, what the Framework uses? */
bool consumer_agrees(const struct standing *s, const struct consumer all[CONSUMER_COUNT], const struct consumer *one);

#endif
