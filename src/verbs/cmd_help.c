#include "verbs/option_table.h"

#include <string.h>

/* Commands that only the integration has. */
static const struct {
	const char *name, *summary;
} functions[] = {
	{ "off", "this shell: take everything back and stop" },
	{ "on", "this shell: start again" },
};

static const struct verb *find(const char *name)
{
	for (size_t i = 0; verbs[i]; i++)
		if (strcmp(verbs[i]->name, name) == 0)
			return verbs[i];
	return NULL;
}

static void list_names(struct run *r)
{
	for (size_t i = 0; verbs[i]; i++)
		if (!verbs[i]->hidden)
			build_format(&r->out, "%s\t%s\n", verbs[i]->name, verbs[i]->summary);
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		build_format(&r->out, "%s\t%s\n", functions[i].name, functions[i].summary);
}

static void list_options(struct run *r, int takes)
{
	for (const struct option_row *o = option_rows; o->name; o++) {
		if (!(o->takes & takes))
			continue;
		build_format(&r->out, "--%s%s\t%s\n", o->name, o->value ? "=" : "", o->summary);
		if (o->letter)
			build_format(&r->out, "-%c\t%s\n", o->letter, o->summary);
	}
}

static void describe_options(struct run *r, int takes)
{
	for (const struct option_row *o = option_rows; o->name; o++) {
		struct build b = { .arena = r->w->arena };

		if (!(o->takes & takes) || o->takes == TAKES_OPTIONS || o->takes == TAKES_NAMES)
			continue;
		if (o->letter)
			build_format(&b, "-%c, ", o->letter);
		build_format(&b, "--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
		build_format(&r->out, "  %-26s %s\n", build_done(&b).p, o->summary);
	}
}

static void overview(struct run *r)
{
	build_string(&r->out, "slsenv: the AWS profile of your serverless.yml, in your shell\n\n"
			      "  eval \"$(slsenv)\"           in the rc file of bash, zsh or fish\n\n");
	for (size_t i = 0; verbs[i]; i++)
		if (!verbs[i]->hidden)
			build_format(&r->out, "  %-9s %-16s %s\n", verbs[i]->name, verbs[i]->arguments, verbs[i]->summary);
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		build_format(&r->out, "  %-9s %-16s %s\n", functions[i].name, "", functions[i].summary);
	build_string(&r->out, "\nOptions wherever a directory is decided:\n");
	describe_options(r, TAKES_DECISION);
	build_string(&r->out, "\nExit status: 0 done, 1 failed, 2 usage, 3 not approved, 4 sign-in needed,\n"
			      "5 cannot be decided without the Framework or AWS.\n`slsenv help COMMAND`, `man slsenv`.\n");
}

static int run_help(struct run *r)
{
	const struct verb *v = r->count ? find(r->arguments[0]) : NULL;

	if (r->count && !v) {
		trouble_error(&r->w->troubles, NOWHERE, "`slsenv help` lists them", "no command is called \"%s\"", r->arguments[0]);
		return EXIT_USAGE;
	}
	if (r->names) {
		list_names(r);
	} else if (r->list_options) {
		list_options(r, v ? v->takes : TAKES_DECISION);
	} else if (v) {
		build_format(&r->out, "slsenv %s %s\n  %s\n", v->name, v->arguments, v->summary);
		describe_options(r, v->takes);
	} else {
		overview(r);
	}
	return EXIT_DONE;
}

const struct verb verb_help = {
	.name = "help", .arguments = "[COMMAND]", .summary = "this overview, or one command",
	.takes = TAKES_NAMES | TAKES_OPTIONS, .maximum = 1, .run = run_help,
};
