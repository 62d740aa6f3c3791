#include "ground/world.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static size_t slot_of(const char *name)
{
	size_t h = 5381;

	while (*name)
		h = h * 33 + (unsigned char)*name++;
	return h % 256;
}

static struct question *asked(const struct world *w, enum question_kind kind, const char *name)
{
	for (struct question *q = w->index[slot_of(name)]; q; q = q->same_hash)
		if (q->kind == kind && strcmp(q->name, name) == 0)
			return q;
	return NULL;
}

static struct question *note(struct world *w, enum question_kind kind, const char *name)
{
	struct question *q = arena_alloc(w->arena, sizeof *q);

	q->kind = kind;
	q->name = arena_string(w->arena, name);
	if (w->log_last)
		w->log_last->next = q;
	else
		w->log = q;
	w->log_last = q;
	q->same_hash = w->index[slot_of(name)];
	w->index[slot_of(name)] = q;
	return q;
}

const char *world_environment(struct world *w, const char *name)
{
	const struct question *known = asked(w, ASKED_ENVIRONMENT, name);
	struct question *q;
	const char *value;

	if (known)
		return known->value;
	q = note(w, ASKED_ENVIRONMENT, name);
	value = w->ops->environment(w, name);
	q->value = value ? arena_string(w->secrets, value) : NULL;
	return q->value;
}

const char *world_join(struct world *w, const char *dir, const char *name)
{
	size_t n = strlen(dir), m = strlen(name);
	char *path;

	if (name[0] == '/')
		return name;
	n -= n && dir[n - 1] == '/';
	path = arena_alloc(w->arena, n + m + 2);
	memcpy(path, dir, n);
	path[n] = '/';
	memcpy(path + n + 1, name, m);
	return path;
}

static struct question *ask_file(struct world *w, const char *path, bool follow)
{
	enum question_kind kind = follow ? ASKED_FILE : ASKED_LINK;
	struct question *known, *q;

	path = world_join(w, w->cwd ? w->cwd : "/", path);
	known = asked(w, kind, path);
	if (known)
		return known;
	q = note(w, kind, path);
	w->ops->facts(w, path, follow, &q->facts);
	q->readable = q->facts.kind != FILE_MISSING && w->ops->readable(w, path);
	return q;
}

struct file_facts world_facts(struct world *w, const char *path)
{
	return ask_file(w, path, true)->facts;
}

struct file_facts world_link_facts(struct world *w, const char *path)
{
	return ask_file(w, path, false)->facts;
}

void world_watch(struct world *w, const char *path)
{
	ask_file(w, path, true)->was_read = true;
}

static enum read_result missing_result(int error)
{
	static const struct {
		int error;
		enum read_result result;
	} table[] = {
		{ ENOENT, READ_MISSING }, { ENOTDIR, READ_MISSING }, { ELOOP, READ_LOOP }, { EACCES, READ_DENIED },
		{ EPERM, READ_DENIED },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].error == error)
			return table[i].result;
	return READ_FAILED;
}

enum read_result world_read(struct world *w, struct arena *a, const char *path, size_t limit, struct text *out)
{
	struct question *q = ask_file(w, path, true);

	*out = TEXT_NONE;
	q->was_read = true;
	switch (q->facts.kind) {
	case FILE_MISSING:
		return missing_result(q->facts.error);
	case FILE_DIRECTORY:
		return READ_DIRECTORY;
	case FILE_LINK:
	case FILE_OTHER:
		return READ_SPECIAL;
	case FILE_REGULAR:
		break;
	}
	if (q->facts.size > limit)
		return READ_TOO_LARGE;
	return w->ops->read(w, a, q->name, limit, out);
}

struct names {
	struct world *w;
	struct text *list;
	size_t count, cap;
};

static void add_name(void *data, const char *name)
{
	struct names *n = data;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return;
	n->list = arena_grow(n->w->arena, n->list, n->count, &n->cap, sizeof *n->list);
	n->list[n->count++] = text_of(arena_string(n->w->arena, name));
}

static int by_name(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

bool world_list(struct world *w, const char *path, struct text **names, size_t *count)
{
	struct question *q = ask_file(w, path, true);
	struct names n = { .w = w };

	q->was_read = true;
	if (q->facts.kind != FILE_DIRECTORY || !w->ops->list(w, q->name, add_name, &n))
		return false;
	if (n.count)
		qsort(n.list, n.count, sizeof *n.list, by_name);
	*names = n.list;
	*count = n.count;
	return true;
}

const char *world_physical(struct world *w, const char *path)
{
	return w->ops->physical(w, world_join(w, w->cwd ? w->cwd : "/", path));
}

struct remembered {
	const char *name;
	void *what;
	struct remembered *next;
};

void *world_recall(struct world *w, const char *name)
{
	for (const struct remembered *r = w->remembered; r; r = r->next)
		if (strcmp(r->name, name) == 0)
			return r->what;
	return NULL;
}

void world_remember(struct world *w, const char *name, void *what)
{
	struct remembered *r = arena_alloc(w->arena, sizeof *r);

	*r = (struct remembered){ arena_string(w->arena, name), what, w->remembered };
	w->remembered = r;
}

int64_t world_now(struct world *w)
{
	return w->ops->now(w);
}

void world_deadline(struct world *w, int64_t when)
{
	if (!w->deadline || when < w->deadline)
		w->deadline = when;
}

uint64_t world_random(struct world *w)
{
	return w->ops->random(w);
}

const char *read_result_text(enum read_result r)
{
	static const char *const texts[] = {
		[READ_OK] = "was read",
		[READ_MISSING] = "does not exist",
		[READ_LOOP] = "is a loop of symbolic links",
		[READ_DENIED] = "may not be read (permission denied)",
		[READ_DIRECTORY] = "is a directory",
		[READ_SPECIAL] = "is not a regular file",
		[READ_TOO_LARGE] = "is too large",
		[READ_FAILED] = "cannot be read",
	};

	return texts[r];
}
