/* What is one fetch about, and what went wrong with it?
 *
 * Handed down through everything that fetches. An error is said where it happens, into w->troubles; beside it stands what kind it is.
 */
#ifndef SLSENV_CREDENTIALS_ERRAND_H
#define SLSENV_CREDENTIALS_ERRAND_H

#include "credentials/http.h"
#include "obtaining/cache.h"
#include "obtaining/chain.h"

struct errand {
	struct world *w;
	struct profiles *p;
	const struct profile *selected; /* one without any key when there is none of that name */
	const char *name;          /* the selected profile as one shell word */
	bool unnamed;              /* nobody asked for this profile: what the environment holds counts as well */
	struct http http;
	struct text region;        /* of the selected profile or the environment; absent: none */
	struct text mfa_code;      /* absent: none was given */
	struct text mfa_serial;    /* the device that showed it; absent: the first one that is asked for */
	bool last_resort;          /* only the instance that we may be on is left to be asked */
	bool caches;               /* read and write slsenv's own cache, and read the AWS CLI's */
	bool renew;                /* the answer itself is to be fetched, whatever is cached */
	enum failure_kind kind;    /* once something went wrong */
	const struct trouble *not_renewed; /* why the answer is one that will soon expire; NULL: it is not */
	bool client_is_gone;       /* SSO no longer knows the client that signed in */
	const char *watch;         /* the file that a sign-in would change; NULL: none */
};

/* An error that a sign-in (or an MFA code) would mend. Always false. */
bool errand_sign_in(struct errand *e, enum failure_kind kind, const char *watch, struct place at, const char *todo,
		    const char *format, ...) __attribute__((format(printf, 6, 7)));

/* "sign in: slsenv login --aws-profile NAME", or what else has to be typed. */
const char *errand_login_command(struct errand *e);

/* The one printable line (trouble_line), with the profile's name where it is not said anyway and the profile is what it is about. */
struct text errand_line(const struct errand *e, const struct trouble *t);

/* What of a stranger's text a person may see: its first line, at most 300 characters, control characters shown, and neither of the
 * secrets (each may be absent) in it. */
const char *errand_quote(struct errand *e, struct text t, struct text secret, struct text token);

#endif
