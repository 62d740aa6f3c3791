#include "telling/said.h"

#include <string.h>

#include "deciding/decide.h"
#include "ground/fingerprint.h"
#include "telling/bareprofile.h"
#include "telling/show.h"

enum { MAX_MEMORY = 64, MAX_LINES = 10 };

static void show(struct world *w, struct said *s, struct text line)
{
	if (s->count >= MAX_LINES)
		return;
	s->lines = arena_grow(w->arena, s->lines, s->count, &s->capacity, sizeof *s->lines);
	s->lines[s->count++] = line;
}

static bool known(struct text memory, const char *word)
{
	return memory.p && strstr(memory.p, word);
}

/* Shows the line unless this shell has seen it; remembers it. `kind`: 'n' stays, 'e' counts only while it is current. */
static void tell(struct world *w, struct said *s, struct build *memory, struct text before, char kind, struct text line)
{
	char word[8] = { kind };

	fingerprint_text(0, line, word + 1);
	if (!known(before, word))
		show(w, s, line);
	if (!known(build_done(memory), word))
		build_format(memory, "%s%s", memory->n ? " " : "", word);
}

/* The notices that stay, the last MAX_MEMORY of them. */
static void keep_notices(struct build *memory, struct text before)
{
	size_t words = (before.n + 1) / 8;

	for (size_t i = words > MAX_MEMORY ? words - MAX_MEMORY : 0; i < words; i++)
		if (before.p[i * 8] == 'n')
			build_format(memory, "%s%.7s", memory->n ? " " : "", before.p + i * 8);
}

static bool is_stage_of_shell(const struct standing *s)
{
	const struct answer *a = &s->decision.stage;

	return a->used && strcmp(a->used->name, "SLSENV_SET_STAGE") == 0;
}

bool said_wrapped(const struct standing *s)
{
	return s->settings.framework_wrap && is_stage_of_shell(s);
}

/* What sls without --stage means here; absent: the stage of the shell, or nothing that could be told. */
static struct text bare_stage(struct world *w, const struct standing *s)
{
	struct troubles kept = w->troubles;
	struct options o = s->options;
	struct decision d;

	o.stage = (struct option_value){ .from = NULL };
	w->troubles = (struct troubles){ .arena = kept.arena };
	decide(w, &o, &s->ours, &d);
	w->troubles = kept;
	return d.stage.value.p && !text_equal(d.stage.value, s->decision.stage.value) ? d.stage.value : TEXT_NONE;
}

static const char *settings_path(struct world *w, const struct standing *s)
{
	return s->settings.path ? show_path(w, s->settings.path) : "the settings";
}

/* The Framework does not know the stage of a shell: without --stage it would deploy another one with these keys. */
static void tell_of_stage(struct world *w, const struct standing *s, struct said *out, struct build *memory, struct text before)
{
	const char *stage = text_show(w->arena, s->decision.stage.value, 80).p;
	struct text bare;

	if ((!state_has_keys(s->state) && s->state != STATE_LOCKED) || !is_stage_of_shell(s) || (said_wrapped(s) && !s->options.fresh_shell))
		return;
	bare = bare_stage(w, s);
	if (bare.p)
		tell(w, out, memory, before, 'e',
		     text_format(w->arena, "this shell is at stage \"%s\", but sls without --stage means \"%s\" - write "
			      "`sls ... --stage %s`, or set wrap = yes in [framework] of %s",
			      stage, text_show(w->arena, bare, 80).p, stage, settings_path(w, s)));
}

struct text said_wrapped_profile(struct world *w, const struct standing *s)
{
	struct bare_profile b;

	return s->settings.framework_wrap && bare_profile_differs(w, s, &b) && b.mended ? s->profile : TEXT("");
}

static void tell_of_profile(struct world *w, const struct standing *s, struct said *out, struct build *memory, struct text before)
{
	const char *profile = text_show(w->arena, s->profile, 80).p, *todo = "run `slsenv exec -- sls ...`";
	struct bare_profile b;

	if (!bare_profile_differs(w, s, &b) || (b.mended && s->settings.framework_wrap && !s->options.fresh_shell))
		return;
	if (b.mended)
		todo = arena_format(w->arena, "write `sls ... --aws-profile %s`, or set wrap = yes in [framework] of %s", profile,
				    settings_path(w, s));
	tell(w, out, memory, before, 'e',
	     text_format(w->arena, "this shell has the keys of profile \"%s\", but sls without --aws-profile takes %s - %s", profile, b.words, todo));
}

static bool is_unset(struct world *w, const char *variable)
{
	const char *value = world_environment(w, variable);

	return !strchr(variable, ' ') && !(value && *value);
}

static void tell_state(struct world *w, const struct standing *s, struct said *out, struct build *memory, struct text before)
{
	const struct decision *d = &s->decision;

	if (s->state == STATE_APPROVAL)
		tell(w, out, memory, before, 'n',
		     text_format(w->arena, "%s: profile \"%s\" for stage \"%s\" is not approved here - `slsenv allow` approves it",
				 text_show(w->arena, text_of(d->service.path), 0).p, text_show(w->arena, s->profile, 80).p,
				 text_show(w->arena, d->stage.value, 80).p));
	if (s->state == STATE_LOCKED)
		tell(w, out, memory, before, 'n',
		     text_format(w->arena, "stage \"%s\" is guarded: nothing is exported - `slsenv unlock` exports profile \"%s\" for %d minutes",
				 text_show(w->arena, d->stage.value, 80).p, text_show(w->arena, s->profile, 80).p, UNLOCK_MINUTES));
	if (s->state == STATE_UNRESOLVED)
		for (const struct unresolved *u = d->unresolved; u; u = u->next)
			tell(w, out, memory, before, 'e',
			     text_format(w->arena, "%s: %s cannot be told: %s %s - `slsenv why` shows each step",
					 text_show(w->arena, place_text(w->arena, u->at), 0).p,
					 text_show(w->arena, u->path, 80).p, text_show(w->arena, u->variable, 120).p, u->reason));
	if (s->state == STATE_OVERRIDE && is_unset(w, s->override))
		tell(w, out, memory, before, 'e',
		     text_format(w->arena, "you have unset %s: nothing is exported any more - `slsenv off; slsenv on` starts again", s->override));
	else if (s->state == STATE_OVERRIDE)
		tell(w, out, memory, before, 'e',
		     text_format(w->arena, "%s counts here, not profile \"%s\": nothing is exported - take it away to change that", s->override,
				 text_show(w->arena, s->profile.p ? s->profile : TEXT("none"), 80).p));
}

void said_collect(struct world *w, const struct standing *s, struct said *out)
{
	const char *told = world_environment(w, "__SLSENV_SAID");
	struct text before = text_of(told ? told : "");
	struct build memory = { .arena = w->arena };

	*out = (struct said){ .count = 0 };
	if ((before.n + 1) % 8)
		before = TEXT("");
	keep_notices(&memory, before);
	for (const struct trouble *t = w->troubles.first; t; t = t->next)
		tell(w, out, &memory, before, t->level == TROUBLE_ERROR ? 'e' : 'n', trouble_line(w->arena, t));
	tell_of_stage(w, s, out, &memory, before);
	tell_of_profile(w, s, out, &memory, before);
	tell_state(w, s, out, &memory, before);
	out->memory = build_done(&memory);
}
