/* Whose rules apply: Serverless v3, its fork osls, or Serverless v4?
 *
 * Read from frameworkVersion, else from what is installed (node_modules) or asked for (package.json) in the nearest directory
 * upwards, else from what only v4 has: stages: and provider.resolver (design, section 3; spec/serverless.md 12.6).
 */
#ifndef SLSENV_DECIDING_FRAMEWORK_H
#define SLSENV_DECIDING_FRAMEWORK_H

#include "ground/world.h"
#include "reading/node.h"

struct framework {
	const char *version; /* "v3" or "v4" */
	const char *package; /* "osls" or "serverless"; osls when nothing says otherwise */
	const char *why;     /* in words */
	struct place at;     /* of what says so */
	bool doubtful;       /* there is but a stages: block, which v3 ignores, or a range of versions that lets in both */
	bool by_default;     /* nothing says so */
	bool serverless;     /* the package of that name is installed or asked for, under v3 serverless 3.40 */
	const char *program; /* node_modules/.bin/NAME of the project itself; NULL: not installed there */
};

/* What is installed or asked for; this is known before the configuration is read. */
struct framework framework_installed(struct world *w, const char *directory);

/* Adds what the configuration says, which counts more; NULL: it cannot be read. */
void framework_settle(struct framework *f, const struct node *config);

/* Both. */
struct framework framework_find(struct world *w, const char *directory, const struct node *config);

/* Are it the rules of serverless 3, which are laxer here and there than those of osls? */
bool framework_is_serverless3(const struct framework *f);

#endif
