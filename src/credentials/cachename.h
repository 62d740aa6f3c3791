/* Under which file name do the AWS CLI and the SDKs keep this?
 *
 * Which fields each kind of file takes and how the text is written that is hashed: the table in cachename.c. Names only:
 * nothing is read or written here.
 */
#ifndef SLSENV_CREDENTIALS_CACHENAME_H
#define SLSENV_CREDENTIALS_CACHENAME_H

#include "credentials/request.h"

struct cache_kind; /* opaque */

const struct cache_kind *cache_kind_find(const char *name); /* NULL: no such kind */
const char *cache_kind_name(size_t index);                  /* NULL: past the last one */
const char *cache_kind_help(size_t index);

/* "5f52c9….json" into `out`; false when the request does not fit the kind, which is in `troubles`. */
bool cache_name(struct troubles *troubles, const struct cache_kind *kind, const struct request *r, struct text *out);

#endif
