#include "knowing/nosuchprofile.h"

#include <string.h>

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("_-./@%+:,", c));
}

const char *profile_word(struct arena *a, struct text name)
{
	struct build b = { .arena = a };
	struct text shown = text_show(a, name, 0);
	bool plain = shown.n > 0;

	for (size_t i = 0; i < shown.n; i++)
		plain = plain && is_plain(shown.p[i]);
	build_string(&b, plain ? "" : "'");
	for (size_t i = 0; i < shown.n; i++)
		build_string(&b, shown.p[i] == '\'' ? "'\\''" : (char[]){ shown.p[i], 0 });
	build_string(&b, plain ? "" : "'");
	return build_done(&b).p;
}

/* The next letter or digit at or behind *i, in lower case; 0 at the end. */
static int next_sign(struct text t, size_t *i)
{
	while (*i < t.n) {
		unsigned char c = (unsigned char)t.p[(*i)++];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
			return c;
		if (c >= 'A' && c <= 'Z')
			return c - 'A' + 'a';
	}
	return 0;
}

/* The same letters and digits, whatever their case and whatever stands between them? */
static bool sounds_like(struct text a, struct text b)
{
	size_t i = 0, k = 0;
	int x, y;

	do {
		x = next_sign(a, &i);
		y = next_sign(b, &k);
	} while (x && x == y);
	return x == y;
}

/* "profile dev" for dev: what stands in the credentials file of somebody used to the config file. */
static bool is_prefixed(struct text found, struct text name)
{
	return text_starts(found, "profile ") && text_equal(text_slice(found, 8, found.n), name);
}

static const char *suggest_profile(struct world *w, const struct profiles *p, struct text name)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct profile *q = &p->list[i];

		if (is_prefixed(q->name, name) && q->credentials)
			return arena_format(w->arena, "write [%s] without \"profile\" in line %u of %s",
					    text_show(w->arena, name, 0).p, q->credentials->line, p->credentials_path);
		if (sounds_like(q->name, name))
			return arena_format(w->arena, "did you mean %s?", profile_word(w->arena, q->name));
	}
	return NULL;
}

/* [dev] in the config file, where it has to be [profile dev]. */
static const char *suggest_section(struct world *w, const struct profiles *p, struct text name)
{
	const struct ini_section *s = ini_section(&p->config, name);

	return !s ? NULL : arena_format(w->arena, "write [profile %s] in line %u of %s",
					profile_word(w->arena, name), s->line, p->config_path);
}

/* A header that is not finished may be the very one. */
static const char *suggest_repair(struct world *w, const struct ini_file *f, const char *path)
{
	for (size_t i = 0; i < f->problem_count; i++)
		if (f->problems[i].code == INI_BAD_HEADER)
			return arena_format(w->arena, "repair the section header in line %u of %s",
					    f->problems[i].line, path);
	return NULL;
}

static const char *looked_in(struct world *w, const char *path, enum read_result r)
{
	return !path[0] ? "no file" : arena_format(w->arena, r == READ_OK ? "%s" : "%s (no such file)", path);
}

bool profile_not_found(struct world *w, const struct profiles *p, struct text name, struct place at)
{
	const char *todo = suggest_profile(w, p, name);

	if (!todo)
		todo = suggest_section(w, p, name);
	if (!todo)
		todo = suggest_repair(w, &p->credentials, p->credentials_path);
	if (!todo)
		todo = suggest_repair(w, &p->config, p->config_path);
	if (!todo && (!name.n || text_is(name, "DEFAULT")))
		todo = "correct it: no profile can be called so";
	if (!todo)
		todo = arena_format(w->arena, "create it: slsenv configure --profile %s", profile_word(w->arena, name));
	return trouble_error(&w->troubles, at, todo, "the config profile (%s) could not be found in %s or %s",
			     text_show(w->arena, name, 0).p, looked_in(w, p->credentials_path, p->credentials_result),
			     looked_in(w, p->config_path, p->config_result));
}
