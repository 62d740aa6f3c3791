/* Which credentials does IAM Identity Center give for this account and role? (spec/aws.md 7.4) */
#ifndef SLSENV_CREDENTIALS_SSO_H
#define SLSENV_CREDENTIALS_SSO_H

#include "credentials/errand.h"

bool sso_role_credentials(struct errand *e, const struct chain_source *s, struct cached *out);

#endif
