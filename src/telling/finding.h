/* What did a check see, and what can the person do about it?
 *
 * A list for `slsenv doctor`: one finding a line in 80 columns, or a JSON array.
 */
#ifndef SLSENV_TELLING_FINDING_H
#define SLSENV_TELLING_FINDING_H

#include "ground/world.h"

enum finding_level { FINDING_OK, FINDING_WARNING, FINDING_PROBLEM };

struct finding {
	enum finding_level level;
	const char *check; /* one word */
	const char *saw;   /* no secret in it */
	const char *mend;  /* NULL: nothing to do */
	struct finding *next;
};

struct findings {
	struct world *w;
	struct finding *first, *last;
};

void finding_ok(struct findings *f, const char *check, const char *format, ...) __attribute__((format(printf, 3, 4)));
void finding_warning(struct findings *f, const char *check, const char *mend, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void finding_problem(struct findings *f, const char *check, const char *mend, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Has this check found anything that is not fine? */
bool finding_any(const struct findings *f, const char *check);
bool findings_problem(const struct findings *f);

void findings_text(const struct findings *f, bool colour, struct build *out);
void findings_json(const struct findings *f, struct build *out);

#endif
