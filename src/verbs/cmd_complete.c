#include "telling/shells.h"
#include "telling/slswords.h"
#include "verbs/verb.h"

#include <limits.h>

static int run_complete(struct run *r)
{
	enum dialect d = shell_named(r->arguments[0]);

	if (d == DIALECT_COUNT || d == DIALECT_POSIX) {
		trouble_error(&r->w->troubles, NOWHERE, "say bash, zsh or fish", "no shell that completes is called \"%s\"", r->arguments[0]);
		return EXIT_USAGE;
	}
	build_text(&r->out, shell_completion(r->w->arena, d));
	return EXIT_DONE;
}

static int run_next(struct run *r)
{
	r->quiet = true;
	slswords_next(r->w, &r->options, r->arguments, &r->out);
	return EXIT_DONE;
}

const struct verb verb_complete = {
	.name = "complete", .arguments = "bash|zsh|fish", .summary = "print completion of sls, serverless and osls",
	.minimum = 1, .maximum = 1, .run = run_complete,
};

const struct verb verb_next = {
	.name = "next", .arguments = "[--] [WORD ...]", .summary = "what can come next on a line of the Framework (internal)",
	.takes = TAKES_DECISION | TAKES_COMMAND, .minimum = 1, .maximum = INT_MAX, .hidden = true, .run = run_next,
};
