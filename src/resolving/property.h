/* What does JavaScript's property access find on a value?
 *
 * Own properties only, as the Framework follows them: entries, a list's and a text's length, a text's characters. And what it takes
 * for true.
 */
#ifndef SLSENV_RESOLVING_PROPERTY_H
#define SLSENV_RESOLVING_PROPERTY_H

#include "reading/node.h"

/* NULL: nothing there. What is no entry is made new in `a`. */
struct node *property_of(struct arena *a, const struct node *n, struct text key);

/* Has every value of this kind a method or accessor of that name from its prototype? serverless 3.40 and v4 come across
 * those, too. */
bool property_inherited(const struct node *n, struct text key);

/* JavaScript's truth. */
bool property_true(const struct node *n);

#endif
