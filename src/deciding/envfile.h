/* Which .env does the Framework load here, and may it?
 *
 * useDotenv, .env.STAGE or else .env beside the configuration (spec/serverless.md 6).
 */
#ifndef SLSENV_DECIDING_ENVFILE_H
#define SLSENV_DECIDING_ENVFILE_H

#include "resolving/resolve.h"

/* Is useDotenv switched on? In PHASE_NAME or PHASE_STAGE. FOUND: `*on`. */
enum outcome envfile_wanted(struct resolver *r, bool *on);

/* Loads it into r->dotenv; neither file there is fine. False: an error, in w->troubles. */
bool envfile_load(struct resolver *r, struct text stage);

#endif
