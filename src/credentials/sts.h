/* Which credentials does STS give for this role? */
#ifndef SLSENV_CREDENTIALS_STS_H
#define SLSENV_CREDENTIALS_STS_H

#include "credentials/errand.h"
#include "obtaining/endpoint.h"

/* One call in the Query protocol, which CloudFormation speaks as well, signed with `by` (NULL: not signed). False when there is no
 * answer at all. */
bool sts_post(struct errand *e, enum aws_service service, struct text body, const struct cached *by,
	      struct http_answer *out, const char **url);

/* AssumeRole, signed with `by`, which are of profile `signer`; `code` absent: no MFA. */
bool sts_assume_role(struct errand *e, const struct role_hop *hop, struct text code, const struct cached *by,
		     struct text signer, struct cached *out);

/* AssumeRoleWithWebIdentity, unsigned, with the token as it stands in its file. */
bool sts_web_identity(struct errand *e, const struct chain_source *s, struct cached *out);

#endif
