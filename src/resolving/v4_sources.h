/* Who answers ${type:...} in Serverless v4?
 *
 * One row a source (spec/serverless.md 5.8). Only these may decide about stage and profile (3, 4.3); any other leaves the text as
 * it is, even as a fallback that is not needed.
 */
#ifndef SLSENV_RESOLVING_V4_SOURCES_H
#define SLSENV_RESOLVING_V4_SOURCES_H

#include "resolving/resolver.h"

/* Asks the source of `c`; fills its answer. */
enum outcome v4_ask(struct resolver *r, struct call *c);

/* Why a source of this type cannot answer here; NULL: it can. */
const char *v4_refusal(struct resolver *r, struct text type);

/* May the Serverless Dashboard have parameters and credentials for the service? An app is enough: which org it is can come from who
 * has signed in. */
bool v4_has_dashboard(const struct node *config);

enum outcome v4_ask_file(struct resolver *r, struct call *c);
enum outcome v4_ask_param(struct resolver *r, struct call *c);

#endif
