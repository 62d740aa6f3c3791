#include "knowing/whose.h"

#include <ctype.h>

#include "knowing/jsprofile.h"

struct asker {
	struct world *w;
	const struct ours *ours;
	const struct decision *d;
	const struct profiles *p;
};

/* process.env of the Framework: .env wins where it was loaded, as it holds what was there before. */
static bool look_up(const struct asker *a, const char *name, struct text *value, bool *dotenv, struct place *at)
{
	const struct dotenv_entry *e = dotenv_find(a->d->dotenv, text_of(name));
	const char *before = ours_person(a->w, a->ours, name);

	*dotenv = e && !(before && *before);
	*at = *dotenv ? (struct place){ a->d->dotenv->path, e->line, 0 } : NOWHERE;
	*value = e ? e->value : text_of(before);
	return value->n > 0;
}

static const char *stage_variable(const struct asker *a, const char *suffix)
{
	struct text stage = a->d->stage.value.p ? a->d->stage.value : TEXT("");
	char *name = arena_format(a->w->arena, "AWS_%s_%s", stage.p, suffix);

	for (size_t i = 4; i < 4 + stage.n; i++)
		name[i] = (char)toupper((unsigned char)name[i]);
	return name;
}

static void judge(const struct asker *a, struct credential_source *s, bool forgiven)
{
	struct js_profile js = js_profile(a->w, a->p, s->profile);

	s->usable = js.usable;
	if (!js.exists && !forgiven)
		s->problem = arena_format(a->w->arena, "AWS profile \"%s\" doesn't seem to be configured",
					  text_show(a->w->arena, s->profile, 80).p);
}

static void from_profile(const struct asker *a, struct credential_source *s, const char *variable)
{
	s->name = variable;
	s->present = look_up(a, variable, &s->profile, &s->dotenv, &s->at);
	if (s->present)
		judge(a, s, false);
}

static void from_keys(const struct asker *a, struct credential_source *s, const char *id, const char *secret)
{
	struct text value;
	struct place at;
	bool dotenv;

	s->name = id;
	s->present = look_up(a, id, &value, &s->dotenv, &s->at) && look_up(a, secret, &value, &dotenv, &at);
	s->usable = s->present;
}

static void from_default(const struct asker *a, struct credential_source *s)
{
	s->name = "AWS_DEFAULT_PROFILE";
	if (!look_up(a, s->name, &s->profile, &s->dotenv, &s->at)) {
		s->name = "profile default";
		s->profile = TEXT("default");
	}
	s->present = true;
	judge(a, s, true);
}

static void from_answer(const struct asker *a, const struct options *o, struct credential_source *file,
			struct credential_source *option)
{
	const struct candidate *c = NULL;

	for (size_t i = 0; i < a->d->profile.count; i++)
		if (text_is(text_of(a->d->profile.candidates[i].name), "provider.profile"))
			c = &a->d->profile.candidates[i];
	file->name = "provider.profile";
	option->name = o->profile.from ? o->profile.from : "option --aws-profile";
	option->profile = o->profile.value;
	option->present = option->profile.n > 0;
	if (c && c->value.n && !option->present) {
		file->present = true;
		file->profile = c->value;
		file->at = c->at;
		judge(a, file, false);
	}
	if (option->present)
		judge(a, option, false);
}

void whose_credentials(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		       const struct profiles *p, struct whose *out)
{
	struct asker a = { w, ours, d, p };
	struct credential_source *s = out->sources;

	*out = (struct whose){ .used = -1, .refused = -1 };
	from_default(&a, &s[FROM_DEFAULT]);
	from_answer(&a, o, &s[FROM_FILE], &s[FROM_OPTION]);
	from_keys(&a, &s[FROM_KEYS], "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
	from_profile(&a, &s[FROM_PROFILE], "AWS_PROFILE");
	from_keys(&a, &s[FROM_STAGE_KEYS], stage_variable(&a, "ACCESS_KEY_ID"), stage_variable(&a, "SECRET_ACCESS_KEY"));
	from_profile(&a, &s[FROM_STAGE_PROFILE], stage_variable(&a, "PROFILE"));
	for (int i = 0; i < FROM_COUNT; i++) {
		if (s[i].present && s[i].usable)
			out->used = i;
		if (s[i].present && s[i].problem && out->refused < 0)
			out->refused = i;
	}
}
