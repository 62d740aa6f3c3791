/* What does a JSON text say, as JavaScript's JSON.parse reads it?
 *
 * Strict: no comments, no trailing commas, nothing after the value; of a duplicate key the last value counts
 * (spec/serverless.md 1.6).
 */
#ifndef SLSENV_READING_JSON_H
#define SLSENV_READING_JSON_H

#include "ground/world.h"
#include "reading/node.h"

enum { JSON_MAX_DEPTH = 200, JSON_MAX_NODES = 60000 };

/* Like yaml_read(). */
bool json_read(struct world *w, const char *path, struct text bytes, struct node **out);

#endif
