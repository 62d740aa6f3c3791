/* How is a tree of values written so that two can be compared?
 *
 * On one line, like JSON, but with the keys of a map sorted by byte, and texts as casefile.h has them.
 */
#ifndef NODETEXT_H
#define NODETEXT_H

#include "reading/node.h"

struct text node_canonical(struct arena *a, const struct node *n);

/* The place of the '@' in `marked`, and the text without it. */
struct place marked_place(struct arena *a, const char *file, const char *marked, struct text *without);

#endif
