#include "telling/guard.h"

#include <errno.h>
#include <string.h>

#include "ground/store.h"

enum { RACY_SECONDS = 2, MANY_STAMPS = 500 };

static void add(struct world *w, struct guard *g, enum condition_kind kind, const char *name, struct text value)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->conditions[i].kind == kind && strcmp(g->conditions[i].name, name) == 0)
			return;
	g->conditions = arena_grow(w->arena, g->conditions, g->count, &g->capacity, sizeof *g->conditions);
	g->conditions[g->count++] = (struct condition){ kind, name, value };
}

/* ---- variables ------------------------------------------------------------------------------------------------------ */

static bool is_identifier(const char *s)
{
	if (!*s || (*s >= '0' && *s <= '9'))
		return false;
	for (; *s; s++)
		if (*s != '_' && !(*s >= '0' && *s <= '9') && !((*s | 32) >= 'a' && (*s | 32) <= 'z'))
			return false;
	return true;
}

/* Our own bookkeeping, and what no shell changes. */
static bool is_bookkeeping(const char *name)
{
	return strncmp(name, "__SLSENV_", 9) == 0 || strcmp(name, "SLSENV_MARK") == 0;
}

/* By its name, as log filters do it: rather one too many than a password in a function's text. */
static bool may_be_secret(const char *name)
{
	static const char *const parts[] = { "SECRET", "TOKEN", "PASS", "PRIVATE", "CREDENTIALS", "APIKEY", "API_KEY" };
	static const char *const paths[] = { "AWS_SHARED_CREDENTIALS_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "SLSENV_CREDENTIALS" };

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (strcmp(name, paths[i]) == 0)
			return false;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcasestr(name, parts[i]))
			return true;
	return false;
}

static void add_variable(struct world *w, struct guard *g, const struct plan *p, const struct question *q)
{
	if (is_bookkeeping(q->name) || !is_identifier(q->name))
		return;
	for (size_t i = 0; i < p->after.count; i++) {
		const struct ours_variable *v = &p->after.variables[i];

		if (strcmp(q->name, v->name) != 0)
			continue;
		add(w, g, v->secret ? SECRET_IS : VALUE_IS, v->name, text_of(v->live));
		return;
	}
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(q->name, p->changes[i].name) == 0) {
			add(w, g, VALUE_IS, q->name, p->changes[i].value);
			return;
		}
	add(w, g, may_be_secret(q->name) ? SECRET_IS : VALUE_IS, q->name, text_of(q->value));
}

/* ---- files ---------------------------------------------------------------------------------------------------------- */

static void count_stamp(void *data, const char *name)
{
	*(size_t *)data += strncmp(name, "stamp.", 6) == 0;
}

/* Another shell that misses its stamp looks again, once, and makes it anew. */
static void sweep(struct world *w, const char *dir)
{
	size_t stamps = 0;

	w->ops->list(w, dir, count_stamp, &stamps);
	if (stamps > MANY_STAMPS)
		store_sweep(w, dir, "stamp.", 0);
}

/* The path of an empty file with exactly this time; NULL when there cannot be one. */
static const char *stamp(struct world *w, const struct file_facts *f)
{
	const char *dir = store_runtime_directory(w), *name, *path;
	struct file_facts there;

	if (!dir)
		return NULL;
	name = arena_format(w->arena, "stamp.%lld.%09ld", (long long)f->seconds, f->nanoseconds);
	path = world_join(w, dir, name);
	w->ops->facts(w, path, false, &there);
	if (there.kind != FILE_REGULAR || there.owner != w->user) {
		if (!store_stamp(w, dir, name, f->seconds, f->nanoseconds))
			return NULL;
		sweep(w, dir);
		w->ops->facts(w, path, false, &there);
	}
	return there.seconds == f->seconds && there.nanoseconds == f->nanoseconds ? path : NULL;
}

