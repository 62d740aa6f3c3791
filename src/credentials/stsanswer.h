/* What does an answer of STS say?
 *
 * XML of at most 1 MiB, read by Expat: no document type (so no entities but XML's own five), at most 16 levels deep. Credentials count
 * only inside <XResult><Credentials>; the order of elements does not matter.
 */
#ifndef SLSENV_CREDENTIALS_STSANSWER_H
#define SLSENV_CREDENTIALS_STSANSWER_H

#include <stdbool.h>

#include "ground/text.h"

struct sts_answer {
	struct text access_key_id, secret_access_key, session_token, expiration; /* absent: not there */
	struct text arn;                   /* of the assumed role, or of who asks */
	struct text account;
	struct text error_code, error_message;
};

/* Texts go into `a`. False when it is not such XML. */
bool sts_answer_read(struct arena *a, struct text body, struct sts_answer *out);

#endif
