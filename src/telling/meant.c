#include "telling/meant.h"

#include <string.h>

#include "knowing/decide.h"

static bool is_one_of(const char *word, const char *const *list)
{
	const char *slash = strrchr(word, '/');

	for (word = slash ? slash + 1 : word; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

/* The Framework's own arguments; NULL: it is not the Framework that is run. */
static char *const *of_framework(char *const *words)
{
	static const char *const names[] = { "sls", "serverless", "osls", NULL };
	static const char *const runners[] = { "npx", "npm", "pnpm", "yarn", "bunx", "exec", "run", "dlx", "env", "time", "nice", "--", NULL };

	while (*words && is_one_of(*words, runners))
		words++;
	return *words && is_one_of(*words, names) ? words + 1 : NULL;
}

/* The value of --NAME or -LETTER, the last one; absent: not given. */
static struct text value_of(char *const *words, const char *name, char letter)
{
	struct text out = TEXT_NONE;
	size_t n = strlen(name);

	for (; *words; words++) {
		const char *word = *words, *rest = NULL;

		if (word[0] == '-' && word[1] == '-' && strncmp(word + 2, name, n) == 0)
			rest = word + 2 + n;
		else if (letter && word[0] == '-' && word[1] == letter)
			rest = word + 2;
		if (rest && *rest == '=')
			out = text_of(rest + 1);
		else if (rest && !*rest && words[1])
			out = text_of(words[1]);
	}
	return out;
}

static void tell_stage(struct world *w, const struct standing *s, const struct decision *own)
{
	const char *stage = text_show(w->arena, s->decision.stage.value, 80).p;

	trouble_warning(&w->troubles, NOWHERE, arena_format(w->arena, "write --stage %s behind it", stage),
			"this command means stage \"%s\", but it gets the keys of stage \"%s\"", text_show(w->arena, own->stage.value, 80).p, stage);
}

static void tell_profile(struct world *w, const struct standing *s, struct text profile)
{
	const char *word = text_show(w->arena, s->profile, 80).p;

	trouble_warning(&w->troubles, NOWHERE, arena_format(w->arena, "write --aws-profile %s behind it", word),
			"this command takes profile \"%s\" itself, not these keys of \"%s\"", text_show(w->arena, profile, 80).p, word);
}

/* To v4 a profile of the file outranks keys; to both, one that the command names. */
static struct text taken_itself(const struct decision *own, struct text named)
{
	if (named.p)
		return named;
	return own->framework.version[1] == '4' && own->profile.value.n ? own->profile.value : TEXT_NONE;
}

void meant_otherwise(struct world *w, const struct standing *s, char *const *arguments)
{
	char *const *words = of_framework(arguments);
	struct troubles kept = w->troubles;
	struct options o = s->options;
	struct decision own;
	struct text profile;

	if (!words || !state_has_keys(s->state) || s->decision.decided != DECIDED)
		return;
	o.stage = (struct option_value){ value_of(words, "stage", 's'), "option --stage" };
	o.profile = (struct option_value){ value_of(words, "aws-profile", 0), "option --aws-profile" };
	w->troubles = (struct troubles){ .arena = kept.arena };
	decide(w, &o, &s->ours, &own);
	w->troubles = kept;
	if (own.decided != DECIDED)
		return;
	profile = taken_itself(&own, o.profile.value);
	if (!text_equal(own.stage.value, s->decision.stage.value))
		tell_stage(w, s, &own);
	else if (profile.n && !text_equal(profile, s->profile))
		tell_profile(w, s, profile);
}
