#include "deciding/whose.h"

#include "deciding/stagename.h"
#include "knowing/jsprofile.h"

struct asker {
	struct world *w;
	const struct ours *ours;
	const struct decision *d;
	const struct profiles *p;
	bool v4;
};

/* process.env of the Framework. To v3 an empty variable is one that .env may fill; to v4 it is set. */
static bool look_up(const struct asker *a, const char *name, struct text *value, bool *dotenv, struct place *at)
{
	const struct dotenv_entry *e = dotenv_find(a->d->dotenv, text_of(name));
	const char *before = ours_person(a->w, a->ours, name);

	*dotenv = e && !(before && (*before || a->v4));
	*at = *dotenv ? (struct place){ e->path, e->line, 0 } : NOWHERE;
	*value = e && (*dotenv || !a->v4) ? e->value : text_of(before);
	return value->n > 0;
}

static const char *of_stage(const struct asker *a, const char *suffix)
{
	return stage_variable(a->w->arena, a->d->stage.value.p ? a->d->stage.value : TEXT(""), suffix);
}

static void judge(const struct asker *a, struct credential_source *s, bool forgiven)
{
	struct js_profile js = { .usable = a->v4, .exists = a->v4 }; /* v4 knows every kind, and fails when it comes to it */

	if (!a->v4)
		js = js_profile(a->w, a->p, s->profile);
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
	if (a->v4 || !look_up(a, s->name, &s->profile, &s->dotenv, &s->at)) {
		s->name = "profile default";
		s->profile = TEXT("default");
	}
	s->present = true;
	judge(a, s, true);
	s->usable = s->usable && (!a->v4 || profile_find(a->p, s->profile));
}

/* What the file says, be it shadowed or not; to v4 that may be a credential resolver, and then the option is no source at all. */
static const struct candidate *in_file(const struct decision *d)
{
	const char *name = d->resolver ? d->resolver : "provider.profile";

	for (size_t i = 0; i < d->profile.count; i++)
		if (text_is(text_of(d->profile.candidates[i].name), name))
			return &d->profile.candidates[i];
	return NULL;
}

static void from_answer(const struct asker *a, const struct options *o, struct credential_source *file,
			struct credential_source *option)
{
	const struct candidate *c = in_file(a->d);

	file->name = c ? c->name : "provider.profile";
	option->name = o->profile.from ? o->profile.from : "option --aws-profile";
	option->profile = a->d->resolver ? TEXT_NONE : o->profile.value;
	option->present = option->profile.n > 0;
	if (c && c->value.n && (!option->present || a->v4)) {
		file->present = true;
		file->profile = c->value;
		file->at = c->at;
		judge(a, file, false);
	}
	if (option->present)
		judge(a, option, false);
}

static const enum source_name order_of_v3[] = {
	FROM_DEFAULT, FROM_FILE, FROM_KEYS, FROM_PROFILE, FROM_STAGE_KEYS, FROM_STAGE_PROFILE, FROM_OPTION,
}, order_of_v4[] = { FROM_DEFAULT, FROM_KEYS, FROM_PROFILE, FROM_FILE, FROM_OPTION };

void whose_credentials(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		       const struct profiles *p, struct whose *out)
{
	struct asker a = { w, ours, d, p, d->framework.version[1] == '4' };
	struct credential_source *s = out->sources;

	*out = (struct whose){
		.order = a.v4 ? order_of_v4 : order_of_v3, .used = -1, .refused = -1,
		.count = (int)(a.v4 ? sizeof order_of_v4 / sizeof *order_of_v4 : sizeof order_of_v3 / sizeof *order_of_v3),
	};
	from_default(&a, &s[FROM_DEFAULT]);
	from_answer(&a, o, &s[FROM_FILE], &s[FROM_OPTION]);
	from_keys(&a, &s[FROM_KEYS], "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
	from_profile(&a, &s[FROM_PROFILE], "AWS_PROFILE");
	if (!a.v4) {
		from_keys(&a, &s[FROM_STAGE_KEYS], of_stage(&a, "ACCESS_KEY_ID"), of_stage(&a, "SECRET_ACCESS_KEY"));
		from_profile(&a, &s[FROM_STAGE_PROFILE], of_stage(&a, "PROFILE"));
	}
	for (int i = 0; i < out->count; i++) {
		int name = (int)out->order[i];

		if (s[name].present && s[name].usable)
			out->used = name;
		if (s[name].present && s[name].problem && out->refused < 0)
			out->refused = name;
	}
}

int whose_counts(const struct whose *whose)
{
	int used = -1;

	for (int i = 0; i < whose->count; i++) {
		enum source_name name = whose->order[i];
		const struct credential_source *c = &whose->sources[name];

		if (c->present && (c->usable || c->profile.p) && !(name == FROM_PROFILE && !c->dotenv) && name != FROM_DEFAULT)
			used = (int)name;
	}
	return used;
}
