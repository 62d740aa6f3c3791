#include "telling/state.h"
#include "verbs/codes.h"
#include "verbs/verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "MINUTES", a whole number that makes sense. */
static bool read_minutes(struct run *r, unsigned *out)
{
	const char *given = r->count ? r->arguments[0] : "";
	size_t n = strlen(given);

	*out = r->count ? 0 : UNLOCK_MINUTES;
	if (n && n <= 3 && strspn(given, "0123456789") == n)
		*out = (unsigned)strtoul(given, NULL, 10);
	if (*out && *out <= UNLOCK_MAX_MINUTES)
		return true;
	return trouble_error(&r->w->troubles, NOWHERE, arena_format(r->w->arena, "say 1 to %d", UNLOCK_MAX_MINUTES),
			     "\"%s\" is no number of minutes", text_show(r->w->arena, text_of(given), 80).p);
}

static int needs_integration(struct run *r)
{
	trouble_error(&r->w->troubles, NOWHERE, "add `eval \"$(slsenv)\"` to its rc file",
		      "lock and unlock are for a shell with the integration");
	return EXIT_USAGE;
}

/* Only where there is something to unlock. The command itself is the consent; but it must be a person's. */
static int may_unlock(struct run *r, const struct standing *s)
{
	const char *stage = s->decision.stage.value.p ? text_show(r->w->arena, s->decision.stage.value, 80).p : "";

	if (s->state == STATE_OUTSIDE)
		trouble_error(&r->w->troubles, NOWHERE, "go to a directory that has a serverless.yml", "no service here");
	else if (s->state == STATE_APPROVAL || s->state == STATE_DENIED)
		trouble_error(&r->w->troubles, NOWHERE, "`slsenv allow` first", "profile \"%s\" for stage \"%s\" is not approved here",
			      text_show(r->w->arena, s->profile, 80).p, stage);
	else if (s->state != STATE_LOCKED && !s->unlock.until && !trouble_first_error(&r->w->troubles))
		trouble_error(&r->w->troubles, NOWHERE, "`slsenv status` shows what is active", "stage \"%s\" is not locked here", stage);
	else if (s->state == STATE_LOCKED && !r->person)
		trouble_error(&r->w->troubles, NOWHERE, "run it at a terminal", "a guarded stage is unlocked by a person only");
	if (s->state == STATE_LOCKED || s->unlock.until)
		return r->person ? EXIT_DONE : EXIT_NOT_APPROVED;
	return s->state == STATE_OUTSIDE || exit_code_of(s) == EXIT_DONE ? EXIT_FAILED : (int)exit_code_of(s);
}

/* Standard output is what the shell's function keeps in its variable; the words for the person go beside it. */
static int run_unlock(struct run *r)
{
	struct standing s;
	struct request q;
	unsigned minutes;
	int code;

	if (!world_environment(r->w, "__SLSENV_UNLOCKING"))
		return needs_integration(r);
	if (!read_minutes(r, &minutes))
		return EXIT_USAGE;
	standing_find(r->w, &r->options, &s);
	code = may_unlock(r, &s);
	if (code != EXIT_DONE)
		return code;
	if (!standing_request(r->w, &s, &q))
		return EXIT_FAILED;
	build_text(&r->out, unlock_words(r->w, &q, minutes));
	fprintf(stderr, "slsenv: stage \"%s\" is unlocked here for %u minute%s - `slsenv lock` locks it again\n",
		text_show(r->w->arena, q.stage, 80).p, minutes, minutes == 1 ? "" : "s");
	return EXIT_DONE;
}

const struct verb verb_lock = {
	.name = "lock", .arguments = "", .summary = "this shell: lock the guarded stage again", .run = needs_integration,
};

const struct verb verb_unlock = {
	.name = "unlock", .arguments = "[MINUTES]", .summary = "this shell: export a guarded stage for 15 minutes",
	.maximum = 1, .run = run_unlock,
};
