/* Which type does an unquoted YAML scalar have?
 *
 * js-yaml 4's default schema without implicit timestamps, i.e. the YAML 1.2 core types, leading zeros allowed
 * (spec/serverless.md 2).
 */
#ifndef SLSENV_READING_SCALAR_H
#define SLSENV_READING_SCALAR_H

#include "reading/node.h"

/* Sets `kind` to NODE_NULL, NODE_BOOLEAN, NODE_NUMBER or NODE_STRING and fills the value. NaN and infinities become null, as
 * the Framework's JSON round trip makes them. */
void scalar_type(struct node *n, struct text plain);

/* One type alone, for explicit tags (!!int, !!float, ...); false when the text is none. */
bool scalar_null(struct text t);
bool scalar_boolean(struct text t, bool *value);
bool scalar_integer(struct text t, double *value);
bool scalar_float(struct text t, double *value);

#endif
