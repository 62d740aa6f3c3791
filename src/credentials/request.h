/* What does the caller want, as it says on standard input?
 *
 * KEY=VALUE lines, "protocol=1" first (PROTOCOL.md). The parser is a function over bytes: tests and fuzzers need no pipe.
 */
#ifndef SLSENV_CREDENTIALS_REQUEST_H
#define SLSENV_CREDENTIALS_REQUEST_H

#include <stdbool.h>

#include "ground/text.h"
#include "ground/trouble.h"

enum { REQUEST_PROTOCOL = 1, REQUEST_FIELDS = 32, REQUEST_BYTES = 64 * 1024 };

struct field {
	struct text key, value; /* UTF-8 without NUL and newline; the value may be empty */
	struct place at;
};

struct request {
	struct field fields[REQUEST_FIELDS];
	size_t count;
};

/* Fills `out`, whose texts point into `bytes`; false when there is an error, which is in `troubles`. */
bool request_parse(struct troubles *troubles, struct text bytes, struct request *out);

/* NULL: not given. */
const struct field *request_field(const struct request *r, const char *key);

#endif
