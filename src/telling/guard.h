/* When does the answer have to be looked for again?
 *
 * From the world's log of questions: the conditions under which the answer still stands, as tests that every shell has built
 * in. A file's time must be exactly what it was: it is compared with a stamp, an empty file of that very time; a file that was
 * changed within the last two seconds keeps the guard off (spec/shells.md 3.8; design, section 6).
 */
#ifndef SLSENV_TELLING_GUARD_H
#define SLSENV_TELLING_GUARD_H

#include "telling/plan.h"
#include "telling/quote.h"

enum condition_kind {
	NOT_THERE,   /* no file, not even a dangling link */
	THERE,       /* a file */
	READABLE, NOT_READABLE,
	SAME_TIME,   /* modified when the stamp was: `value` is the stamp's path */
	SAME_FILE,   /* a path that leads over links still leads to `value` */
	UNTIL,       /* the clock has not reached `value` (seconds since the epoch); `name`: a stamp of that time */
	VALUE_IS,    /* a variable has exactly this value; absent: is unset */
	SECRET_IS    /* the same, of a variable whose value must not be copied: absent, set, and its length */
};

struct condition {
	enum condition_kind kind;
	const char *name;  /* path or variable */
	struct text value;
};

struct guard {
	bool off;          /* never fresh: look again at every prompt */
	int64_t now;       /* seconds since the epoch, when it was made */
	struct condition *conditions;
	size_t count, capacity;
};

/* Variables are compared with what they will be once `p` has been carried out. Makes the stamps. */
void guard_make(struct world *w, const struct plan *p, struct guard *out);

/* The function __slsenv_fresh in a dialect that has one (not POSIX). */
void guard_write(struct build *b, enum dialect d, const struct guard *g);

#endif
