/* How does a person sign in to SSO by a code, on any device? */
#ifndef SLSENV_CREDENTIALS_DEVICELOGIN_H
#define SLSENV_CREDENTIALS_DEVICELOGIN_H

#include "credentials/ssoflow.h"

bool device_login(struct ssoflow *f); /* false, with an error */

#endif
