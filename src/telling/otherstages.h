/* What must a person know about `sls --stage OTHER` here?
 *
 * What the stage guard did for each other stage (deciding/stageguard.h), in words; and warnings of the stages that would be deployed
 * with this stage's keys.
 */
#ifndef SLSENV_TELLING_OTHERSTAGES_H
#define SLSENV_TELLING_OTHERSTAGES_H

#include "telling/state.h"

/* Would the Framework use the keys that are exported, for this stage, too? */
bool other_stage_is_open(const struct guarded_stage *s);

/* "AWS_PROD_PROFILE names prodProfile", "Serverless itself stops: ...", ... */
const char *other_stage_words(struct world *w, const struct guarded_stage *s);

/* One warning a kind, in w->troubles, once standing_stageguard() has found out. */
void other_stages_warn(struct world *w, const struct standing *s);

#endif
