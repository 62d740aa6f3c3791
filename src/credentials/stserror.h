/* What does an error of STS mean for this profile? */
#ifndef SLSENV_CREDENTIALS_STSERROR_H
#define SLSENV_CREDENTIALS_STSERROR_H

#include "credentials/errand.h"
#include "credentials/http.h"
#include "credentials/stsanswer.h"

struct sts_call {
	const char *operation;    /* "AssumeRole" */
	struct place at;          /* of the role */
	struct text signer;       /* the profile whose keys signed; absent: none did */
	struct text secret, token; /* never to be shown */
	const char *url;
};

/* Says it; always false. `read`: was the body XML? */
bool sts_error(struct errand *e, const struct sts_call *c, const struct http_answer *http, bool read,
	       const struct sts_answer *answer);

#endif
