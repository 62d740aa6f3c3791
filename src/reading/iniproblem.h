/* What can be wrong with a line of an AWS file, and who minds? */
#ifndef SLSENV_READING_INIPROBLEM_H
#define SLSENV_READING_INIPROBLEM_H

#include <stdbool.h>

enum ini_problem_code {
	INI_NO_PROBLEM,
	/* botocore refuses the whole file (a NUL is refused by our own rule: no variable could carry it) */
	INI_NOT_UTF8, INI_BYTE_ORDER_MARK, INI_NUL, INI_NO_SECTION, INI_BAD_HEADER, INI_DUPLICATE_SECTION,
	INI_DUPLICATE_KEY, INI_NO_SEPARATOR, INI_EMPTY_KEY, INI_NESTED,
	/* libinih did not give a line back: a build with limits that not even two dozen bytes pass */
	INI_LOST_LINE,
	/* the SDK for JavaScript refuses the whole file */
	INI_PROTO,
	/* both take the line, and read different things from it (reading/inidiff.h) */
	INI_SWALLOWED_KEY, INI_INLINE_COMMENT, INI_SECTION_NOT_SEEN, INI_KEY_NOT_SEEN, INI_KEY_INHERITED
};

bool ini_problem_refuses(enum ini_problem_code code); /* would botocore refuse the whole file? */
const char *ini_problem_text(enum ini_problem_code code); /* what is wrong */
const char *ini_problem_todo(enum ini_problem_code code); /* how to put it right */

#endif
