/* What does a person's own prompt format say of this standing?
 *
 * `slsenv prompt --format FORMAT`. FORMAT is the name of a canvas (telling/paint.h: the usual segment for it), a template, or
 * NAME:TEMPLATE. In a template {stage} and its like are fields, {red} and its like colours, {colour} the state's own; a part in
 * ( ) is left out when all fields in it are empty; \ takes the next character as it is.
 */
#ifndef SLSENV_TELLING_PROMPT_FORMAT_H
#define SLSENV_TELLING_PROMPT_FORMAT_H

#include "telling/prompt.h"

/* False when the format is wrong: the error is in w->troubles. Empty outside of a service. */
bool prompt_format(struct world *w, const struct standing *s, struct text format, struct text *out);

#endif
