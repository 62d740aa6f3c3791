/* From which lines would Serverless read other keys than AWS's own tools?
 *
 * Both take the same file, and where their parsers differ nobody says a word (spec/aws.md 2.2). The two results for one
 * section are compared key by key; each difference is then traced to the line that makes it.
 */
#ifndef SLSENV_READING_INIDIFF_H
#define SLSENV_READING_INIDIFF_H

#include "reading/inifile.h"

/* The differences for `keys` (NULL-ended) in the section called `name`, one per line, in the order of `keys`; in `a`.
 * An empty value is as good as none. `botocore` and `javascript` are the same bytes, read in the two dialects. */
struct ini_problem *ini_differences(struct arena *a, const struct ini_file *botocore, const struct ini_file *javascript,
				    struct text name, const char *const *keys, size_t *count);

#endif
