/* What went wrong, where, and what can the person do about it?
 *
 * Said once, where file, line and column are known; everybody above returns false. Printed as one line:
 *     slsenv: FILE:LINE:COL: what - what to do
 * Texts never hold a secret. Control characters in them are shown as \xNN when the line is printed.
 */
#ifndef SLSENV_GROUND_TROUBLE_H
#define SLSENV_GROUND_TROUBLE_H

#include <stdbool.h>

#include "ground/text.h"

/* A position in a file. Lines and columns count from 1, columns in characters; 0 is unknown. file NULL: no file. */
struct place {
	const char *file;
	unsigned line, column;
};

#define NOWHERE ((struct place){ NULL, 0, 0 })

enum trouble_level {
	TROUBLE_WARNING, /* the answer stands */
	TROUBLE_ERROR    /* there is no answer */
};

struct trouble {
	enum trouble_level level;
	struct place at;
	const char *what; /* lower case, no full stop */
	const char *todo; /* the next step, or NULL */
	struct trouble *next;
};

struct troubles {
	struct arena *arena;
	struct trouble *first, *last;
};

/* Adds one; `todo` may be NULL and must outlive the list. The same trouble is not listed twice. Returns false, so that a
 * caller can write `return trouble_error(...)`. */
bool trouble_error(struct troubles *list, struct place at, const char *todo, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void trouble_warning(struct troubles *list, struct place at, const char *todo, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Forgets what was added behind `last` (NULL: everything): it turned out not to matter. */
void trouble_forget(struct troubles *list, struct trouble *last);

/* The first error, or NULL. */
const struct trouble *trouble_first_error(const struct troubles *list);

/* The one printable line, without "slsenv: " and without a newline. */
struct text trouble_line(struct arena *a, const struct trouble *t);

/* "FILE:LINE:COL", as much of it as is known; "" for NOWHERE. */
struct text place_text(struct arena *a, struct place at);

#endif
