#include "knowing/ours.h"

#include <stdlib.h>
#include <string.h>

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

static void read_mark(struct world *w, struct ours *o)
{
	const char *mark = world_environment(w, "SLSENV_MARK");
	struct text rest = mark ? text_of(mark) : TEXT("");
	struct text version = next_field(&rest, '.'), salt = next_field(&rest, '.');

	if (!text_is(version, "1") || salt.n != 16)
		return;
	o->any = true;
	o->salt = strtoull(arena_copy(w->arena, salt.p, salt.n), NULL, 16);
	for (int i = 0; i < EXPORT_COUNT; i++)
		o->variables[i].owner = owner_of(o, o->variables[i].live, next_field(&rest, '.'));
}

/* "NAME:u" was unset, "NAME:vVALUE" had that value, "NAME:kFILE" is kept in that file. */
static void read_saved_entry(struct world *w, struct ours *o, struct text entry)
{
	struct text name = next_field(&entry, ':');

	for (int i = 0; i < EXPORT_COUNT; i++) {
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

void ours_read(struct world *w, bool fresh, struct ours *o)
{
	const char *saved = world_environment(w, "__SLSENV_SAVED");
	struct text rest = saved ? text_of(saved) : TEXT("");

	*o = (struct ours){ .any = false };
	for (int i = 0; i < EXPORT_COUNT; i++)
		o->variables[i] = (struct ours_variable){
			.name = exported[i].name, .secret = exported[i].secret, .live = world_environment(w, exported[i].name),
		};
	read_mark(w, o);
	while (rest.n)
		read_saved_entry(w, o, next_field(&rest, ' '));
	for (int i = 0; fresh && i < EXPORT_COUNT; i++)
		if (o->variables[i].owner == CHANGED)
			o->variables[i].owner = PERSONS;
}

const char *ours_person(struct world *w, const struct ours *o, const char *name)
{
	for (int i = 0; i < EXPORT_COUNT; i++)
		if (strcmp(name, o->variables[i].name) == 0 && o->variables[i].owner == OURS)
			return o->variables[i].saved ? o->variables[i].before : NULL;
	return world_environment(w, name);
}

struct text ours_mark(struct arena *a, uint64_t salt, const struct ours_variable *v)
{
	struct build b = { .arena = a };
	char print[7];

	build_format(&b, "1.%016llx", (unsigned long long)salt);
	for (int i = 0; i < EXPORT_COUNT; i++) {
		build_char(&b, '.');
		if (v[i].owner == CHANGED) {
			build_char(&b, '!');
		} else if (v[i].owner == OURS && !v[i].live) {
			build_char(&b, '-');
		} else if (v[i].owner == OURS) {
			fingerprint_text(salt, text_of(v[i].live), print);
			build_string(&b, print);
		}
	}
	return build_done(&b);
}

struct text ours_saved(struct arena *a, const struct ours_variable *v)
{
	struct build b = { .arena = a };

	for (int i = 0; i < EXPORT_COUNT; i++) {
		if (v[i].owner != OURS || !v[i].saved)
			continue;
		build_format(&b, "%s%s:", b.n ? " " : "", v[i].name);
		if (v[i].kept_in)
			build_format(&b, "k%s", v[i].kept_in);
		else if (v[i].before)
			build_format(&b, "v%s", text_encode(a, text_of(v[i].before)).p);
		else
			build_char(&b, 'u');
	}
	return build_done(&b);
}
