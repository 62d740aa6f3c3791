/* How does a POSIX shell split this text into words?
 *
 * As Python's shlex does, which is what botocore uses: blanks are space, tab, CR and LF; '...' is literal; inside "..."
 * a backslash escapes only '"' and itself, outside any character; no comments, no expansions.
 */
#ifndef SLSENV_READING_WORDS_H
#define SLSENV_READING_WORDS_H

#include "ground/text.h"

/* The words, in `a`; false when a quote is not closed or nothing follows a backslash. */
bool words_split(struct arena *a, struct text t, struct text **words, size_t *count);

#endif
