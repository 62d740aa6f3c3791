/* Which stage, profile and region would the Framework use here, and why?
 *
 * The decision (spec/serverless.md 3, 4.5, 5.6, 12): lazily from provider.stage, provider.profile and provider.region. It is the
 * Framework's answer, or it is unresolved with the variable that stands in the way; never a guess.
 */
#ifndef SLSENV_KNOWING_CHOOSE_H
#define SLSENV_KNOWING_CHOOSE_H

#include "knowing/answer.h"
#include "knowing/framework.h"
#include "knowing/resolve.h"
#include "knowing/service.h"

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
	bool dotenv_wanted;         /* useDotenv */
	const struct dotenv *dotenv; /* what was loaded; NULL: nothing */
	bool from_aws_profile;      /* the person's AWS_PROFILE or AWS_DEFAULT_PROFILE was read by ${env:...} */
};

/* Decides for the directory of `o`. Never fails: `decided` tells. */
void choose(struct world *w, const struct options *o, const struct ours *ours, struct decision *out);

#endif
