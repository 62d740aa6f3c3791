/* May this text be resolved before the service as a whole is, in Serverless v4?
 *
 * v4 looks at everything that a text could lead to, also at fallbacks that are never asked: a source that may not answer so early
 * leaves the text as it is, and a circle is an error (spec/serverless.md 3, 5.8).
 */
#ifndef SLSENV_RESOLVING_V4_ALLOW_H
#define SLSENV_RESOLVING_V4_ALLOW_H

#include "resolving/resolver.h"

/* resolver.allow. PENDING has been noted, FAILED said. */
enum outcome v4_allow(struct resolver *r, struct node *n);

#endif
