/* What does the AWS SDK for JavaScript v2, which Serverless v3 uses, make of a profile?
 *
 * Only the credentials file, unless AWS_SDK_LOAD_CONFIG is set; static keys, or a role with a source profile; nothing else
 * (spec/serverless.md 4.1, Files).
 */
#ifndef SLSENV_KNOWING_JSPROFILE_H
#define SLSENV_KNOWING_JSPROFILE_H

#include "knowing/profiles.h"

struct js_profile {
	bool exists; /* it has a key id, a token, or a role with a source: else the Framework refuses the name */
	bool usable; /* it gives credentials */
};

struct js_profile js_profile(struct world *w, const struct profiles *p, struct text name);

#endif
