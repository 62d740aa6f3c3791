/* How is any text written so that a shell reads exactly that text back?
 *
 * One routine a dialect; everything that comes from a file passes through here on its way into code. The result is one word
 * on one line: no byte below 0x20, no 0x7f and no invalid UTF-8 stands in it as it is, but for POSIX shells, which have no
 * escapes and take every byte between single quotes.
 */
#ifndef SLSENV_TELLING_QUOTE_H
#define SLSENV_TELLING_QUOTE_H

#include "ground/text.h"

enum dialect { DIALECT_BASH, DIALECT_ZSH, DIALECT_FISH, DIALECT_POSIX, DIALECT_COUNT };

/* Appends `t` (no NUL in it) as one quoted word. */
void quote(struct build *b, enum dialect d, struct text t);

#endif
