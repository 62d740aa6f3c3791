/* Which server does this person want to be asked instead of AWS's own?
 *
 * AWS_ENDPOINT_URL_SERVICE, AWS_ENDPOINT_URL, the profile's set of services, the profile's endpoint_url, in this order; all off
 * with ignore_configured_endpoint_urls (spec/aws.md 7.1). And what else the selected profile says about the way to AWS: it does so for
 * every hop.
 */
#ifndef SLSENV_OBTAINING_ENDPOINT_H
#define SLSENV_OBTAINING_ENDPOINT_H

#include "knowing/profiles.h"

enum aws_service {
	SERVICE_STS, SERVICE_SSO, SERVICE_SSO_OIDC, SERVICE_SIGNIN,
	SERVICES_FOR_CREDENTIALS, /* so many of them have to do with credentials */
	SERVICE_CLOUDFORMATION = SERVICES_FOR_CREDENTIALS,
	SERVICE_COUNT
};

/* out->value.p == NULL: AWS's own. False when the profile names a set of services that is not there (in w->troubles). */
bool endpoint_configured(struct world *w, const struct profiles *p, const struct profile *profile, enum aws_service service,
			 struct profile_value *out);

bool endpoint_known(struct world *w, const struct profiles *p, const struct profile *profile, enum aws_service service,
		    struct profile_value *out); /* the same, and says nothing */

/* The person's AWS_REGION, AWS_DEFAULT_REGION, or the profile's region; absent: none. What slsenv exported does not count. */
struct profile_value endpoint_region(struct world *w, const struct profiles *p, const struct profile *profile);

/* Without AWS_REGION, which boto3 and the AWS CLI 1 do not read. */
struct profile_value endpoint_region_of_boto3(struct world *w, const struct profiles *p, const struct profile *profile);

/* AWS_USE_FIPS_ENDPOINT / use_fips_endpoint and AWS_USE_DUALSTACK_ENDPOINT / use_dualstack_endpoint. */
bool endpoint_fips(struct world *w, const struct profiles *p, const struct profile *profile);
bool endpoint_dualstack(struct world *w, const struct profiles *p, const struct profile *profile);

/* AWS_CA_BUNDLE / ca_bundle: a file; absent: the system's. */
struct profile_value endpoint_ca_bundle(struct world *w, const struct profiles *p, const struct profile *profile);

#endif
