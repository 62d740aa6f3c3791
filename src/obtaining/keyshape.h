/* Does what was typed look like the key that was asked for?
 *
 * AWS does not document how keys are made, so a remark is something to ask the person about, never a refusal.
 */
#ifndef SLSENV_OBTAINING_KEYSHAPE_H
#define SLSENV_OBTAINING_KEYSHAPE_H

#include "ground/text.h"

/* What is odd about it, as the end of a sentence that begins with "this"; NULL: nothing. */
const char *key_id_remark(struct text id);
const char *key_secret_remark(struct text secret, struct text id);

/* ASIA...: it needs a session token. */
bool key_is_temporary(struct text id);

/* Can it stand in an AWS file at all: no blank, nothing but printable ASCII? */
bool key_is_writable(struct text key);

#endif
