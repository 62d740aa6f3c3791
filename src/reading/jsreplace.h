/* What does JavaScript's text.replace(template, by) give?
 *
 * The first occurrence, wherever it stands; $$ $& $` $' in `by` are special.
 */
#ifndef SLSENV_READING_JSREPLACE_H
#define SLSENV_READING_JSREPLACE_H

#include "ground/arena.h"
#include "ground/text.h"

struct text js_replace(struct arena *a, struct text t, struct text template, struct text by);

#endif
