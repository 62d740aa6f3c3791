/* Which credential resolver does Serverless v4 deploy with?
 *
 * provider.resolver, else the only one of type aws among those of the stage and of default, else its own, which follows
 * --aws-profile and provider.profile (spec/serverless.md 4.3).
 */
#ifndef SLSENV_DECIDING_V4_CREDENTIALS_H
#define SLSENV_DECIDING_V4_CREDENTIALS_H

#include "deciding/decision.h"

struct v4_credentials {
	const char *name;       /* "stages.dev.resolvers.account"; NULL: v4's own */
	struct place at;
	struct node *profile;   /* resolved; NULL: none */
	struct node *region;    /* likewise */
	bool no_dashboard;      /* it wants no credentials of the Serverless Dashboard */
};

/* False: there is an obstacle, noted in `d`. */
bool v4_credentials_find(struct decision *d, struct resolver *r, struct v4_credentials *out);

/* Notes that we cannot tell what v4 does with the property at `path`. Returns false. */
bool v4_unsure(struct decision *d, struct resolver *r, const char *path, struct place at, const char *why);

#endif
