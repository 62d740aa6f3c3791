#include "telling/environment.h"
#include "telling/show.h"
#include "verbs/consent.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "ground/become.h"
#include "ground/process.h"
#include "obtaining/lent.h"
#include "telling/lending.h"
#include "telling/meant.h"

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

/* For the command and its children the keys are their own: without a mark, no slsenv that they run takes them back; and the stage that was
 * asked for is theirs. Other than a shell, a program can have a variable of any name: AWS_PRE-PROD_PROFILE as well. */
static char **environment_for(struct run *r, struct standing *s, const struct lending *lent)
{
	struct change *changes;
	struct plan p;
	size_t n;

	standing_stageguard(r->w, s);
	plan_make(r->w, s, false, false, &p);
	changes = arena_array(r->w->arena, p.count + s->stageguard.count + 2 + MAX_LENT, sizeof *changes);
	for (n = 0; n < p.count; n++)
		changes[n] = strcmp(p.changes[n].name, "SLSENV_MARK") == 0 ? (struct change){ "SLSENV_MARK", TEXT_NONE } : p.changes[n];
	if (r->options.stage.value.p || r->options.of_command)
		changes[n++] = (struct change){ "SLSENV_SET_STAGE", r->options.stage.value };
	if (r->options.other_stage)
		changes[n++] = (struct change){ "SLSENV_SET_PROFILE", TEXT_NONE };
	for (size_t i = 0; i < s->stageguard.count; i++)
		if (s->stageguard.list[i].kind == GUARD_NO_NAME)
			changes[n++] = (struct change){ s->stageguard.list[i].variable, s->stageguard.list[i].profile };
	for (size_t i = 0; i < lent->count; i++)
		changes[n++] = lent->changes[i];
	return environment_with(r->w, changes, n);
}

static void tell_override(struct run *r, const struct standing *s)
{
	if (s->state == STATE_OVERRIDE)
		trouble_warning(&r->w->troubles, NOWHERE, "take it away, or name the profile with --aws-profile",
				"%s counts here, not profile \"%s\"", s->override, s->profile.p ? show_text(r->w, s->profile) : "none");
}

/* A companion waits for the end of this process, whatever it has become by then, and renews what was lent to it. */
static void start_companion(struct run *r, const struct standing *s, const struct lending *lent)
{
	struct arena *a = r->w->arena;
	char **words = arena_array(a, lent->name_count + 5, sizeof *words);
	size_t n = 0;

	words[n++] = arena_string(a, r->self);
	words[n++] = arena_string(a, "tidy");
	words[n++] = arena_string(a, lent->owner);
	if (lent->renewable)
		words[n++] = arena_copy(a, s->profile.p, s->profile.n);
	for (size_t i = 0; lent->renewable && i < lent->name_count; i++)
		words[n++] = arena_copy(a, lent->names[i].p, lent->names[i].n);
	words[n] = NULL;
	process_background(r->self, words);
}

static bool lend(struct run *r, const struct standing *s, const struct meant *m, struct lending *lent)
{
	enum named named = m->names_profile ? NAMED_BY_COMMAND : s->options.profile.value.p ? NAMED : NOT_NAMED;

	lent_sweep(r->w);
	if (!lending_make(r->w, s, named, r->arguments, lent))
		return false;
	if (lent->owner)
		start_companion(r, s, lent);
	return true;
}

static int run_exec(struct run *r)
{
	const char *disabled = world_environment(r->w, "SLSENV_DISABLE"), *path;
	char **environment = r->w->environment;
	struct lending lent;
	struct meant meant;
	struct standing s;
	int code = become_find(r->w, r->arguments[0], &path);

	if (code)
		return no_command(r, code);
	if (!disabled || !*disabled) {
		r->options.lends = true;
		meant_read(r->w, r->arguments, &r->options, &meant);
		code = consent(r, purpose(r), &s);
		if (code != EXIT_DONE)
			return code;
		tell_override(r, &s);
		meant_tell(r->w, &s, &meant);
		if (!lend(r, &s, &meant, &lent))
			return EXIT_FAILED;
		environment = environment_for(r, &s, &lent);
	}
	r->next = (struct next){ path, r->arguments, environment };
	return EXIT_DONE;
}

const struct verb verb_exec = {
	.name = "exec", .arguments = "[--] COMMAND ...", .summary = "run a command with this directory's credentials",
	.takes = TAKES_DECISION | TAKES_COMMAND, .minimum = 1, .maximum = INT_MAX, .run = run_exec,
};
