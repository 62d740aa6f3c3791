/* How are places, names and values written for a person?
 *
 * Short and harmless: paths below the current directory or HOME are shortened, control characters shown as \xNN.
 */
#ifndef SLSENV_TELLING_SHOW_H
#define SLSENV_TELLING_SHOW_H

#include "telling/state.h"

const char *show_path(struct world *w, const char *path);
const char *show_place(struct world *w, struct place at); /* "" for none */
const char *show_text(struct world *w, struct text t);    /* "-" when absent */
const char *show_value(struct world *w, const struct node *n); /* a text in quotes, a number, "a map", ... */

/* Where an answer came from, in one phrase: "serverless.yml:5:12", "option --stage", "the Framework's default". */
const char *show_origin(struct world *w, const struct answer *a);

#endif
