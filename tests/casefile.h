/* Which cases stand in the text files of a directory?
 *
 * A line `== NAME` begins a case; a file without one is a single case, called as the file. What stands before the first
 * case is a remark. In texts \n \t \r \\ and \xNN are what they are in C, `\c` at the end of a line takes its newline
 * away, and \[N TEXT] is N times TEXT.
 */
#ifndef CASEFILE_H
#define CASEFILE_H

#include "ground/text.h"

struct test_case {
	const char *name;
	struct text body;
};

/* The cases of every *.txt in tests/cases/NAME below SLSENV_SOURCE (else the current directory), by file name. */
struct test_case *cases_load(struct arena *a, const char *name, size_t *count);

/* Cuts the first line off `rest`, without its newline; false when nothing is left. */
bool cases_line(struct text *rest, struct text *line);

/* The lines below `-- NAME`, up to the next such line; absent when there is no such line. */
struct text cases_section(struct text body, const char *name);

/* Text as it is written in a case, and back. */
struct text cases_read(struct arena *a, struct text written);
struct text cases_write(struct arena *a, struct text t);

/* The lines of `t`, sorted. */
struct text cases_sorted(struct arena *a, struct text t);

#endif
