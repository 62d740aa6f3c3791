#include "obtaining/lent.h"
#include "obtaining/renewal.h"
#include "verbs/verb.h"

#include <limits.h>

/* Started by `slsenv exec` beside the command that it becomes, so that what was lent to it goes however it ends, and is renewed until then. */
static int run_tidy(struct run *r)
{
	struct renewal renewal = { .owner = r->arguments[0], .self = r->self };

	if (r->count > 2) {
		renewal.profile = text_of(r->arguments[1]);
		renewal.names = arena_array(r->w->arena, (size_t)r->count, sizeof *renewal.names);
		for (int i = 2; i < r->count; i++)
			renewal.names[renewal.count++] = text_of(r->arguments[i]);
		renewal_tend(r->w, &renewal);
	}
	lent_tidy(r->w, renewal.owner);
	return EXIT_DONE;
}

const struct verb verb_tidy = {
	.name = "tidy", .arguments = "OWNER [PROFILE NAME ...]", .summary = "wait until a command has ended, and remove what was lent to it (internal)",
	.takes = TAKES_COMMAND, .minimum = 1, .maximum = INT_MAX, .hidden = true, .run = run_tidy,
};
