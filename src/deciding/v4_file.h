/* Which file of this directory does Serverless v4 take for the configuration?
 *
 * Compose, then SAM and CloudFormation, then the first name in the listing that is "serverless" and any extension
 * (spec/serverless.md 1); links do not count.
 */
#ifndef SLSENV_DECIDING_V4_FILE_H
#define SLSENV_DECIDING_V4_FILE_H

#include "ground/world.h"

/* Its name; NULL: none. */
const char *v4_file(struct world *w, const char *directory);

#endif
