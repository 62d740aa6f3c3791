/* Where do this profile's credentials come from, hop by hop?
 *
 * botocore's answer with the profile named explicitly (spec/aws.md 4.9): one source, and the roles assumed from there to the
 * selected profile. Only files and the environment are asked: nothing is fetched and no cache is read.
 */
#ifndef SLSENV_OBTAINING_CHAIN_H
#define SLSENV_OBTAINING_CHAIN_H

#include "obtaining/chain_source.h"

/* One AssumeRole. */
struct role_hop {
	struct text profile;      /* whose role it is */
	struct place at;          /* of role_arn */
	struct text role_arn;
	struct text session_name; /* absent or empty: one is made up */
	struct text external_id, mfa_serial;
	struct place mfa_at;
	bool has_duration;
	long long duration;       /* seconds, as written; not checked */
};

struct chain {
	struct text profile;      /* the selected one */
	struct chain_source source;
	struct role_hop *hops;    /* from the source to the selected profile; none: the source's credentials are the answer */
	size_t count;
	struct text account;      /* of the answer, 12 digits, as far as the files know it; absent: unknown */
	const char *account_source; /* "role_arn", "sso_account_id", "aws_account_id" or "access key id" */
};

/* Fills `out` (in the run's arenas); false when there is an error, which is in w->troubles: what botocore finds wrong with the
 * files, in its order, with its words. */
bool chain_find(struct world *w, const struct profiles *p, struct text profile, struct chain *out);

/* The same, as if the profile had nothing of the kinds in `pass` (obtaining/provider.h). */
bool chain_find_without(struct world *w, const struct profiles *p, struct text profile, unsigned pass, struct chain *out);

/* Is the answer temporary, so that it has to be fetched and may be cached? False for static keys without a role. */
bool chain_is_temporary(const struct chain *c);

/* The first hop with an MFA device; NULL: none. */
const struct role_hop *chain_mfa(const struct chain *c);

/* The exact text that identifies what the first `hops` hops give (c->count: the answer): compare it byte for byte. It names
 * both files, the profile, the source, each role with its parameters, the source's access key id and the endpoints of the
 * selected profile; no secret. */
struct text chain_text(struct world *w, const struct profiles *p, const struct chain *c, size_t hops);

#endif
