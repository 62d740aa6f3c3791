/* How is a configuration resolved by the rules of Serverless v4?
 *
 * The resolver with v4's grammar, sources and ways of putting texts together (spec/serverless.md 5.8).
 */
#ifndef SLSENV_RESOLVING_V4_LANGUAGE_H
#define SLSENV_RESOLVING_V4_LANGUAGE_H

#include "resolving/resolve.h"
#include "resolving/v4.h"

/* Makes a resolver that has been begun (resolve_init) follow v4, which remembers in `v4`. */
void v4_language(struct resolver *r, struct v4 *v4);

#endif
