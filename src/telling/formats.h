/* How are credentials written for other programs?
 *
 * `slsenv export --format F`: the formats of `aws configure export-credentials`, byte for byte, and json, dotenv and github. A value that
 * a format cannot carry, so that its reader would get another one or run it, is refused.
 */
#ifndef SLSENV_TELLING_FORMATS_H
#define SLSENV_TELLING_FORMATS_H

#include "ground/world.h"

/* What is written; absent ones are left out. */
struct exported {
	struct text access_key_id, secret_access_key, session_token, expiration, region, account;
};

struct format; /* opaque */

/* NULL when no format has this name. */
const struct format *format_named(const char *name);

/* "process, env, ..." */
const char *format_names(struct arena *a);

/* For stdout. False when a value cannot be carried: the error is in w->troubles, and `out` is as it was. */
bool format_write(struct world *w, const struct format *f, const struct exported *e, struct build *out);

/* The variable that names a file to which `format_append` goes as well; NULL: none. */
const char *format_file_variable(const struct format *f);
void format_append(const struct exported *e, struct build *out);

#endif
