/* What do the two ways of signing in to SSO have in common?
 *
 * Both show the person a page, and both end in a token, which is kept in the AWS CLI's own file, under its own name.
 */
#ifndef SLSENV_CREDENTIALS_SSOFLOW_H
#define SLSENV_CREDENTIALS_SSOFLOW_H

#include "credentials/oidccall.h"
#include "credentials/registration.h"

enum { SSOFLOW_SECONDS = 600 }; /* so long a person has time */

struct ssoflow {
	struct errand *e;
	const struct chain_source *source;
	struct sign_in s;
	struct registration r;
	bool client_is_gone; /* the service no longer knows the client of `r` */
};

/* Says it; always false. */
bool ssoflow_failed(struct ssoflow *f, const char *todo, const char *what);

/* Opens the page, and says where it is and, in a line of its own, what else there is to know. */
void ssoflow_show(struct ssoflow *f, struct text url, const char *also);

/* May this address be handed to a browser? Nothing but a web page, and no option. `plain`: over http, too. */
bool ssoflow_is_page(struct text url, bool plain);

/* A request for a token; what the grant needs besides is to be added. */
json_t *ssoflow_request(struct ssoflow *f, const char *grant);

/* Asks for the token (and releases the request). False, with an error, when that went wrong; `kept`: there it is.
 * Neither: the answer is a refusal, and the caller's to judge. */
bool ssoflow_token(struct ssoflow *f, json_t *request, unsigned tries, struct oidc_answer *a, bool *kept);

#endif
