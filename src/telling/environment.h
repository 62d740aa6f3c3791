/* What environment does a command get?
 *
 * The one that slsenv itself has, with some variables set and some taken away; everything else is as it was.
 */
#ifndef SLSENV_TELLING_ENVIRONMENT_H
#define SLSENV_TELLING_ENVIRONMENT_H

#include "telling/plan.h"

/* NULL-ended, in the secrets arena. */
char **environment_with(struct world *w, const struct change *changes, size_t count);

#endif
