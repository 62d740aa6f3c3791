/* How does one key of an AWS file change while every other byte stays?
 *
 * A function over bytes. What comes out was read again, as AWS's tools and as Serverless read it: the change is there,
 * and every other key of every section is what it was. Where that cannot be had, nothing is changed and the line in the
 * way is named.
 */
#ifndef SLSENV_READING_INIEDIT_H
#define SLSENV_READING_INIEDIT_H

#include "reading/inifile.h"

struct ini_change {
	const char *key;   /* lower case */
	struct text value; /* absent: the key is taken out; else not empty, without line ends and control characters */
};

/* Why a file is not changed. */
struct ini_refusal {
	unsigned line, column;
	const char *what, *todo;
};

/* The bytes with the changes made in the section called `section` (the text between its brackets), which is added at
 * the end when there is none. False: `why` says why not. */
bool ini_edit(struct arena *a, struct text bytes, struct text section, const struct ini_change *changes, size_t count,
	      struct text *out, struct ini_refusal *why);

#endif
