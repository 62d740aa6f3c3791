/* What does a profile offer as the first link of a chain? */
#ifndef SLSENV_OBTAINING_CHAIN_SOURCE_H
#define SLSENV_OBTAINING_CHAIN_SOURCE_H

#include "obtaining/credential.h"

enum source_kind {
	SOURCE_STATIC,       /* a key pair in one of the files */
	SOURCE_WEB_IDENTITY,
	SOURCE_SSO,
	SOURCE_LOGIN,
	SOURCE_PROCESS,
	SOURCE_ENVIRONMENT,  /* credential_source = Environment: the person's own keys, never our exports */
	SOURCE_CONTAINER,    /* credential_source = EcsContainer */
	SOURCE_EC2           /* credential_source = Ec2InstanceMetadata */
};

/* Each text is absent (p == NULL) where it does not apply or is not given. */
struct chain_source {
	enum source_kind kind;
	struct text profile;         /* whose it is: of SOURCE_ENVIRONMENT to SOURCE_EC2 the profile that names the source */
	struct place at;             /* of the key that decides: aws_access_key_id, credential_process, sso_account_id, ... */
	const char *method;          /* botocore's name of the provider, as in its errors */
	struct credential keys;      /* SOURCE_STATIC, SOURCE_ENVIRONMENT: what is there; `expiration` as it is written */
	struct text role_arn, session_name, token_file;       /* SOURCE_WEB_IDENTITY */
	struct text sso_session, start_url, sso_region;       /* SOURCE_SSO; sso_session absent: the older form */
	struct text account_id, role_name;                    /* SOURCE_SSO */
	const char *incomplete;      /* SOURCE_SSO: keys that the sso-session itself lacks, for a refresh; NULL: none */
	struct text login_session;   /* SOURCE_LOGIN */
	struct text process;         /* SOURCE_PROCESS: the command */
	struct text process_account; /* SOURCE_PROCESS: aws_account_id, should the program say none */
};

/* The provider that answers for `profile`, its own role and the kinds in `pass` aside, with all it needs to be asked. `engaged`: is
 * there one? False when what stands there is wrong (in w->troubles). */
bool source_of_profile(struct world *w, const struct profiles *p, const struct profile *profile, unsigned pass, bool *engaged,
		       struct chain_source *out);

/* The key pair in the environment, as botocore's EnvProvider takes it: what is ours does not count (unless w->as_is), an empty variable is
 * not there. `there`: is there an access key id? False when there is half a pair. */
bool source_of_environment(struct world *w, struct place at, bool *there, struct chain_source *out);

/* What `credential_source = NAME` in `profile` names; false when that is no such source, or the environment has no keys. */
bool source_named(struct world *w, const struct profile *profile, struct profile_value name, struct chain_source *out);

const char *source_kind_name(enum source_kind k); /* "static", "web-identity", "sso", "login", "process", "environment", ... */

#endif
