/* Who answers ${type:...}?
 *
 * One row a source (spec/serverless.md 5.5). A type that no row knows is pending: it may be a plugin's.
 */
#ifndef SLSENV_RESOLVING_SOURCES_H
#define SLSENV_RESOLVING_SOURCES_H

#include "resolving/resolver.h"

/* Asks the source of `c`; fills its answer. */
enum outcome source_ask(struct resolver *r, struct call *c);

/* Is there such a source in this phase? Else not even its address is resolved. */
bool source_known(const struct resolver *r, struct text type);

#endif
