/* Which variables does a .env file set?
 *
 * As the npm packages dotenv 16/17 reads it and dotenv-expand expands it afterwards (spec/serverless.md 6): quotes, comments,
 * `export`, `KEY: value`, values of several lines; $NAME, ${NAME}, ${NAME:-default} and its kin.
 */
#ifndef SLSENV_READING_DOTENV_H
#define SLSENV_READING_DOTENV_H

#include "ground/arena.h"
#include "ground/text.h"

struct dotenv_entry {
	struct text key, value;
	const char *path; /* of the file that sets it */
	unsigned line;
};

struct dotenv {
	const char *path;
	struct dotenv_entry *entries; /* one a key: of duplicates the last */
	size_t count, capacity;
};

/* Reads the lines of `bytes`; values are not expanded yet. */
void dotenv_parse(struct arena *a, struct text bytes, struct dotenv *out);

/* Takes over what `from` sets and `d` does not. */
void dotenv_add(struct arena *a, struct dotenv *d, const struct dotenv *from);

/* Whose expansion: dotenv-expand 13's, as osls has it, or 10's, of serverless 3.40, which begins at the last dollar and keeps what is
 * there though it be empty. */
enum dotenv_rules { DOTENV_LEFTMOST, DOTENV_RIGHTMOST };

/* Expands the values as the environment is when the file has been loaded: `environment` gives what was there before (NULL:
 * unset), which wins. False when an expansion does not come to an end; `*bad` is its entry then. */
bool dotenv_expand(struct arena *a, struct dotenv *d, enum dotenv_rules rules,
		   const char *(*environment)(void *, const char *name), void *data, const struct dotenv_entry **bad);

/* NULL: not in the file. */
const struct dotenv_entry *dotenv_find(const struct dotenv *d, struct text key);

#endif
