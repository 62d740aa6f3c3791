/* Which keys stand in the files that AWS's first tools read?
 *
 * botocore still looks there when a profile has nothing (spec/aws.md 4.1): AWS_CREDENTIAL_FILE, then BOTO_CONFIG or, without it,
 * /etc/boto.cfg and ~/.boto.
 */
#ifndef SLSENV_CREDENTIALS_OLDFILES_H
#define SLSENV_CREDENTIALS_OLDFILES_H

#include "obtaining/chain_source.h"

/* `found`: is there an access key id? Then kind, place, method and keys of `out` are filled. False when a file is wrong (in w->troubles). */
bool old_files_look(struct world *w, bool *found, struct chain_source *out);

#endif
