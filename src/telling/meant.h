/* Does a command of the Framework mean what its credentials are for?
 *
 * `sls` knows neither the options that slsenv was given nor the stage of a shell: without its own --stage it takes the one of the file.
 */
#ifndef SLSENV_TELLING_MEANT_H
#define SLSENV_TELLING_MEANT_H

#include "telling/state.h"

/* `arguments`: a command that gets the credentials of `s`, NULL-ended. Where it is sls, serverless or osls, also behind npx and the
 * like, and means another stage or profile, that is a warning in w->troubles. */
void meant_otherwise(struct world *w, const struct standing *s, char *const *arguments);

#endif
