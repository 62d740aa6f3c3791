/* As which client does slsenv ask people to sign in?
 *
 * SSO's OIDC service gives each program a name of its own for three months. The AWS CLI keeps it in
 * ~/.aws/sso/cache; we use the same file, so that there are not two.
 */
#ifndef SLSENV_CREDENTIALS_REGISTRATION_H
#define SLSENV_CREDENTIALS_REGISTRATION_H

#include "credentials/errand.h"

struct sign_in {
	struct text session;   /* the sso-session's name; absent: the older form */
	struct text start_url;
	struct text region;
	struct text scopes[16];
	size_t scope_count;
	bool device;           /* by device code; else in the browser, with PKCE */
};

struct registration {
	struct text id, secret;
	int64_t expires;
	bool kept; /* from an earlier sign-in */
};

/* The address to which the browser comes back, without its port. */
#define REGISTRATION_REDIRECT_PATH "/oauth/callback"

/* What the AWS CLI asks for in the browser when the profile says nothing. */
#define REGISTRATION_SCOPE "sso:account:access"

/* The scopes of sso_registration_scopes: between commas. */
void registration_scopes(struct text list, struct sign_in *s);

/* What is kept, or a new one, which is then kept; `anew`: a new one in any case. */
bool registration_get(struct errand *e, const struct sign_in *s, bool anew, struct registration *out);

/* Lets the next sign-in register anew: nothing has come of this one. */
void registration_end(struct errand *e, const struct sign_in *s, const struct registration *r);

#endif
