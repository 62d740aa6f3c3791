/* Which credentials does a sign-in with `aws login` give? (spec/aws.md 4.7, 6.4)
 *
 * Those in its file below ~/.aws/login/cache (or $AWS_LOGIN_CACHE_DIRECTORY), renewed and written back when they are about to end.
 */
#ifndef SLSENV_CREDENTIALS_LOGIN_H
#define SLSENV_CREDENTIALS_LOGIN_H

#include "credentials/errand.h"

const char *login_path(struct world *w, const struct chain_source *s); /* NULL: no home directory */
bool login_credentials(struct errand *e, const struct chain_source *s, struct cached *out);

#endif
