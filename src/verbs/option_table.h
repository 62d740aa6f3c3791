/* Which options are there, and what do they mean?
 *
 * One table for parsing, `help` and completion.
 */
#ifndef SLSENV_VERBS_OPTION_TABLE_H
#define SLSENV_VERBS_OPTION_TABLE_H

#include "verbs/verb.h"

struct option_row {
	char letter;           /* 0: none */
	const char *name;      /* without the dashes */
	const char *value;     /* NULL: a flag */
	const char *summary;
	int takes;             /* which commands know it */
	void (*apply)(struct run *, const char *value);
};

extern const struct option_row option_rows[]; /* ended by a row without a name */

/* How many words the option at argv[0] takes if any command knows it; 1 otherwise. */
int option_words(char **argv);

/* Takes the options of `v` out of argv, and the arguments behind them. False: usage, said on stderr. */
bool options_parse(struct run *r, const struct verb *v, int argc, char **argv);

#endif
