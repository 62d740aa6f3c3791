/* What do we tell a person who names a profile that is in no file?
 *
 * Where we looked, which profile was probably meant, and what to type.
 */
#ifndef SLSENV_KNOWING_NOSUCHPROFILE_H
#define SLSENV_KNOWING_NOSUCHPROFILE_H

#include "knowing/profiles.h"

/* Adds the error to w->troubles; `at`: where the name comes from, NOWHERE if it was typed. Always false. */
bool profile_not_found(struct world *w, const struct profiles *p, struct text name, struct place at);

/* A name as one shell word, for texts that show a command: quoted if need be, its control characters made visible. */
const char *profile_word(struct arena *a, struct text name);

#endif
