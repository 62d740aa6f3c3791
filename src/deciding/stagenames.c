#include "deciding/stagenames.h"

#include <string.h>

#include "deciding/stage.h"
#include "deciding/stageplace.h"
#include "resolving/source.h"

enum { MAX_LOOKS = 150 };

/* "config." and ".yml" around the stage, in a part of a path or address. */
struct pattern {
	struct text before, after;
};

static bool has(const struct text *list, size_t count, struct text t)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(list[i], t))
			return true;
	return false;
}

void stagenames_add(struct world *w, struct stagenames *s, struct text name)
{
	if (!name.n || has(s->list, s->count, name))
		return;
	if (s->count == STAGENAMES_MOST) {
		s->more = true;
		return;
	}
	s->list = arena_grow(w->arena, s->list, s->count, &s->capacity, sizeof *s->list);
	s->list[s->count++] = name;
}

/* Full, and it is known that there would be more. */
static bool is_done(const struct stagenames *s)
{
	return s->more && s->count == STAGENAMES_MOST;
}

/* The same for two stages is looked for once. */
static bool is_new(struct world *w, struct stagenames *s, struct text where)
{
	if (has(s->looked, s->looked_count, where))
		return false;
	s->looked = arena_grow(w->arena, s->looked, s->looked_count, &s->looked_capacity, sizeof *s->looked);
	s->looked[s->looked_count++] = where;
	return true;
}

/* What stands for the stage in `name`; absent: it does not fit, or is a place for all stages. */
static struct text stage_in(struct world *w, const struct pattern *p, struct text name)
{
	struct text t;

	if (name.n <= p->before.n + p->after.n || memcmp(name.p, p->before.p, p->before.n) != 0 ||
	    memcmp(name.p + name.n - p->after.n, p->after.p, p->after.n) != 0)
		return TEXT_NONE;
	t = text_copy(w->arena, text_slice(name, p->before.n, name.n - p->after.n));
	return text_is(t, "default") ? TEXT_NONE : t;
}

static bool is_any(const struct decision *d)
{
	return strcmp(d->framework.package, "serverless") == 0;
}

static void add_keys(struct world *w, struct stagenames *s, const struct decision *d, const struct node *map, const struct pattern *p)
{
	for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count && !is_done(s); i++) {
		struct text name = stage_in(w, p, map->entries[i].key);

		if (name.p && stage_valid(name, is_any(d)))
			stagenames_add(w, s, name);
	}
}

/* Where the part between two separators that holds `at` begins and ends. */
static void part_around(struct text t, size_t at, char separator, size_t *from, size_t *to)
{
	const char *end = memchr(t.p + at, separator, t.n - at);

	for (*from = at; *from && t.p[*from - 1] != separator; --*from)
		;
	*to = end ? (size_t)(end - t.p) : t.n;
}

/* ---- keys ------------------------------------------------------------------------------------------------------------- */

/* The value at the first `n` bytes of an address, the last dot left out. */
static const struct node *value_at(const struct node *n, struct text address, size_t end)
{
	for (size_t from = 0, to; n && from < end; from = to + 1) {
		const char *dot = memchr(address.p + from, '.', address.n - from);
		const struct node_entry *e;

		to = dot ? (size_t)(dot - address.p) : address.n;
		e = node_entry(n, text_slice(address, from, to));
		n = e ? e->value : NULL;
	}
	return n;
}

static void keys_at(struct world *w, struct stagenames *s, const struct decision *d, const struct stage_asked *q, size_t place)
{
	const struct node *n = d->config;
	size_t from, to;

	part_around(q->address, q->places[place].from, '.', &from, &to);
	if (q->path.p)
		n = source_file_content(w, source_file_path(w->arena, d->service.directory, q->path));
	add_keys(w, s, d, value_at(n, q->address, from),
		 &(struct pattern){ text_slice(q->address, from, q->places[place].from), text_slice(q->address, q->places[place].to, to) });
}

/* ---- files ------------------------------------------------------------------------------------------------------------ */

/* The path with another stage in all of its places. */
static struct text path_with(struct world *w, const struct stage_asked *q, struct text stage)
{
	struct build b = { .arena = w->arena };
	size_t at = 0;

	for (size_t i = 0; i < q->count; i++) {
		if (!q->places[i].in_path)
			continue;
		build_text(&b, text_slice(q->path, at, q->places[i].from));
		build_text(&b, stage);
		at = q->places[i].to;
	}
	build_text(&b, text_slice(q->path, at, q->path.n));
	return build_done(&b);
}

