/* How did a value come to be what it is?
 *
 * One hop is one variable that was resolved: the expression as written and where, which source answered, which were passed
 * over and why, and the hops that its parts needed. `why` prints hops; nothing decides by them.
 */
#ifndef SLSENV_RESOLVING_HOP_H
#define SLSENV_RESOLVING_HOP_H

#include "reading/node.h"

struct passed_over {
	struct text source;      /* "opt:stage" */
	const char *reason;      /* "not given", "has no value", ... */
};

struct hop {
	struct text path;        /* the property in which it stands: "provider.profile" */
	struct text expression;  /* "${self:custom.profiles.${sls:stage}}" */
	struct place at;
	struct text answered;    /* the source that answered, its variables resolved: "self:custom.profiles.dev" */
	const char *from;        /* "serverless.yml", "option --stage", "environment", "fallback", "default", ... */
	struct place value_at;   /* where the value stands, if it stands in a file */
	struct node *value;
	struct passed_over *passed;
	size_t passed_count, passed_capacity;
	const struct hop **parts; /* variables in its address, and the properties it read */
	size_t part_count, part_capacity;
	const struct hop *sibling; /* the next variable of the same property */
	struct text stuck;       /* what did not answer, and was not passed over */
	const struct hop *made;  /* the one that was made before this one, whichever property it is of */
};

#endif
