/* What can come next on a command line of the Framework?
 *
 * Its commands and options, and from the service's file stages, functions and regions; the Framework dropped its own completion
 * because it takes a second to answer.
 */
#ifndef SLSENV_TELLING_SLSWORDS_H
#define SLSENV_TELLING_SLSWORDS_H

#include "knowing/options.h"

/* `words`: those behind `sls`, NULL-ended; the last one is the one that is being typed, and may be empty. Lines of NAME<TAB>DESCRIPTION,
 * whatever the last word begins with; an option that takes a value ends in =. */
void slswords_next(struct world *w, const struct options *o, char *const *words, struct build *out);

#endif
