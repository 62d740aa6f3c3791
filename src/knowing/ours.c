#include "knowing/ours.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_STAGE_PROFILES = 100 };

static const struct {
	const char *name;
	bool secret;
} exported[EXPORT_COUNT] = {
	[EXPORT_ACCESS_KEY_ID] = { "AWS_ACCESS_KEY_ID", false },
	[EXPORT_SECRET_ACCESS_KEY] = { "AWS_SECRET_ACCESS_KEY", true },
	[EXPORT_SESSION_TOKEN] = { "AWS_SESSION_TOKEN", true },
	[EXPORT_SECURITY_TOKEN] = { "AWS_SECURITY_TOKEN", true },
	[EXPORT_PROFILE] = { "AWS_PROFILE", false },
	[EXPORT_DEFAULT_PROFILE] = { "AWS_DEFAULT_PROFILE", false },
	[EXPORT_REGION] = { "AWS_REGION", false },
	[EXPORT_DEFAULT_REGION] = { "AWS_DEFAULT_REGION", false },
	[EXPORT_EXPIRATION] = { "AWS_CREDENTIAL_EXPIRATION", false },
	[EXPORT_ACCOUNT] = { "AWS_ACCOUNT_ID", false },
	[EXPORT_SCOPE] = { "AWS_CREDENTIAL_SCOPE", false },
};

const char *export_variable(enum export_name e)
{
	return exported[e].name;
}

/* "1.SALT.FIELD.FIELD...": a fingerprint, "-" for what we unset, "!" for what the person changed since, "" for untouched. */
static enum owner owner_of(const struct ours *o, const char *live, struct text field)
{
	char print[7];

	if (!field.n)
		return PERSONS;
	if (text_is(field, "!"))
		return CHANGED;
	if (text_is(field, "-"))
		return live ? CHANGED : OURS;
	if (!live)
		return CHANGED;
	fingerprint_text(o->salt, text_of(live), print);
	return text_is(field, print) ? OURS : CHANGED;
}

static struct text next_field(struct text *rest, char separator)
{
	const char *end = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
	size_t n = end ? (size_t)(end - rest->p) : rest->n;
	struct text field = text_slice(*rest, 0, n);

	*rest = text_slice(*rest, end ? n + 1 : n, rest->n);
	return field;
}

/* ---- those of stages ----------------------------------------------------------------------------------------------- */

bool ours_is_stage_profile(const char *name)
{
	static const char before[] = "AWS_", after[] = "_PROFILE";
	size_t n = strlen(name);

	if (n < sizeof before + sizeof after - 1 || strncmp(name, before, 4) != 0 || strcmp(name + n - 8, after) != 0 ||
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != n)
		return false;
	for (int i = 0; i < EXPORT_COUNT; i++)
		if (strcmp(name, exported[i].name) == 0)
			return false;
	return true;
}

struct ours_variable *ours_stage_profile(struct world *w, struct ours *o, const char *name)
{
	for (size_t i = EXPORT_COUNT; i < o->count; i++)
		if (strcmp(name, o->variables[i].name) == 0)
			return &o->variables[i];
	o->variables = arena_grow(w->arena, o->variables, o->count, &o->capacity, sizeof *o->variables);
	o->variables[o->count] = (struct ours_variable){ .name = name, .live = world_environment(w, name) };
	return &o->variables[o->count++];
}

void ours_copy(struct world *w, const struct ours *o, struct ours *out)
{
	*out = *o;
	out->variables = arena_array(w->arena, o->count, sizeof *out->variables);
	out->capacity = o->count;
	memcpy(out->variables, o->variables, o->count * sizeof *out->variables);
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

/* The fixed ones by their place, those of stages as "NAME:FIELD". */
static void read_mark(struct world *w, struct ours *o)
{
	const char *mark = w->as_is ? NULL : world_environment(w, "SLSENV_MARK");
	struct text rest = mark ? text_of(mark) : TEXT("");
	struct text version = next_field(&rest, '.'), salt = next_field(&rest, '.');

	if (!text_is(version, "1") || salt.n != 16)
		return;
	o->any = true;
	o->salt = strtoull(arena_copy(w->arena, salt.p, salt.n), NULL, 16);
	for (int i = 0; i < EXPORT_COUNT; i++)
		o->variables[i].owner = owner_of(o, o->variables[i].live, next_field(&rest, '.'));
	while (rest.n && o->count < EXPORT_COUNT + MAX_STAGE_PROFILES) {
		struct text field = next_field(&rest, '.'), name = next_field(&field, ':');
		const char *variable = arena_copy(w->arena, name.p, name.n);

		if (text_is(name, "@"))
			o->chosen_in = field;
		if (ours_is_stage_profile(variable)) {
			struct ours_variable *v = ours_stage_profile(w, o, variable);

			v->owner = owner_of(o, v->live, field);
		}
	}
}

/* "NAME:u" was unset, "NAME:vVALUE" had that value, "NAME:kFILE" is kept in that file. */
static void read_saved_entry(struct world *w, struct ours *o, struct text entry)
{
	struct text name = next_field(&entry, ':');

	for (size_t i = 0; i < o->count; i++) {
		struct ours_variable *v = &o->variables[i];
		struct text rest;

		if (!text_is(name, v->name) || v->owner == PERSONS || !entry.n)
			continue;
		rest = text_decode(w->arena, text_slice(entry, 1, entry.n));
		if (v->owner == CHANGED) {
			if (v->live && entry.p[0] == 'v' && text_is(rest, v->live))
				v->owner = PERSONS;
			continue;
		}
		v->saved = true;
		v->before = entry.p[0] == 'v' ? rest.p : NULL;
		v->kept_in = entry.p[0] == 'k' && !strchr(rest.p, '/') ? rest.p : NULL;
	}
}

/* Nobody's keys: the snippets write "0" over those of a guarded stage for a command that is run when its time is over, so that it
 * does not find another profile's instead. */
static void read_wiped(struct ours *o)
{
	static const enum export_name keys[] = { EXPORT_ACCESS_KEY_ID, EXPORT_SECRET_ACCESS_KEY };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct ours_variable *v = &o->variables[keys[i]];

		if (v->live && strcmp(v->live, "0") == 0)
			v->owner = OURS;
	}
}

