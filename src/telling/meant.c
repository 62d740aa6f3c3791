#include "telling/meant.h"

#include <string.h>

#include "telling/show.h"

/* ---- is it the Framework? ---------------------------------------------------------------------------------------------- */

/* Is the word, without a directory before it and @VERSION or .js behind it, on this list? */
static bool is_one_of(const char *word, const char *const *list)
{
	const char *slash = strrchr(word, '/');
	size_t n;

	word = slash ? slash + 1 : word;
	n = strcspn(word, "@");
	if (n > 3 && strcmp(word + n - 3, ".js") == 0)
		n -= 3;
	for (; *list; list++)
		if (strncmp(word, *list, n) == 0 && !(*list)[n])
			return n > 0;
	return false;
}

/* Options, NAME=VALUE, and the numbers of timeout and nice: what may stand between a runner and what it runs. */
static bool is_passed_over(const char *word)
{
	return word[0] == '-' || strchr(word, '=') || strspn(word, "0123456789.smhd") == strlen(word);
}

/* The Framework's own arguments; NULL: it is not the Framework that is run. */
static char *const *of_framework(char *const *words)
{
	static const char *const names[] = { "sls", "serverless", "osls", NULL };
	static const char *const runners[] = {
		"npx", "npm", "pnpm", "yarn", "bunx", "bun", "node", "exec", "run", "dlx", "x", "env", "time", "nice", "nohup", "timeout",
		"cross-env", NULL,
	};
	bool runner = false;

	for (; *words; words++) {
		if (is_one_of(*words, names))
			return words + 1;
		if (is_one_of(*words, runners))
			runner = true;
		else if (runner && strcmp(*words, "--package") == 0 && words[1])
			words++; /* its value, which may be called osls */
		else if (!runner || !is_passed_over(*words))
			return NULL;
	}
	return NULL;
}

/* ---- its words --------------------------------------------------------------------------------------------------------- */

/* The value of the option at *words: behind a =, or the next word; NULL: it is another option, or has none. */
static const char *value_at(char *const *words, const char *name, char letter)
{
	const char *word = *words, *rest = NULL;
	size_t n = strlen(name);

	if (word[0] == '-' && word[1] == '-' && strncmp(word + 2, name, n) == 0)
		rest = word + 2 + n;
	else if (letter && word[0] == '-' && word[1] == letter)
		rest = word + 2;
	if (rest && *rest == '=')
		return rest + 1;
	return rest && !*rest && words[1] && words[1][0] != '-' ? words[1] : NULL;
}

/* The Framework refuses what is given twice. An empty value is none, but for the stage, where osls refuses it. */
static struct option_value value_of(char *const *words, const char *name, char letter, const char *from)
{
	struct option_value out = { .from = NULL };

	for (; *words && strcmp(*words, "--") != 0; words++) {
		const char *value = value_at(words, name, letter);

		if (value && (*value || letter == 's'))
			out = (struct option_value){ text_of(value), from };
	}
	return out;
}

static void take_params(struct world *w, char *const *words, struct options *o)
{
	size_t most = 0;

	while (words[most])
		most++;
	o->params = arena_array(w->arena, most + 1, sizeof *o->params);
	o->param_count = 0;
	for (; *words && strcmp(*words, "--") != 0; words++)
		if (value_at(words, "param", 0))
			o->params[o->param_count++] = text_of(value_at(words, "param", 0));
}

/* Does the command mean another stage than the shell has? */
static bool is_other_stage(struct world *w, const struct options *given, const struct options *own)
{
	struct troubles kept = w->troubles;
	struct options shells = *given;
	struct decision here, there;
	struct ours ours;

	ours_read(w, false, &ours);
	options_from_shell(w, &shells);
	w->troubles = (struct troubles){ .arena = kept.arena };
	decide(w, &shells, &ours, &here);
	decide(w, own, &ours, &there);
	w->troubles = kept;
	return !text_equal(here.stage.value, there.stage.value);
}

