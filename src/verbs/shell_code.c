#include "verbs/shell_code.h"

#include <stdio.h>
#include <string.h>

#include "telling/otherstages.h"
#include "telling/prompt.h"
#include "telling/said.h"
#include "verbs/asking.h"
#include "verbs/codes.h"
#include "verbs/fetching.h"

static void print_lines(const struct said *said)
{
	for (size_t i = 0; i < said->count; i++)
		fprintf(stderr, "slsenv: %s\n", said->lines[i].p);
}

/* A shell that is the child of one which shows the very same: fish reads its rc file for each `fish -c` of a prompt or an editor. */
static bool parent_shows_it(struct world *w, const struct standing *s)
{
	const char *shown = w->ops->environment(w, "SLSENV_PROMPT"), *state = w->ops->environment(w, "SLSENV_STATE");

	return shown && state && strcmp(state, state_word(s->state)) == 0 && text_is(prompt_text(w, s), shown);
}

/* While an rc file runs nothing may be printed: an interactive shell says it at its first prompt, for which the guard is off. */
static void wait_with_lines(struct run *r, enum dialect d, const struct standing *s, struct said *said, struct guard *g)
{
	const char *told = world_environment(r->w, "__SLSENV_SAID");

	for (size_t i = 0; i < said->count && !parent_shows_it(r->w, s); i++)
		shell_say_unless_interactive(&r->out, d, text_format(r->w->arena, "slsenv: %s", said->lines[i].p));
	if (s->state == STATE_REFRESHING && s->profile.p) /* a prompt shows it, a script has to be told */
		shell_say_unless_interactive(&r->out, d,
					     text_format(r->w->arena, "slsenv: the credentials of profile \"%s\" are still being fetched - "
							 "try again, or set a longer wait in [network] of the settings",
							 text_show(r->w->arena, s->profile, 80).p));
	if (!said->count)
		return;
	g->off = true;
	said->memory = text_of(told ? told : "");
}

void shell_integration(struct run *r, enum dialect d)
{
	char **words = arena_array(r->w->arena, r->options.param_count + 8, sizeof *words);
	const struct {
		const char *name;
		const struct option_value *value;
	} options[] = {
		{ "--stage", &r->options.stage }, { "--aws-profile", &r->options.profile }, { "--region", &r->options.region },
		{ "--config", &r->options.config },
	};
	size_t n = 0;

	r->quiet = true;
	if (r->options.directory)
		words[n++] = arena_format(r->w->arena, "--directory=%s", r->options.directory);
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (options[i].value->value.p)
			words[n++] = arena_format(r->w->arena, "%s=%s", options[i].name, options[i].value->value.p);
	for (size_t i = 0; i < r->options.param_count; i++)
		words[n++] = arena_format(r->w->arena, "--param=%s", r->options.params[i].p);
	build_text(&r->out, shell_snippet(r->w->arena, d, r->self));
	shell_first(&r->out, d, r->self, words);
}

void shell_code(struct run *r, enum dialect d, enum code_kind kind)
{
	struct standing s;
	struct plan p;
	struct guard g;
	struct said said;
	struct bookkeeping k;

	r->quiet = true;
	r->options.fresh_shell = kind == CODE_FIRST;
	standing_find(r->w, &r->options, &s);
	ask_in_background(r, &s);
	if (kind != CODE_OFF) {
		fetch_credentials(r, &s, kind == CODE_FIRST ? PATIENCE_SETTING : PATIENCE_PROMPT);
		standing_stageguard(r->w, &s);
		other_stages_warn(r->w, &s);
	}
	plan_make(r->w, &s, kind == CODE_OFF, d != DIALECT_POSIX, &p);
	said_collect(r->w, &s, &said);
	guard_make(r->w, &p, &g);
	if (kind == CODE_FIRST)
		wait_with_lines(r, d, &s, &said, &g);
	else if (kind == CODE_HOOK)
		print_lines(&said);
	shell_changes(&r->out, d, &p);
	k = (struct bookkeeping){ said.memory, TEXT(""), TEXT(""), TEXT(""), TEXT(""), TEXT(""), kind == CODE_FIRST };
	if (kind != CODE_OFF) {
		k.segment = prompt_segment(r->w, &s, d);
		k.unlocked = s.unlock.words;
		k.wrap = said_wrapped(&s) ? s.decision.stage.value : TEXT("");
		k.wrap_profile = said_wrapped_profile(r->w, &s);
		if (s.settings.framework_wrap && (state_has_keys(s.state) || k.wrap.n || k.wrap_profile.n))
			k.wraps = TEXT("yes");
	}
	shell_bookkeeping(&r->out, d, &p, &g, &k);
	if (kind == CODE_FIRST)
		shell_status_unless_interactive(&r->out, d, (int)exit_code_of(&s));
}
