/* What is said when the sign-in service does not answer a person's sign-in as it should?
 *
 * oidc.h, for calls behind which a person sits: each has its own time limit.
 */
#ifndef SLSENV_CREDENTIALS_OIDCCALL_H
#define SLSENV_CREDENTIALS_OIDCCALL_H

#include "credentials/oidc.h"

/* As oidc_post(); releases `request`. */
bool oidc_call(struct errand *e, struct text region, const char *path, json_t *request, unsigned tries, struct oidc_answer *out);

/* Is it this error? By AWS's name or by OAuth's. */
bool oidc_is(const struct oidc_answer *a, const char *aws, const char *oauth);

/* Says what is wrong with an answer that is an error, no JSON, or lacks `missing` (NULL: not that). Always false. */
bool oidc_error(struct errand *e, const char *operation, const struct oidc_answer *a, const char *missing);

#endif