/* A shell's profile was chosen beside its stage: what means another stage has that stage's. */
static bool leaves_profile(struct world *w, const struct options *given, const struct options *own)
{
	const char *shells = world_environment(w, "SLSENV_SET_PROFILE");

	return shells && *shells && !own->profile.from && is_other_stage(w, given, own);
}

void meant_read(struct world *w, char *const *arguments, struct options *o, struct meant *out)
{
	char *const *words = of_framework(arguments);
	struct option_value profile, region;

	*out = (struct meant){ .framework = words != NULL, .given = *o };
	if (!words)
		return;
	o->of_command = true;
	o->directory = NULL; /* it runs in the current one */
	o->stage = value_of(words, "stage", 's', "option --stage");
	o->config = value_of(words, "config", 'c', "option --config");
	take_params(w, words, o);
	profile = value_of(words, "aws-profile", 0, "option --aws-profile");
	region = value_of(words, "region", 'r', "option --region");
	out->names_profile = profile.from != NULL;
	if (profile.from)
		o->profile = profile;
	if (region.from)
		o->region = region;
	o->other_stage = leaves_profile(w, &out->given, o);
}

/* ---- what of it has to be said ----------------------------------------------------------------------------------------- */

/* The stage that slsenv was given, or the shell has while the command names none; absent: neither. */
static struct text chosen_stage(struct world *w, const struct standing *s, const struct meant *m)
{
	const char *shells = world_environment(w, "SLSENV_SET_STAGE");

	if (m->given.stage.value.p)
		return m->given.stage.value;
	return shells && *shells && !s->forgets_choice && !s->options.stage.from ? text_of(shells) : TEXT_NONE;
}

static void tell_stage(struct world *w, const struct standing *s, struct text chosen)
{
	const char *shown = text_show(w->arena, chosen, 80).p;

	trouble_warning(&w->troubles, NOWHERE, arena_format(w->arena, "write --stage %s behind it", shown),
			"this command means stage \"%s\", and gets the keys of that stage, not of \"%s\"", show_text(w, s->decision.stage.value), shown);
}

static void tell_profile(struct world *w, struct text taken, struct text given, const char *what)
{
	const char *shown = text_show(w->arena, given, 80).p;

	trouble_warning(&w->troubles, NOWHERE, arena_format(w->arena, "write --aws-profile %s behind it", shown),
			"this command takes profile \"%s\" itself, not %s \"%s\"", text_show(w->arena, taken, 80).p, what, shown);
}

/* To v4 a profile of the file outranks keys. */
static void tell_file_profile(struct world *w, const struct standing *s)
{
	const struct credential_source *file = &s->whose.sources[FROM_FILE];

	if (s->decision.framework.version[1] == '4' && file->present && !text_equal(file->profile, s->profile))
		tell_profile(w, file->profile, s->profile, "these keys of");
}

static void tell_option(struct world *w, const char *option)
{
	trouble_warning(&w->troubles, NOWHERE, "write it behind it as well", "this command has no %s of its own, and does without", option);
}

void meant_tell(struct world *w, const struct standing *s, const struct meant *m)
{
	struct text stage = chosen_stage(w, s, m), profile = m->given.profile.value;

	if (!m->framework || !state_has_keys(s->state) || s->decision.decided != DECIDED)
		return;
	if (stage.p && !text_equal(stage, s->decision.stage.value))
		tell_stage(w, s, stage);
	if (!m->names_profile)
		tell_file_profile(w, s);
	else if (profile.p && !text_equal(profile, s->profile))
		tell_profile(w, s->profile, profile, "the keys of");
	if (m->given.directory)
		trouble_warning(&w->troubles, NOWHERE, "go there first", "this command runs in the current directory, and gets the keys of that");
	if (m->given.config.value.p && !s->options.config.value.p)
		tell_option(w, "--config");
	if (m->given.param_count && !s->options.param_count)
		tell_option(w, "--param");
}
