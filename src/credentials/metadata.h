/* Which credentials does the container or the instance that we run on give?
 *
 * credential_source = EcsContainer and Ec2InstanceMetadata (spec/aws.md 5.3): addresses of this machine's own network, never through a
 * proxy; of the instance only the second version of its metadata.
 */
#ifndef SLSENV_CREDENTIALS_METADATA_H
#define SLSENV_CREDENTIALS_METADATA_H

#include "credentials/errand.h"

bool metadata_of_container(struct errand *e, const struct chain_source *s, struct cached *out);
bool metadata_of_instance(struct errand *e, const struct chain_source *s, struct cached *out);

#endif
