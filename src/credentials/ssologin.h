/* How does a person sign in to SSO?
 *
 * In the browser with PKCE, which is what the AWS CLI does for an sso-session, or by a code that can be typed on any
 * device. What comes of it is kept in the AWS CLI's own file, under its own name.
 */
#ifndef SLSENV_CREDENTIALS_SSOLOGIN_H
#define SLSENV_CREDENTIALS_SSOLOGIN_H

#include "credentials/errand.h"

/* For the profile whose source is `s` (SOURCE_SSO). Tells the person on standard error what to do, and waits.
 * `device`: by code even where the browser would be possible. */
bool sso_sign_in(struct errand *e, const struct chain_source *s, bool device);

#endif
