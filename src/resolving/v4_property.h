/* What does property access find on a value when it follows the prototypes, as Serverless v4's does?
 *
 * `${self:custom.constructor}` is a function there (spec/serverless.md 5.8). What would come out of that is not for us to say.
 */
#ifndef SLSENV_RESOLVING_V4_PROPERTY_H
#define SLSENV_RESOLVING_V4_PROPERTY_H

#include "resolving/resolver.h"

/* FOUND: `*out`. MISSING: undefined. PENDING: something inherited. */
enum outcome v4_property(struct arena *a, const struct node *n, struct text key, struct node **out);

/* Is there something, and is that true to JavaScript? */
bool v4_set(const struct node *n);

/* Does every object have it? */
bool v4_inherited(struct text key);

#endif
