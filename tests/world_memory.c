#include "world_memory.h"

#include <errno.h>
#include <string.h>

static const struct memory_file *find(struct world *w, const char *path)
{
	const struct memory_world *m = w->data;

	for (size_t i = 0; i < m->file_count; i++)
		if (strcmp(m->files[i].path, path) == 0)
			return &m->files[i];
	return NULL;
}

static bool is_directory(struct world *w, const char *path)
{
	const struct memory_world *m = w->data;
	size_t n = strlen(path);

	for (size_t i = 0; i < m->file_count; i++)
		if (n == 1 || (strncmp(m->files[i].path, path, n) == 0 && m->files[i].path[n] == '/'))
			return true;
	return w->cwd && strcmp(path, w->cwd) == 0;
}

static const char *environment(struct world *w, const char *name)
{
	const struct memory_world *m = w->data;

	for (size_t i = 0; i < m->variable_count; i++)
		if (strcmp(m->variables[i].name, name) == 0)
			return m->variables[i].value;
	return NULL;
}

static void facts(struct world *w, const char *path, bool follow, struct file_facts *out)
{
	const struct memory_file *f = find(w, path);

	(void)follow;
	*out = (struct file_facts){ .kind = FILE_MISSING, .error = ENOENT };
	if (f)
		*out = (struct file_facts){ .kind = FILE_REGULAR, .size = f->bytes.n, .seconds = 1000, .mode = 0600 };
	else if (is_directory(w, path))
		*out = (struct file_facts){ .kind = FILE_DIRECTORY, .inode = 1, .seconds = 1000, .mode = 0700 };
}

static bool readable(struct world *w, const char *path)
{
	return find(w, path) || is_directory(w, path);
}

static enum read_result read_file(struct world *w, struct arena *a, const char *path, size_t limit, struct text *out)
{
	const struct memory_file *f = find(w, path);

	if (!f)
		return is_directory(w, path) ? READ_DIRECTORY : READ_MISSING;
	if (f->bytes.n > limit)
		return READ_TOO_LARGE;
	*out = (struct text){ arena_copy(a, f->bytes.p, f->bytes.n), f->bytes.n };
	return READ_OK;
}

static bool list(struct world *w, const char *path, void (*each)(void *, const char *), void *data)
{
	(void)each;
	(void)data;
	return is_directory(w, path);
}

static const char *physical(struct world *w, const char *path)
{
	return find(w, path) || is_directory(w, path) ? arena_string(w->arena, path) : NULL;
}

static int64_t now(struct world *w)
{
	(void)w;
	return 100000;
}

static uint64_t not_random(struct world *w)
{
	(void)w;
	return 4;
}

static const struct world_ops memory_ops = {
	environment, facts, readable, read_file, list, physical, now, not_random,
};

struct world *world_memory_new(struct memory_world *m, const char *cwd)
{
	struct arena *a = arena_new(0);
	struct world *w = arena_alloc(a, sizeof *w);

	w->ops = &memory_ops;
	w->data = m;
	w->arena = a;
	w->secrets = arena_new(1);
	w->troubles.arena = a;
	w->cwd = arena_string(a, cwd);
	return w;
}
