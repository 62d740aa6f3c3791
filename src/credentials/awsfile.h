/* What stands in a file of the AWS CLI's, and how is it put back?
 *
 * Its caches below ~/.aws (spec/aws.md 6). Read only if the file is this person's and nobody else may write it; a broken one is as
 * good as absent. Written in one step, with everything that we do not know kept.
 */
#ifndef SLSENV_CREDENTIALS_AWSFILE_H
#define SLSENV_CREDENTIALS_AWSFILE_H

#include "credentials/errand.h"
#include "credentials/jsonvalue.h"

/* The path of DIR/NAME, NAME being made from `fields` (KEY, value, ..., NULL) as cachename.h says; NULL when they do not fit. DIR may
 * begin with "~". */
const char *awsfile_path(struct world *w, const char *dir, const char *kind, ...) __attribute__((sentinel));

struct awsfile {
	bool found;        /* is there a file at all? */
	bool open;         /* somebody else may have written it: `bytes` are there to be replaced, but no object */
	struct text bytes; /* as they were read */
	json_t *object;    /* with a count of one; NULL: none that counts */
};

void awsfile_read(struct world *w, const char *path, struct awsfile *out);
/* Adds the error that a file is `open`, which `also` ("": nothing) would mend; false. */
bool awsfile_distrusted(struct world *w, const char *path, const char *what, const char *also);
void awsfile_done(struct awsfile *f);

/* Puts the object into the file that it was read from. What somebody has changed there since is kept; if that is the refresh token, they
 * have signed in, and the whole file stays theirs. False, with errno. */
bool awsfile_write(struct world *w, const char *path, const struct awsfile *f);

#endif
