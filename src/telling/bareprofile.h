/* The person chose a profile for this shell: would sls without --aws-profile use another one's credentials?
 *
 * The Framework does not know of the choice, only of the keys that are exported for it. To v4 the file's profile outranks them; to
 * v3 the stage's own variables do, and AWS_PROFILE in the service's .env (spec/serverless.md 4.1, 4.3).
 */
#ifndef SLSENV_TELLING_BAREPROFILE_H
#define SLSENV_TELLING_BAREPROFILE_H

#include "telling/state.h"

struct bare_profile {
	const char *words; /* what it would use, and where that stands: `profile "shop" (provider.profile, FILE:LINE:COLUMN)` */
	bool mended;       /* --aws-profile would mend it: the Framework can use the chosen profile by itself */
};

/* False: it would not. */
bool bare_profile_differs(struct world *w, const struct standing *s, struct bare_profile *out);

#endif
