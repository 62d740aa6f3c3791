/* How does a source answer?
 *
 * What the sources of ${type:...} have in common; each is one function of this form.
 */
#ifndef SLSENV_KNOWING_SOURCE_H
#define SLSENV_KNOWING_SOURCE_H

#include "knowing/resolver.h"

enum outcome source_missing(struct call *c, const char *reason);
enum outcome source_pending(struct call *c, const char *reason);
enum outcome source_refused(struct call *c, const char *reason); /* pending, and the Framework refuses it if it stays so */
enum outcome source_found(struct call *c, struct node *value, const char *from);

/* The address, a number or a list as JavaScript writes them; false when it is a map, or nothing that is true. */
bool source_address(struct resolver *r, const struct call *c, struct text *out);

/* The effective stage (spec/serverless.md 7): FOUND: a valid name. */
enum outcome source_stage(struct resolver *r, struct call *c, struct node **out, const char **from);

enum outcome ask_file(struct resolver *r, struct call *c);
enum outcome ask_param(struct resolver *r, struct call *c);

#endif
