/* May this directory have this profile for this stage?
 *
 * Bound to the decision, not to the file's bytes: service directory (path and inode), stage, profile, and account when it is
 * known (design, section 4). Kept in $XDG_DATA_HOME/slsenv/approvals, one line an approval.
 */
#ifndef SLSENV_KNOWING_APPROVAL_H
#define SLSENV_KNOWING_APPROVAL_H

#include "knowing/settings.h"

enum approval { APPROVAL_NEEDED, APPROVAL_ALLOWED, APPROVAL_DENIED };

/* What is asked for. */
struct request {
	const char *directory; /* absolute, physical */
	uint64_t inode;
	struct text stage, profile;
	struct text account;   /* absent: unknown */
};

struct verdict {
	enum approval approval;
	const char *why;       /* in words: "you allowed it", "[trust] never in FILE", ... */
};

struct verdict approval_check(struct world *w, const struct settings *s, const struct request *r);

/* May programs of this directory be run (`slsenv allow --run`, or `[framework] ask = yes` and an approved directory)? */
bool approval_may_run(struct world *w, const struct settings *s, const struct request *r);
bool approval_allow_run(struct world *w, const struct request *r);

/* Each edits the file under a lock and keeps every other line; errors are in w->troubles. */
bool approval_allow(struct world *w, const struct request *requests, size_t count);
bool approval_deny(struct world *w, const struct request *r);
bool approval_revoke(struct world *w, const struct request *r, size_t *removed);

#endif
