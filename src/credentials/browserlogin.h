/* How does a person sign in to SSO in the browser of this machine?
 *
 * Authorization code with PKCE: the page sends the browser back to us, with a code that only we can turn into a token.
 */
#ifndef SLSENV_CREDENTIALS_BROWSERLOGIN_H
#define SLSENV_CREDENTIALS_BROWSERLOGIN_H

#include "credentials/ssoflow.h"

bool browser_login(struct ssoflow *f); /* false, with an error */

#endif
