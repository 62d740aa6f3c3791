/* What does this JSON text hold, and how is it written back?
 *
 * The only user of Jansson, whose blocks are wiped. Values are json_t with Jansson's counting; texts taken out of them are copies.
 */
#ifndef SLSENV_CREDENTIALS_JSONVALUE_H
#define SLSENV_CREDENTIALS_JSONVALUE_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "ground/text.h"

/* Before the first value. */
void jsonvalue_begin(void);

/* An object, with a count of one; NULL when the text is anything else (or longer than 1 MiB). */
json_t *jsonvalue_object(struct text bytes);

/* A string of the object, copied into `a`; absent when it is not there or no string. `object` may be NULL. */
struct text jsonvalue_text(struct arena *a, const json_t *object, const char *key);

/* A number or false. */
bool jsonvalue_number(const json_t *object, const char *key, int64_t *out);

/* Sets a string (an absent text removes the key). */
void jsonvalue_set(json_t *object, const char *key, struct text value);

/* As Python's json.dumps writes it, keys in their order; with `indent` blanks a level, or all on one line (0). In `a`. */
struct text jsonvalue_print(struct arena *a, const json_t *value, unsigned indent);

#endif
