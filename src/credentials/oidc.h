/* What does the sign-in service of IAM Identity Center (SSO OIDC) answer? (spec/aws.md 7.5)
 *
 * JSON both ways, unsigned. Registering, device codes and tokens are all calls of this one function.
 */
#ifndef SLSENV_CREDENTIALS_OIDC_H
#define SLSENV_CREDENTIALS_OIDC_H

#include "credentials/errand.h"
#include "credentials/jsonvalue.h"
#include "credentials/server.h"

struct oidc_answer {
	long status;
	json_t *object;      /* with a count of one; NULL: the body was no object */
	struct text error;   /* "AuthorizationPendingException", else "invalid_grant": AWS's type or OAuth's word; absent: none */
	struct text description;
	struct server server; /* that answered */
};

/* POSTs `body` to PATH ("/token", "/client/register", "/device_authorization"). `tries` as in http.h.
 * False, with an error, when nobody answers. */
bool oidc_post(struct errand *e, struct text region, const char *path, const json_t *body, unsigned tries,
	       struct oidc_answer *out);

/* Does the service no longer know the client that we said we are? */
bool oidc_client_is_gone(const struct oidc_answer *a);

#endif
