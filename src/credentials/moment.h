/* Which moment does this text name?
 *
 * The forms seen in the AWS CLI's files and in answers (spec/aws.md 6.6): YYYY-MM-DD[T ]hh:mm[:ss[.f]][ ][Z|UTC|GMT|±hh[[:]mm]],
 * with or without its dashes and colons.
 */
#ifndef SLSENV_CREDENTIALS_MOMENT_H
#define SLSENV_CREDENTIALS_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "ground/text.h"

/* Seconds since the epoch, fractions cut off. False for anything else, a time without an offset included. */
bool moment_read(struct text t, int64_t *out);

/* As Python's isoformat() writes it, with its own offset and, unless they are nothing, its microseconds: "2026-11-23T06:31:09.120000+02:00".
 * Absent for what moment_read() refuses. */
struct text moment_iso(struct arena *a, struct text t);

/* "2026-11-23T04:31:09Z" */
struct text moment_text(struct arena *a, int64_t seconds);

#endif
