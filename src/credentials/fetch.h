/* Which credentials does this chain give now?
 *
 * From slsenv's cache, from the AWS CLI's, or fetched: the role first, then what its source needs, as botocore builds them. What was
 * fetched is remembered, also of the hops on the way.
 */
#ifndef SLSENV_CREDENTIALS_FETCH_H
#define SLSENV_CREDENTIALS_FETCH_H

#include "credentials/errand.h"

/* After the first `hops` hops. out->expiration 0: they last. False, with an error and its kind in `e`. */
bool fetch_credentials(struct errand *e, const struct chain *c, size_t hops, struct cached *out);

#endif
