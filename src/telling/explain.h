/* How did each answer come about, hop by hop?
 *
 * `slsenv why`: the expression as written and where, what it gave, which sources were passed over and why, and what the answer
 * shadows. Lines fit 80 columns as far as names allow.
 */
#ifndef SLSENV_TELLING_EXPLAIN_H
#define SLSENV_TELLING_EXPLAIN_H

#include "telling/state.h"

/* `colour`: with escapes for a terminal. */
void explain_text(struct world *w, const struct standing *s, bool colour, struct build *out);
void explain_json(struct world *w, const struct standing *s, struct build *out);

/* How the profile's credentials come about, role by role, for both forms; false when there is nothing to show. */
bool explain_find_chain(struct world *w, const struct standing *s, struct chain *out);

#endif
