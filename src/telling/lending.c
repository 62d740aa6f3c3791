#include "telling/lending.h"

#include <string.h>

#include "deciding/stagename.h"
#include "ground/living.h"
#include "knowing/jsprofile.h"
#include "obtaining/lent.h"

/* The profiles that v3 will ask for on its way, and what it finds there must be these keys. */
struct asked_for {
	struct text names[MAX_LENT];
	size_t count;
	bool refused; /* one of them it cannot use */
	bool merged;  /* one of them osls may look up in the config file as well */
	bool read;    /* the keys will come from the file, not from what is exported */
};

static void ask_for(struct world *w, const struct standing *s, struct text name, bool merged, struct asked_for *out)
{
	out->names[out->count++] = name;
	out->refused = out->refused || !js_profile(w, s->profiles, name).exists;
	out->merged = out->merged || merged;
}

/* What --aws-profile says among the words of a script, which may hand it on. */
static const char *option_of(char *const *arguments)
{
	static const char option[] = "--aws-profile";
	size_t n = sizeof option - 1;

	for (; *arguments; arguments++)
		if (strncmp(*arguments, option, n) == 0 && (*arguments)[n] == '=')
			return *arguments + n + 1;
		else if (strcmp(*arguments, option) == 0)
			return arguments[1];
	return NULL;
}

static void change(struct lending *l, const char *name, struct text value)
{
	l->changes[l->count++] = (struct change){ name, value };
}

static bool leads_elsewhere(const struct standing *s, const struct credential_source *c)
{
	return c->present && !text_equal(c->profile, s->profile);
}

/* The command is not slsenv: it does not know the profile that slsenv was given. */
static void what_it_asks(struct world *w, const struct standing *s, enum named named, struct lending *l, struct asked_for *out)
{
	struct options own = s->options;
	struct whose whose;
	const struct credential_source *stage = &whose.sources[FROM_STAGE_PROFILE];

	own.profile = (struct option_value){ .value = TEXT_NONE };
	whose_credentials(w, &own, &s->ours, &s->decision, s->profiles, &whose);
	if (whose.sources[FROM_FILE].present && named != NAMED_BY_COMMAND)
		ask_for(w, s, whose.sources[FROM_FILE].profile, false, out);
	if (whose.sources[FROM_PROFILE].present && whose.sources[FROM_PROFILE].dotenv)
		ask_for(w, s, whose.sources[FROM_PROFILE].profile, true, out);
	if (named == NAMED && (leads_elsewhere(s, stage) || whose.sources[FROM_STAGE_KEYS].present ||
			       (whose.sources[FROM_PROFILE].dotenv && leads_elsewhere(s, &whose.sources[FROM_PROFILE])))) {
		change(l, stage->name, s->profile);
		ask_for(w, s, s->profile, true, out);
	} else if (stage->present) {
		ask_for(w, s, stage->profile, true, out);
	}
	out->read = stage->present || l->count > 0;
}

/* From the config file osls's newer clients would take the role, and ask for it themselves. */
static bool is_role(const struct standing *s)
{
	const struct profile *p = profile_find(s->profiles, s->profile);

	return p && (profile_get(s->profiles, p, "source_profile").value.n || profile_get(s->profiles, p, "credential_source").value.n);
}

/* Keys that are exported nobody can renew: the stage's variable outranks them, and the file is read again. */
static void prefer_file(struct world *w, const struct standing *s, struct lending *l, struct asked_for *a)
{
	if (!s->credential.expires || a->read || is_role(s))
		return;
	change(l, stage_variable(w->arena, s->decision.stage.value, "PROFILE"), s->profile);
	ask_for(w, s, s->profile, false, a);
	a->read = true;
}

bool lending_make(struct world *w, const struct standing *s, enum named named, char *const *arguments, struct lending *out)
{
	struct asked_for a = { .count = 0 };
	const char *option = option_of(arguments), *path;

	*out = (struct lending){ .count = 0 };
	if (!state_has_keys(s->state) || s->decision.decided != DECIDED || s->decision.framework.version[1] == '4')
		return true;
	what_it_asks(w, s, named, out, &a);
	if (named == NAMED_BY_COMMAND || (option && text_is(s->profile, option)))
		ask_for(w, s, s->profile, true, &a);
	a.read = a.read || named == NAMED_BY_COMMAND;
	if (!a.refused)
		return true;
	prefer_file(w, s, out, &a);
	memcpy(out->names, a.names, sizeof a.names);
	out->name_count = a.count;
	out->renewable = s->credential.expires && a.read;
	out->owner = living_self(w);
	path = lent_write(w, out->owner, &s->credential, a.names, a.count);
	change(out, "AWS_SHARED_CREDENTIALS_FILE", text_of(path));
	/* With it v3 would merge the config file's half of the profile in; so does osls by itself. */
	change(out, "AWS_SDK_LOAD_CONFIG", TEXT_NONE);
	if (a.merged)
		change(out, "AWS_CONFIG_FILE", TEXT("/dev/null"));
	return path != NULL;
}