static bool is_word_name(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '.' || (unsigned char)t.p[i] < 0x21 || t.p[i] == 0x7f)
			return false;
	return true;
}

/* Is there such a file for the stage? With its name alone in the last part, it was just seen. */
static bool is_there(struct world *w, const struct decision *d, const struct stage_asked *q, bool seen, struct text stage)
{
	return seen || world_facts(w, source_file_path(w->arena, d->service.directory, path_with(w, q, stage))).kind == FILE_REGULAR;
}

static void files_at(struct world *w, struct stagenames *s, const struct decision *d, const struct stage_asked *q, size_t place)
{
	struct pattern p;
	struct text *names;
	const char *dir;
	size_t from, to, count, looks = 0, places = 0;

	part_around(q->path, q->places[place].from, '/', &from, &to);
	p = (struct pattern){ text_slice(q->path, from, q->places[place].from), text_slice(q->path, q->places[place].to, to) };
	dir = source_file_path(w->arena, d->service.directory, from ? text_copy(w->arena, text_slice(q->path, 0, from)) : TEXT("."));
	if (!is_new(w, s, text_format(w->arena, "%s/%.*s*%.*s", dir, (int)p.before.n, p.before.p, (int)(q->path.n - q->places[place].to),
				      q->path.p + q->places[place].to)))
		return;
	for (size_t i = 0; i < q->count; i++)
		places += q->places[i].in_path;
	if (!world_list(w, dir, &names, &count))
		return;
	for (size_t i = 0; i < count && !is_done(s); i++) {
		struct text name = stage_in(w, &p, names[i]);
		bool seen = to == q->path.n && places == 1;

		if (!name.p || !is_word_name(name) || !stage_valid(name, is_any(d)) || has(s->list, s->count, name))
			continue;
		if (!seen && looks++ == MAX_LOOKS) {
			s->more = true;
			return;
		}
		if (is_there(w, d, q, seen, name))
			stagenames_add(w, s, name);
	}
}

/* ---- .env.STAGE ------------------------------------------------------------------------------------------------------- */

/* Files that show what belongs into a .env, by their usual names. */
static bool is_pattern_file(struct text name)
{
	return text_is(name, "example") || text_is(name, "sample") || text_is(name, "template") || text_is(name, "dist");
}

/* Beside the configuration: from one of them may come a stage's profile, or its keys. v4 reads them unasked, but there exported keys
 * do not win, and the directory of each service would have to be watched for it. */
static void dotenvs(struct world *w, struct stagenames *s, const struct decision *d)
{
	struct pattern p = { TEXT(".env."), TEXT("") };
	struct text *names;
	size_t count;

	if (!d->dotenv_wanted || (d->framework.version[1] == '4' && !d->framework.doubtful) ||
	    !is_new(w, s, text_format(w->arena, "%s/.env.*", d->service.directory)) || !world_list(w, d->service.directory, &names, &count))
		return;
	for (size_t i = 0; i < count && !is_done(s); i++) {
		struct text name = stage_in(w, &p, names[i]);

		if (name.p && is_word_name(name) && stage_valid(name, is_any(d)) && !is_pattern_file(name))
			stagenames_add(w, s, name);
	}
}

/* ---- all of it -------------------------------------------------------------------------------------------------------- */

static void hints_of(struct world *w, struct stagenames *s, const struct decision *d, const struct hop *h)
{
	struct stage_asked q;

	for (size_t i = 0; stage_asked(w->arena, h, i, d->stage.value, &q); i++)
		for (size_t k = 0; k < q.count; k++)
			(q.places[k].in_path ? files_at : keys_at)(w, s, d, &q, k);
}

void stagenames_hints(struct world *w, struct stagenames *s, const struct decision *d)
{
	const struct hop **all = NULL;
	size_t count = 0, capacity = 0;

	for (const struct hop *h = d->hops; h && d->stage.value.n; h = h->made) {
		all = arena_grow(w->arena, all, count, &capacity, sizeof *all);
		all[count++] = h;
	}
	while (count-- && !is_done(s))
		hints_of(w, s, d, all[count]);
	dotenvs(w, s, d);
	add_keys(w, s, d, node_get(d->config, "params"), &(struct pattern){ TEXT(""), TEXT("") });
	if (d->framework.version[1] == '4')
		add_keys(w, s, d, node_get(d->config, "stages"), &(struct pattern){ TEXT(""), TEXT("") });
}
