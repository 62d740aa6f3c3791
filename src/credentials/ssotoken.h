/* Which token lets this person into IAM Identity Center?
 *
 * The one that `aws sso login` or `slsenv login` left in ~/.aws/sso/cache, refreshed when it is about to end (spec/aws.md 4.5, 6.3).
 */
#ifndef SLSENV_CREDENTIALS_SSOTOKEN_H
#define SLSENV_CREDENTIALS_SSOTOKEN_H

#include "credentials/errand.h"

/* The file it is in; NULL: there is no home directory. */
const char *ssotoken_path(struct world *w, const struct chain_source *s);

/* A token that is good now. False, with an error: FAILURE_LOGIN when a sign-in would mend it. */
bool ssotoken_get(struct errand *e, const struct chain_source *s, struct text *out);

/* Says that the session has ended; always false. */
bool ssotoken_ended(struct errand *e, const struct chain_source *s);

#endif
