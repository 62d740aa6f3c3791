/* At which address does a service of AWS answer in this region?
 *
 * By partition, FIPS and dual-stack, or where the person says (obtaining/endpoint.h; spec/aws.md 7.1).
 */
#ifndef SLSENV_CREDENTIALS_SERVER_H
#define SLSENV_CREDENTIALS_SERVER_H

#include "credentials/errand.h"
#include "obtaining/endpoint.h"

struct server {
	const char *url;    /* without a slash at its end */
	const char *host;   /* for signing: with its port, if that is not the scheme's own */
	const char *root;   /* as it was written, or with a slash where it has no path: what is asked for there is "/" */
	const char *path;   /* of root */
	const char *region; /* to sign for */
	bool plain;         /* the person wrote http:// */
	bool own;           /* AWS's own address, not one that the person wrote */
};

/* `region` absent: STS has a global address (us-east-1 is what is signed for), the others need one. False, with an error. */
bool server_find(struct errand *e, enum aws_service service, struct text region, struct server *out);

/* Says that a region is missing; always false. */
bool server_no_region(struct errand *e);

/* AWS's own address; NULL: this partition has none of that kind. `region` has been checked. A region may say by its name that FIPS is
 * meant: fips-us-east-1, us-east-1-fips. */
const char *server_url(struct arena *a, enum aws_service service, const char *region, bool fips, bool dualstack);

#endif
