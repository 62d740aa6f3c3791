#include "deciding/asked.h"
#include "obtaining/fetch.h"
#include "telling/show.h"
#include "telling/state.h"
#include "verbs/codes.h"
#include "verbs/verb.h"

#include <string.h>

enum { MOST_ARGUMENTS = 6 };

static int refuse(struct run *r, const struct standing *s, const char *why, const char *todo)
{
	trouble_error(&r->w->troubles, (struct place){ s->decision.service.path, 0, 0 }, todo, "%s", why);
	return EXIT_NOT_APPROVED;
}

static const char *named(struct run *r, const char *before, const struct standing *s)
{
	return arena_format(r->w->arena, "%s: slsenv login --aws-profile %s", before, show_text(r->w, s->profile));
}

/* The profile of this directory, if the person lets the directory choose one. */
static int find_profile(struct run *r, struct standing *s)
{
	struct world *w = r->w;

	standing_find(w, &r->options, s);
	if (s->state == STATE_APPROVAL)
		return refuse(r, s, arena_format(w->arena, "profile %s is not approved here", show_text(w, s->profile)),
			      named(r, "`slsenv allow` approves it; or name it", s));
	if (s->state == STATE_DENIED)
		return refuse(r, s, "this directory gets no credentials", named(r, "name the profile", s));
	if (s->profile.n && s->decision.decided == DECIDED)
		return EXIT_DONE;
	if (!trouble_first_error(&w->troubles))
		trouble_error(&w->troubles, NOWHERE, "name one: slsenv login --aws-profile PROFILE",
			      s->state == STATE_OUTSIDE ? "no service here or above" : "no profile can be told here");
	return exit_code_of(s) == EXIT_DONE ? EXIT_FAILED : (int)exit_code_of(s);
}

/* The person's environment without our exports. A region stays, though, where nobody knows what the person had in its place (only a
 * shell's hook does): without one, no service can be asked. */
static char **environment_for(struct world *w, const struct ours *ours)
{
	const struct ours_variable *region = ours->count > EXPORT_REGION ? &ours->variables[EXPORT_REGION] : NULL;
	char **environment = asked_environment(w, ours), **more;
	bool any = false;
	size_t n;

	for (n = 0; environment[n]; n++)
		any = any || strncmp(environment[n], "AWS_REGION=", 11) == 0 || strncmp(environment[n], "AWS_DEFAULT_REGION=", 19) == 0;
	if (any || !region || region->owner != OURS || region->saved || !region->live)
		return environment;
	more = arena_array(w->secrets, n + 2, sizeof *more);
	memcpy(more, environment, n * sizeof *more);
	more[n] = arena_format(w->secrets, "AWS_REGION=%s", region->live);
	return more;
}

/* The helper does it, in our place: it has the terminal, and Ctrl-C ends it. */
static int run_login(struct run *r)
{
	struct world *w = r->w;
	struct standing s = { .profile = r->options.profile.value };
	char **arguments = arena_array(w->arena, MOST_ARGUMENTS, sizeof *arguments);
	const char *program;
	size_t n = 0;
	int code = EXIT_DONE;

	if (s.profile.p)
		ours_read(w, false, &s.ours);
	else
		code = find_profile(r, &s);
	if (code != EXIT_DONE)
		return code;
	w->troubles = (struct troubles){ .arena = w->troubles.arena }; /* what was wrong before is what this is to mend */
	program = fetch_helper(w, r->self);
	if (!program)
		return EXIT_FAILED;
	arguments[n++] = arena_string(w->arena, program);
	arguments[n++] = arena_string(w->arena, "login");
	arguments[n++] = arena_string(w->arena, "--profile");
	arguments[n++] = arena_copy(w->arena, s.profile.p, s.profile.n);
	if (r->device_code)
		arguments[n++] = arena_string(w->arena, "--use-device-code");
	r->next = (struct next){ program, arguments, environment_for(w, &s.ours) };
	return EXIT_DONE;
}

const struct verb verb_login = {
	.name = "login", .arguments = "", .summary = "sign in: what the profile here needs",
	.takes = TAKES_DECISION | TAKES_DEVICE_CODE, .run = run_login,
};
