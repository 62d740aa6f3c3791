/* Which .env files does Serverless v4 load here?
 *
 * .env.STAGE and .env beside the configuration, the first one that sets a variable, never over the environment, nothing expanded;
 * then what useDotenv names. Only `useDotenv: false` switches them off (spec/serverless.md 6).
 */
#ifndef SLSENV_DECIDING_V4_ENVFILE_H
#define SLSENV_DECIDING_V4_ENVFILE_H

#include "deciding/decision.h"

/* Loads them into d->dotenv. False: an error, in w->troubles. */
bool v4_envfile_load(struct decision *d, struct resolver *r);

#endif
