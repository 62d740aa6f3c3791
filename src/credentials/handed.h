/* What credentials are in this JSON that a program or a container handed us? */
#ifndef SLSENV_CREDENTIALS_HANDED_H
#define SLSENV_CREDENTIALS_HANDED_H

#include "credentials/errand.h"

/* What credential_process prints: "Version": 1, SessionToken. Without an Expiration they count as lasting (0). */
bool handed_by_process(struct errand *e, const struct chain_source *s, struct text json, struct cached *out);

/* What the container's or the instance's metadata says: Token, and Expiration always. `who` as in botocore's errors. */
bool handed_by_metadata(struct errand *e, const struct chain_source *s, struct text json, struct cached *out);

#endif
