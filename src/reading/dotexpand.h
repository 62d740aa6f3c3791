/* How is one value of a .env file expanded?
 *
 * What the two versions of npm's dotenv-expand have in common: 13, which osls uses, and 10, which serverless 3.40 does.
 */
#ifndef SLSENV_READING_DOTEXPAND_H
#define SLSENV_READING_DOTEXPAND_H

#include "reading/dotenv.h"

/* References in one value; bytes of one value; bytes looked through for a whole file. */
enum { DOTEXPAND_MAX_STEPS = 500, DOTEXPAND_MAX_LENGTH = 64 * 1024, DOTEXPAND_MAX_WORK = 4 * 1024 * 1024 };

struct expansion {
	struct arena *arena;
	struct dotenv *d;
	struct text *raw;      /* values as they stood in the file */
	const char *(*environment)(void *, const char *);
	void *data;
	size_t done;           /* entries before this one are expanded */
	size_t *work;          /* bytes looked through so far */
};

/* process.env while dotenv-expand runs: what was there before, else what the file says, unexpanded. */
struct text dotexpand_environment(const struct expansion *x, struct text key);

/* Counts one more look through `value`; false when that is too much. */
bool dotexpand_goes_on(const struct expansion *x, struct text value, size_t steps);

/* Version 10's way. False: it does not come to an end. */
bool dotexpand_rightmost(const struct expansion *x, struct text value, struct text *out);

#endif
