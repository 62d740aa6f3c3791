#include "verbs/shell_code.h"
#include "verbs/verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum dialect dialect_of(struct run *r, const char *name)
{
	enum dialect d = shell_named(name);

	if (d == DIALECT_COUNT)
		trouble_error(&r->w->troubles, NOWHERE, "say bash, zsh, fish or posix", "no shell is called \"%s\"", name);
	return d;
}

static int run_hook(struct run *r)
{
	enum dialect d = dialect_of(r, r->arguments[0]);
	const char *off = world_environment(r->w, "__SLSENV_OFF"), *first = world_environment(r->w, "__SLSENV_FIRST");

	if (d == DIALECT_COUNT)
		return EXIT_USAGE;
	shell_code(r, d, off && *off ? CODE_OFF : first && *first ? CODE_FIRST : CODE_HOOK);
	return EXIT_DONE;
}

static int run_init(struct run *r)
{
	enum dialect d = dialect_of(r, r->arguments[0]);

	if (d == DIALECT_COUNT)
		return EXIT_USAGE;
	shell_integration(r, d);
	return EXIT_DONE;
}

const struct verb verb_hook = {
	.name = "hook", .arguments = "SHELL", .summary = "what a shell's hook evaluates when something has changed (internal)",
	.takes = TAKES_DECISION, .minimum = 1, .maximum = 1, .hidden = true, .run = run_hook,
};

const struct verb verb_init = {
	.name = "init", .arguments = "SHELL", .summary = "print the code for bash, zsh, fish or posix",
	.takes = TAKES_DECISION, .minimum = 1, .maximum = 1, .run = run_init,
};
