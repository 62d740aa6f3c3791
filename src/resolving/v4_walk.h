/* What does the configuration hold at this path, to Serverless v4?
 *
 * v4 resolves a placeholder on the way only where it stood in the file, at a path without placeholders of its own; anything
 * else it may see as the text that is written there. We do not guess which.
 */
#ifndef SLSENV_RESOLVING_V4_WALK_H
#define SLSENV_RESOLVING_V4_WALK_H

#include <stdint.h>

#include "resolving/resolver.h"

/* Walks from the top. `fixed`: so many names were in the path from the start;
 * SIZE_MAX: v4 itself asks. FOUND: `*out`, resolved; what is in it may wait.
 * PENDING: `*reason`, or NULL when it has been noted. */
enum outcome v4_walk(struct resolver *r, struct text dotted, size_t fixed, struct node **out, const char **reason);

/* Resolves a value in place, as one that a placeholder has `brought`, or as one that stood in the file. */
enum outcome v4_resolve(struct resolver *r, struct node *n, struct text path, bool brought);

/* A property that v4 asks for itself: a placeholder instead of a map on the way hides it. PENDING has been noted. */
enum outcome v4_at(struct resolver *r, const char *dotted, struct node **out);

#endif