static bool is_racy(struct world *w, const struct file_facts *f)
{
	int64_t now = world_now(w);

	return f->seconds > now - RACY_SECONDS && f->seconds <= now + RACY_SECONDS;
}

/* Written by slsenv itself, and always as a whole (ground/store.h): never twice within one tick of the clock, so that neither its age
 * nor its directory says anything. */
static bool is_own(struct world *w, const char *path)
{
	const char *dir = store_runtime_directory(w);
	size_t n = dir ? strlen(dir) : 0;

	return n && strncmp(path, dir, n) == 0 && path[n] == '/';
}

static void add_time(struct world *w, struct guard *g, const char *path, const struct file_facts *f)
{
	const char *of = g->off || (is_racy(w, f) && !is_own(w, path)) ? NULL : stamp(w, f);

	g->off = g->off || !of;
	add(w, g, SAME_TIME, path, text_of(of));
}

/* A file that was read, and its directory: renaming another file over it changes that. But not HOME, where shells keep their
 * histories and nothing is ever quiet. */
static void add_read(struct world *w, struct guard *g, const struct question *q)
{
	const char *slash = strrchr(q->name, '/'), *home = w->ops->environment(w, "HOME");
	const char *dir = slash == q->name ? "/" : arena_copy(w->arena, q->name, (size_t)(slash - q->name));
	const char *physical = w->ops->physical(w, q->name);
	struct file_facts f;

	add(w, g, q->readable ? READABLE : NOT_READABLE, q->name, TEXT_NONE);
	add_time(w, g, q->name, &q->facts);
	if (physical && strcmp(physical, q->name) != 0)
		add(w, g, SAME_FILE, q->name, text_of(physical));
	if ((home && strcmp(dir, home) == 0) || is_own(w, q->name))
		return;
	w->ops->facts(w, dir, true, &f);
	if (f.kind == FILE_DIRECTORY)
		add_time(w, g, dir, &f);
}

/* Where nothing is, nothing can be below it: the uppermost directory that is not there stands for all that was looked for in it. */
static const char *topmost_missing(struct world *w, const struct question *q)
{
	const char *name = q->name, *slash;
	struct file_facts f = q->facts;

	while (f.kind == FILE_MISSING && f.error == ENOENT && (slash = strrchr(name, '/')) && slash != name) {
		const char *parent = arena_copy(w->arena, name, (size_t)(slash - name));

		w->ops->facts(w, parent, false, &f);
		if (f.kind == FILE_MISSING)
			name = parent;
	}
	return name;
}

static void add_file(struct world *w, struct guard *g, const struct question *q)
{
	if (q->facts.kind == FILE_MISSING)
		add(w, g, NOT_THERE, topmost_missing(w, q), TEXT_NONE);
	else if (q->was_read && q->kind == ASKED_FILE)
		add_read(w, g, q);
	else
		add(w, g, THERE, q->name, TEXT_NONE);
}

static void add_deadline(struct world *w, struct guard *g)
{
	const struct file_facts then = { .kind = FILE_REGULAR, .seconds = w->deadline };
	const char *of = w->deadline > g->now ? stamp(w, &then) : NULL;

	if (!w->deadline)
		return;
	g->off = g->off || !of;
	add(w, g, UNTIL, of ? of : "", text_format(w->arena, "%lld", (long long)w->deadline));
}

void guard_make(struct world *w, const struct plan *p, struct guard *out)
{
	const char *here = w->ops->environment(w, "PWD");

	*out = (struct guard){ .off = false, .now = world_now(w) };
	add(w, out, VALUE_IS, "PWD", text_of(here ? here : w->cwd ? w->cwd : ""));
	/* The same path may be another directory by now. */
	if (w->cwd)
		add(w, out, SAME_FILE, ".", text_of(w->cwd));
	for (const struct question *q = w->log; q; q = q->next)
		if (q->kind == ASKED_ENVIRONMENT)
			add_variable(w, out, p, q);
		else
			add_file(w, out, q);
	add_deadline(w, out);
}