void ours_read(struct world *w, bool fresh, struct ours *o)
{
	const char *saved = world_environment(w, "__SLSENV_SAVED");
	struct text rest = saved ? text_of(saved) : TEXT("");

	*o = (struct ours){ .count = EXPORT_COUNT, .capacity = EXPORT_COUNT };
	o->variables = arena_array(w->arena, EXPORT_COUNT, sizeof *o->variables);
	for (int i = 0; i < EXPORT_COUNT; i++)
		o->variables[i] = (struct ours_variable){
			.name = exported[i].name, .secret = exported[i].secret, .live = world_environment(w, exported[i].name),
		};
	read_mark(w, o);
	read_wiped(o);
	while (rest.n)
		read_saved_entry(w, o, next_field(&rest, ' '));
	for (size_t i = 0; fresh && i < o->count; i++)
		if (o->variables[i].owner == CHANGED)
			o->variables[i].owner = PERSONS;
}

const char *ours_person(struct world *w, const struct ours *o, const char *name)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(name, o->variables[i].name) == 0 && o->variables[i].owner == OURS)
			return o->variables[i].saved ? o->variables[i].before : NULL;
	return world_environment(w, name);
}

/* ---- writing ------------------------------------------------------------------------------------------------------- */

static void write_field(struct build *b, uint64_t salt, const struct ours_variable *v)
{
	char print[7];

	if (v->owner == CHANGED) {
		build_char(b, '!');
	} else if (v->owner == OURS && !v->live) {
		build_char(b, '-');
	} else if (v->owner == OURS) {
		fingerprint_text(salt, text_of(v->live), print);
		build_string(b, print);
	}
}

struct text ours_mark(struct world *w, const struct ours *o)
{
	uint64_t salt = o->any ? o->salt : world_random(w);
	struct build b = { .arena = w->arena };
	bool any = o->chosen_in.p != NULL;

	build_format(&b, "1.%016llx", (unsigned long long)salt);
	for (size_t i = 0; i < o->count; i++) {
		const struct ours_variable *v = &o->variables[i];

		any = any || v->owner != PERSONS;
		if (i < EXPORT_COUNT)
			build_char(&b, '.');
		else if (v->owner != PERSONS)
			build_format(&b, ".%s:", v->name);
		write_field(&b, salt, v);
	}
	if (o->chosen_in.p)
		build_format(&b, ".@:%s", arena_copy(w->arena, o->chosen_in.p, o->chosen_in.n));
	return any ? build_done(&b) : TEXT_NONE;
}

/* That a stage's variable was not there goes without saying: nothing else is ever replaced but an empty one. */
static bool is_worth_saving(const struct ours *o, size_t i)
{
	const struct ours_variable *v = &o->variables[i];

	return v->owner == OURS && v->saved && (i < EXPORT_COUNT || v->before);
}

struct text ours_saved(struct arena *a, const struct ours *o)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < o->count; i++) {
		const struct ours_variable *v = &o->variables[i];

		if (!is_worth_saving(o, i))
			continue;
		build_format(&b, "%s%s:", b.n ? " " : "", v->name);
		if (v->kept_in)
			build_format(&b, "k%s", v->kept_in);
		else if (v->before)
			build_format(&b, "v%s", text_encode(a, text_of(v->before)).p);
		else
			build_char(&b, 'u');
	}
	return build_done(&b);
}
