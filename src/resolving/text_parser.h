/* Which variables stand in this text?
 *
 * The Framework's parser, its oddities included: escapes, foreign ${...}, what a lone '$' swallows. Parsing resolves nothing.
 */
#ifndef SLSENV_RESOLVING_TEXT_PARSER_H
#define SLSENV_RESOLVING_TEXT_PARSER_H

#include "resolving/expression.h"

/* Parses `t`. `out->count` is 0 when there is no variable. False on a syntax error. */
bool expression_parse(struct arena *a, struct text t, struct expression *out, struct syntax_error *error);

#endif
