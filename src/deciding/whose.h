/* Whose credentials would the Framework itself use here?
 *
 * The order of sources of the rules in force, each later one replacing the earlier (spec/serverless.md 4.1, 4.3), over the
 * person's own environment and the loaded .env: slsenv's exports do not count. To v3 every named profile on the way must be one
 * that it can use, even if another source wins; v4 looks at the winner only, and knows fewer sources.
 */
#ifndef SLSENV_DECIDING_WHOSE_H
#define SLSENV_DECIDING_WHOSE_H

#include "deciding/decide.h"
#include "knowing/profiles.h"

enum source_name {
	FROM_DEFAULT,       /* AWS_DEFAULT_PROFILE, else the profile "default" */
	FROM_FILE,          /* provider.profile; v4: or the credential resolver */
	FROM_KEYS,          /* AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY */
	FROM_PROFILE,       /* AWS_PROFILE */
	FROM_STAGE_KEYS,    /* AWS_<STAGE>_ACCESS_KEY_ID and its secret */
	FROM_STAGE_PROFILE, /* AWS_<STAGE>_PROFILE */
	FROM_OPTION,        /* --aws-profile */
	FROM_COUNT
};

struct credential_source {
	const char *name;     /* the variable, "provider.profile", "option --aws-profile" */
	bool present;
	bool dotenv;          /* it stands in .env */
	struct text profile;  /* absent for keys */
	struct place at;      /* NOWHERE: the environment */
	bool usable;          /* a profile: it has what the Framework needs */
	const char *problem;  /* why the Framework refuses it; NULL: it does not */
};

struct whose {
	struct credential_source sources[FROM_COUNT];
	const enum source_name *order; /* the rules': weakest first */
	int count;                     /* of the order */
	int used;             /* a source_name; -1: the SDK's own chain */
	int refused;          /* the first one that makes the Framework give up; -1: none */
};

void whose_credentials(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		       const struct profiles *p, struct whose *out);

/* The source that counts while keys are exported: a person's AWS_PROFILE is put aside then, and nobody named the default profile.
 * An index; -1: none. */
int whose_counts(const struct whose *whose);

#endif
