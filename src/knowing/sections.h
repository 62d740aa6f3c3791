/* Which shared section of the config file does a profile name: an sso-session, or a set of services?
 *
 * [sso-session NAME] and [services NAME], split into words as [profile NAME] is (spec/aws.md 1.2); the last one of a name counts.
 */
#ifndef SLSENV_KNOWING_SECTIONS_H
#define SLSENV_KNOWING_SECTIONS_H

#include "knowing/profiles.h"

/* `kind` is "sso-session" or "services". NULL: there is none of that name. */
const struct ini_section *section_find(struct world *w, const struct profiles *p, const char *kind, struct text name);

/* A value of it, [DEFAULT] of the config file inherited; value.p == NULL: not there. */
struct profile_value section_get(const struct profiles *p, const struct ini_section *s, const char *key);

/* Adds to w->troubles what botocore would refuse in its lines; false when there is something. */
bool section_check(struct world *w, const struct profiles *p, const struct ini_section *s);

/* One line of a nested block, as in
 *     sts =
 *       endpoint_url = http://localhost
 * `key` is compared as it is written; value.p == NULL: not there, or `block` is none. */
struct profile_value section_nested(struct arena *a, struct profile_value block, const char *key);

#endif
