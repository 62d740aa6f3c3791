/* How does Python's json.dumps(…, sort_keys=True) write these bytes?
 *
 * The AWS CLI names cache files after a digest of that text, so every blank and every escape counts: printable ASCII stays,
 * the rest becomes \uXXXX (in UTF-16 halves where one is not enough), '/' is not escaped..
 */
#ifndef SLSENV_CREDENTIALS_CANONICAL_H
#define SLSENV_CREDENTIALS_CANONICAL_H

#include "ground/text.h"

/* Appends `utf8` as a JSON string. The caller has checked that it is UTF-8. */
void canonical_string(struct build *b, struct text utf8);

#endif
