/* Which services does a compose project have?
 *
 * serverless-compose.yml, .yaml or .json (spec/serverless.md 8). A service in its own directory is an ordinary service; at the
 * root there is nothing to decide, only names to say.
 */
#ifndef SLSENV_DECIDING_COMPOSE_H
#define SLSENV_DECIDING_COMPOSE_H

#include "deciding/service.h"

/* "api (services/api), web (web)", shown safely; "" when they cannot be read. In w->arena. */
const char *compose_services(struct world *w, const struct service *s);

#endif
