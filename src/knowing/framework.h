/* Whose rules apply: Serverless v3 (and osls), or v4?
 *
 * Read from the configuration: frameworkVersion, a stages: block, provider.resolver (spec/serverless.md 12.6).
 */
#ifndef SLSENV_KNOWING_FRAMEWORK_H
#define SLSENV_KNOWING_FRAMEWORK_H

#include "reading/node.h"

struct framework {
	const char *version; /* "v3" or "v4" */
	const char *why;
	struct place at;     /* of what says so */
};

struct framework framework_of(const struct node *config);

#endif
