#include "obtaining/lent.h"
#include "verbs/verb.h"

/* Started by `slsenv exec` beside the command that it becomes, so that what was lent to it goes however it ends. */
static int run_tidy(struct run *r)
{
	lent_tidy(r->w, r->arguments[0]);
	return EXIT_DONE;
}

const struct verb verb_tidy = {
	.name = "tidy", .arguments = "OWNER", .summary = "wait until a command has ended, and remove what was lent to it (internal)",
	.minimum = 1, .maximum = 1, .hidden = true, .run = run_tidy,
};
