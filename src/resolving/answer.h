/* What could the answer have been, and which candidate won?
 *
 * Stage, profile and region each have a short list of candidates in the Framework's order; the first that has a value wins and
 * shadows the others.
 */
#ifndef SLSENV_RESOLVING_ANSWER_H
#define SLSENV_RESOLVING_ANSWER_H

#include "knowing/options.h"
#include "resolving/hop.h"

/* A candidate for an answer, in the Framework's order of precedence. */
struct candidate {
	const char *name;       /* "option --stage", "provider.stage", "the Framework's default" */
	struct text value;      /* absent: this one has nothing to say */
	struct place at;
	const struct hop *hops; /* how it was resolved */
	bool used;
};

enum { MAX_CANDIDATES = 5 };

struct answer {
	struct text value;      /* absent: none */
	const struct candidate *used; /* one of `candidates`: copy answers with answer_copy() */
	struct candidate candidates[MAX_CANDIDATES];
	size_t count;
};

/* Appends a candidate; there is room for MAX_CANDIDATES. */
struct candidate *answer_add(struct answer *a, const char *name, struct text value, struct place at);
void answer_add_option(struct answer *a, const struct option_value *v, const char *name);

/* The first candidate that has a value becomes the answer. */
void answer_settle(struct answer *a);

void answer_copy(struct answer *to, const struct answer *from);

#endif
