/* What is a stage called in the Framework's environment?
 *
 * AWS_<STAGE>_PROFILE and its like: the stage in capitals as JavaScript's toUpperCase() has them, and nothing else changed, so that
 * the name may be none that a shell can set (spec/serverless.md 4.1).
 */
#ifndef SLSENV_DECIDING_STAGENAME_H
#define SLSENV_DECIDING_STAGENAME_H

#include "ground/text.h"

/* "AWS_PROD_PROFILE" for prod and "PROFILE". Of letters beyond ASCII only those become capitals whose capitals are ASCII: the others
 * make a name that no shell can set anyway. */
const char *stage_variable(struct arena *a, struct text stage, const char *suffix);

#endif
