/* Which text does a JSON string literal stand for?
 *
 * Surrogate pairs become one character; a lone surrogate becomes U+FFFD, as Node prints it.
 */
#ifndef SLSENV_READING_JSONSTRING_H
#define SLSENV_READING_JSONSTRING_H

#include "ground/text.h"

/* Reads the literal whose opening quote is at *p, and moves *p behind the closing one. `verbatim`: it had no escapes. NULL, or
 * what is wrong at *p. */
const char *json_string_at(struct arena *a, const char **p, const char *end, struct text *out, bool *verbatim);

/* One literal, quotes included and nothing around it but blanks; false when it is not one. */
bool json_string(struct arena *a, struct text literal, struct text *out);

#endif
