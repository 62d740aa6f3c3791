/* Which credentials would the AWS CLI use here?
 *
 * botocore's whole order (spec/aws.md 4.1): a profile that --profile names hides the environment's keys, one that AWS_PROFILE names
 * does not; where a profile has nothing, the files of AWS's first tools, the container and the instance are asked. And its
 * strictness: one bad line refuses a whole file. The Framework, which is what counts in a shell, is milder: obtaining/chain.h alone.
 */
#ifndef SLSENV_CREDENTIALS_CLIORDER_H
#define SLSENV_CREDENTIALS_CLIORDER_H

#include "credentials/errand.h"
#include "credentials/getoptions.h"

/* As errand_begin(). */
bool cli_order_begin(struct errand *e, const struct get_options *o, struct chain *c);

/* The last resort, the instance, has given nothing: says instead that there are no credentials. */
void cli_order_nothing(struct errand *e);

#endif
