/* What did the project's own Framework answer, and does that still hold?
 *
 * For configurations that only the Framework can run. Its answer is kept in the runtime directory under a name made of the
 * directory, the options and the person's environment, with the signature of the files it depends on. Nothing is run here:
 * `slsenv ask` (verbs/cmd_ask.c) runs it, in the background, and only with the person's permission for this directory.
 */
#ifndef SLSENV_DECIDING_ASKED_H
#define SLSENV_DECIDING_ASKED_H

#include "deciding/decision.h"

enum asked {
	ASKED_NOTHING, /* no answer that still holds */
	ASKED_ANSWER,  /* the decision has been filled from it */
	ASKED_REFUSAL  /* the Framework could not answer either: an error, in w->troubles */
};

/* The name under which an answer to this question is kept. */
const char *asked_name(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d);

/* Fills `d` from a kept answer. */
enum asked asked_look(struct world *w, const struct options *o, const struct ours *ours, struct decision *d);

/* Keeps what the Framework printed (`ok`), or why there is no answer. False, with errno, when it cannot be kept. */
bool asked_keep(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d, bool ok,
		struct text answer);

/* The person's environment, without what slsenv exported: sorted, NULL-ended. */
char **asked_environment(struct world *w, const struct ours *ours);

#endif
