#include "telling/environment.h"
#include "telling/show.h"
#include "verbs/consent.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "ground/become.h"

/* As a shell would say it. */
static int no_command(struct run *r, int status)
{
	trouble_error(&r->w->troubles, NOWHERE, NULL, "%s: %s", r->arguments[0],
		      status == 127 && !strchr(r->arguments[0], '/') ? "command not found" : strerror(errno));
	return status;
}

static const char *purpose(struct run *r)
{
	return arena_format(r->w->arena, "for `%s%s`", text_show(r->w->arena, text_of(r->arguments[0]), 60).p, r->count > 1 ? " ..." : "");
}

/* For the command and its children the keys are their own: without a mark, no slsenv that they run takes them back. */
static size_t changes_of(struct run *r, const struct standing *s, struct change *out)
{
	struct plan p;

	plan_make(r->w, s, false, false, &p);
	memcpy(out, p.changes, p.count * sizeof *out);
	for (size_t i = 0; i < p.count; i++)
		if (strcmp(out[i].name, "SLSENV_MARK") == 0)
			out[i].value = TEXT_NONE;
	return p.count;
}

static void tell_override(struct run *r, const struct standing *s)
{
	if (s->state == STATE_OVERRIDE)
		trouble_warning(&r->w->troubles, NOWHERE, "take it away, or name the profile with --aws-profile",
				"%s counts here, not profile \"%s\"", s->override, s->profile.p ? show_text(r->w, s->profile) : "none");
}

static int run_exec(struct run *r)
{
	const char *disabled = world_environment(r->w, "SLSENV_DISABLE"), *path;
	struct change changes[MAX_CHANGES];
	struct standing s;
	size_t count = 0;
	int code = become_find(r->w, r->arguments[0], &path);

	if (code)
		return no_command(r, code);
	if (!disabled || !*disabled) {
		code = consent(r, purpose(r), &s);
		if (code != EXIT_DONE)
			return code;
		tell_override(r, &s);
		count = changes_of(r, &s, changes);
	}
	r->next = (struct next){ path, r->arguments, environment_with(r->w, changes, count) };
	return EXIT_DONE;
}

const struct verb verb_exec = {
	.name = "exec", .arguments = "[--] COMMAND ...", .summary = "run a command with this directory's credentials",
	.takes = TAKES_DECISION | TAKES_COMMAND, .minimum = 1, .maximum = INT_MAX, .run = run_exec,
};
