/* Which moment does a plain YAML scalar name, as JavaScript writes it?
 *
 * js-yaml's timestamps: 2020-01-02, 2001-12-14t21:59:43.10-05:00, and their text as Date's toISOString() has it.
 */
#ifndef SLSENV_READING_TIMESTAMP_H
#define SLSENV_READING_TIMESTAMP_H

#include "ground/arena.h"
#include "ground/text.h"

/* False: `t` is no timestamp. */
bool timestamp_read(struct arena *a, struct text t, struct text *iso);

#endif
