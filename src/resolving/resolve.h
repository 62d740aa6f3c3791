/* What does this property of the configuration say, once its variables are resolved?
 *
 * Lazily: only what is asked for and what that refers to. Properties are resolved in place, so everybody sees one tree.
 */
#ifndef SLSENV_RESOLVING_RESOLVE_H
#define SLSENV_RESOLVING_RESOLVE_H

#include "resolving/variable.h"

enum {
	RESOLVE_MAX_NODES = 60000, RESOLVE_MAX_TEXT = 4 << 20, RESOLVE_MAX_VARIABLES = 12000, RESOLVE_MAX_ROUNDS = 10
};

void resolve_init(struct resolver *r, struct world *w, struct node *config, const struct options *o,
		  const struct ours *ours, const char *directory);

/* Goes on in `phase`; what was pending is forgotten and will be tried again. */
void resolve_phase(struct resolver *r, enum phase phase);

/* The property at a dotted path ("provider.profile"). FOUND: `*out` is the node, no variables in or inside it. */
enum outcome resolve_property(struct resolver *r, const char *path, struct node **out);

#endif
