/* Is this bare word a value, and which?
 *
 * The words and characters of the Framework's variable grammar (spec/serverless.md 5.1), and JavaScript's Number().
 */
#ifndef SLSENV_RESOLVING_LITERAL_H
#define SLSENV_RESOLVING_LITERAL_H

#include "reading/node.h"

/* true, false, null, or anything that JavaScript's Number() takes; NULL when it is none of these. */
struct node *literal_value(struct arena *a, struct text t);

/* Without the white space that JavaScript's trim() takes off. A slice of `t`. */
struct text literal_trim(struct text t);
struct text literal_trim_end(struct text t);

bool literal_is_word_char(char c); /* A-Z a-z 0-9 . - */
bool literal_is_type(struct text t); /* [a-z][a-zA-Z0-9]* */

#endif
