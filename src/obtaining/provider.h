/* Which of botocore's providers answers for this profile?
 *
 * In botocore's order with the profile named explicitly (spec/aws.md 4.1); the first that engages decides, and if it then fails
 * no other is tried.
 */
#ifndef SLSENV_OBTAINING_PROVIDER_H
#define SLSENV_OBTAINING_PROVIDER_H

#include "knowing/profiles.h"

enum credential_kind {
	CREDENTIAL_NONE,
	CREDENTIAL_STATIC,
	CREDENTIAL_ROLE,
	CREDENTIAL_WEB_IDENTITY,
	CREDENTIAL_SSO,
	CREDENTIAL_LOGIN,
	CREDENTIAL_PROCESS
};

typedef struct profile_value provider_getter(const struct profiles *, const struct profile *, const char *key);

struct provider {
	enum credential_kind kind;
	provider_getter *get;   /* from which of the two files it reads */
	const char *key;        /* the key that engages it */
	const char *unless;     /* a key that takes the row out; NULL: none */
	bool filled;            /* an empty value does not count */
	const char *method;     /* botocore's name: "shared-credentials-file", "assume-role", ... */
};

/* Kinds that are passed over, as the bits 1 << KIND. Of a role's source, its own role is the caller's business. */
enum { PASS_NONE = 0, PASS_ROLE = 1 << CREDENTIAL_ROLE, PASS_WEB_IDENTITY = 1 << CREDENTIAL_WEB_IDENTITY };

/* NULL: none does. */
const struct provider *provider_engaged(const struct profiles *p, const struct profile *profile, unsigned pass);

/* What the profile's keys say it is, without obtaining anything. */
enum credential_kind credential_kind_of(const struct profiles *p, const struct profile *profile);
const char *credential_kind_name(enum credential_kind k); /* "static", "role", "web-identity", "sso", "login", "process", "none" */

#endif
