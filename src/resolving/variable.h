/* How do the variables in one text become a value?
 *
 * Each variable asks its sources in turn until one has a value; what is joined is joined as JavaScript joins; a resolved text
 * is looked at for variables again (spec/serverless.md 5.2 to 5.4). Sources and the walk through the configuration are
 * plugged in by resolving/resolve.c.
 */
#ifndef SLSENV_RESOLVING_VARIABLE_H
#define SLSENV_RESOLVING_VARIABLE_H

#include "resolving/resolver.h"

/* Resolves a string node in place, again and again until no variable is left in it; other nodes are FOUND as they are, what is
 * inside them untouched. `path` is the property's. FOUND may leave a null node. */
enum outcome variable_resolve(struct resolver *r, struct node *n, struct text path);

/* At the end of PHASE_EARLY: what else is in the sections that variables have brought. */
void variable_finish_sections(struct resolver *r);

/* Resolves an argument of a source, whose text is in `n`; `written`: the text of its property. */
enum outcome variable_argument(struct resolver *r, struct node *n, const struct argument *arg, const struct node *written);

/* A value as it is joined to a text (resolver.piece). */
enum outcome variable_piece(struct resolver *r, const struct node *n, const struct expression *e, size_t i, struct text *out);

/* Does the string still hold variables (or is it none that can be parsed)? */
bool variable_waits(struct resolver *r, struct node *n);

/* The variables of a text that waits, and a mark of its own for who walks over them; NULL: nothing waits. */
const struct expression *variable_waiting(struct resolver *r, struct node *n, unsigned char **mark);

#endif
