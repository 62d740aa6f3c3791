#include "telling/prompt_format.h"
#include "verbs/verb.h"

/* Of an unlocked stage only the shell itself knows. What it exports here, it has unlocked. */
static void as_the_shell_has_it(struct world *w, struct standing *s)
{
	const struct ours_variable *keys = &s->ours.variables[EXPORT_ACCESS_KEY_ID];
	const char *stage = world_environment(w, "SLSENV_STAGE");

	if (s->state == STATE_LOCKED && keys->owner == OURS && keys->live && stage && text_is(s->decision.stage.value, stage))
		s->state = STATE_OK;
}

static int run_prompt(struct run *r)
{
	struct standing s;
	struct text t;

	standing_find(r->w, &r->options, &s);
	as_the_shell_has_it(r->w, &s);
	r->w->troubles = (struct troubles){ .arena = r->w->arena }; /* a prompt is no place for them */
	if (!prompt_format(r->w, &s, text_of(r->format ? r->format : "plain"), &t))
		return EXIT_USAGE;
	if (t.n)
		build_format(&r->out, "%s\n", t.p);
	return EXIT_DONE;
}

static int print_answer(struct run *r, bool stage)
{
	struct standing s;
	struct text t;

	standing_find(r->w, &r->options, &s);
	t = stage ? s.decision.stage.value : s.profile;
	if (t.p)
		build_format(&r->out, "%s\n", text_show(r->w->arena, t, 0).p);
	return s.decision.decided == UNRESOLVED ? EXIT_UNDECIDED : s.decision.decided == UNDECIDABLE ? EXIT_FAILED : EXIT_DONE;
}

/* A program cannot change its shell: with an argument these are functions of the integration. */
static int needs_shell(struct run *r, const char *what)
{
	trouble_error(&r->w->troubles, NOWHERE, "add `eval \"$(slsenv)\"` to your rc file, or use --stage and --aws-profile",
		      "%s can only be set in a shell with the integration", what);
	return EXIT_USAGE;
}

static int run_stage(struct run *r)
{
	return r->count ? needs_shell(r, "the stage of a shell") : print_answer(r, true);
}

static int run_profile(struct run *r)
{
	return r->count ? needs_shell(r, "the profile of a shell") : print_answer(r, false);
}

const struct verb verb_prompt = {
	.name = "prompt", .arguments = "", .summary = "the text for prompts that call a program",
	.takes = TAKES_DECISION | TAKES_FORMAT, .run = run_prompt,
};

const struct verb verb_stage = {
	.name = "stage", .arguments = "[NAME|-]", .summary = "set this shell's stage, - clears; alone: say it",
	.takes = TAKES_DECISION, .maximum = 1, .run = run_stage,
};

const struct verb verb_profile = {
	.name = "profile", .arguments = "[NAME|-]", .summary = "set this shell's profile, - clears; alone: say it",
	.takes = TAKES_DECISION, .maximum = 1, .run = run_profile,
};
