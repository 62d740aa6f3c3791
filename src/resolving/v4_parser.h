/* Which placeholders stand in this text, to Serverless v4?
 *
 * Its grammar (spec/serverless.md 5.8): any ${...} with a colon or with parentheses in it; sources split at commas outside ${}
 * and (), blanks around them; literals are '...' and JSON. There is no escape.
 */
#ifndef SLSENV_RESOLVING_V4_PARSER_H
#define SLSENV_RESOLVING_V4_PARSER_H

#include "resolving/expression.h"

/* A text of which v4 cannot make sense as a source has this for its type. */
extern const char v4_odd[];

/* As expression_parse() (resolving/text_parser.h). */
bool v4_parse(struct arena *a, struct text t, struct expression *out, struct syntax_error *error);

#endif
