/* What credentials does this profile give, and where did they come from?
 *
 * botocore's answer with the profile named explicitly (spec/aws.md 4.9, 4.1), as far as the files have it: static keys. Of every
 * other kind it is known here which it is, where that stands, and the account; obtaining/obtain.h has the keys.
 */
#ifndef SLSENV_OBTAINING_CREDENTIAL_H
#define SLSENV_OBTAINING_CREDENTIAL_H

#include "obtaining/provider.h"

struct credential {
	enum credential_kind kind;       /* known even when nothing could be obtained */
	struct text access_key_id;       /* in the secrets arena, like the next two */
	struct text secret_access_key;
	struct text session_token;       /* absent (p == NULL) or not empty */
	struct text account;             /* 12 digits; absent when unknown */
	const char *account_source;      /* "aws_account_id", "role_arn", "sso_account_id", "access key id" or "the credentials"; NULL */
	bool account_came;               /* not from the files: it came with credentials that were fetched */
	struct text expiration;          /* as botocore writes it, "2099-01-01T00:00:00+00:00"; absent: they do not expire */
	int64_t expires;                 /* the same, in seconds since the epoch */
	const char *method;              /* botocore's name of the provider: "shared-credentials-file", "config-file", ... */
	struct place at;                 /* of the access key id, or of the key that makes the kind */
};

/* Fills `out`; false when there is an error, which is in w->troubles (unknown profile, partial keys, a bad line). Keys that no
 * shell variable can carry (control characters) are an error. */
bool credential_obtain(struct world *w, const struct profiles *p, struct text profile, struct credential *out);

/* The part of it that needs one provider only: kind, method, account and, for static keys, the keys. False as above. */
bool credential_given(struct world *w, const struct profiles *p, const struct profile *profile, const struct provider *row,
		      struct credential *out);

/* Says that the profile has no credentials at all. Always false. */
bool credential_missing(struct world *w, const struct profiles *p, const struct profile *profile);

/* May this value become a shell variable? If it holds a control character: false, and the error is in w->troubles. */
bool credential_exportable(struct world *w, const char *key, struct profile_value v);

/* The account encoded in an access key id (AKIA..., ASIA...) made since 2019; absent for older ones and for anything that
 * does not decode to 12 digits or fewer. In `a`, zero-padded to 12. */
struct text credential_account_of_key(struct arena *a, struct text access_key_id);

#endif
