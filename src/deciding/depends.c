#include "deciding/depends.h"

#include <string.h>

enum { MAX_DEPENDS = 300, MAX_SOURCE = 1 << 20 };

struct list {
	struct world *w;
	const char **paths;
	size_t count, capacity;
};

static void add(struct list *l, const char *path)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->paths[i], path) == 0)
			return;
	if (l->count >= MAX_DEPENDS)
		return;
	l->paths = arena_grow(l->w->arena, l->paths, l->count, &l->capacity, sizeof *l->paths);
	l->paths[l->count++] = path;
}

/* "./x" may be x, x.js, x.ts, ... or x/index.js; what exists, or what is named if nothing does. */
static void add_module(struct list *l, const char *dir, struct text name)
{
	static const char *const endings[] = {
		"", ".js", ".ts", ".mjs", ".cjs", ".json", ".mts", ".cts", ".yml", ".yaml", "/index.js", "/index.ts",
	};
	const char *base = world_join(l->w, dir, arena_copy(l->w->arena, name.p, name.n));

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		const char *path = arena_format(l->w->arena, "%s%s", base, endings[i]);

		if (world_facts(l->w, path).kind == FILE_REGULAR) {
			add(l, path);
			return;
		}
	}
	add(l, base);
}

static bool ends_word(char c)
{
	return c == '\'' || c == '"' || c == '`' || c == ')' || c == '\n' || c == '}' || c == ',' || c == ' ';
}

/* Every text that begins like a relative path behind a quote or a parenthesis: more than is needed does no harm. */
static void scan(struct list *l, const char *dir, struct text t)
{
	for (size_t i = 1; i + 2 < t.n; i++) {
		char before = t.p[i - 1];
		size_t to = i;

		if (t.p[i] != '.' || !(before == '\'' || before == '"' || before == '`' || before == '('))
			continue;
		if (t.p[i + 1] != '/' && !(t.p[i + 1] == '.' && t.p[i + 2] == '/'))
			continue;
		while (to < t.n && !ends_word(t.p[to]))
			to++;
		if (to - i < 500 && !memchr(t.p + i, '$', to - i) && !memchr(t.p + i, 0, to - i))
			add_module(l, dir, text_slice(t, i, to));
		i = to;
	}
}

static const char *directory_of(struct world *w, const char *path)
{
	return arena_copy(w->arena, path, (size_t)(strrchr(path, '/') - path));
}

static void add_pins(struct list *l, const char *directory, struct text stage)
{
	static const char *const names[] = {
		"package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "npm-shrinkwrap.json",
		"node_modules/.package-lock.json", "tsconfig.json", ".env",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		add(l, world_join(l->w, directory, names[i]));
	if (stage.n)
		add(l, world_join(l->w, directory, arena_format(l->w->arena, ".env.%s", stage.p)));
}

void depends_find(struct world *w, const char *directory, const char *file, struct text stage, const char ***paths, size_t *count)
{
	struct list l = { .w = w };
	struct text bytes;

	add(&l, file);
	add_pins(&l, directory, stage);
	for (size_t i = 0; i < l.count; i++) {
		bool pinned = i > 0 && strstr(l.paths[i], "lock");

		if (world_read(w, w->arena, l.paths[i], MAX_SOURCE, &bytes) != READ_OK || pinned)
			continue;
		scan(&l, directory_of(w, l.paths[i]), bytes);
		scan(&l, directory, bytes); /* file() is relative to the service */
	}
	*paths = l.paths;
	*count = l.count;
}

struct text depends_signature(struct world *w, const char *const *paths, size_t count)
{
	struct build b = { .arena = w->arena };

	for (size_t i = 0; i < count; i++) {
		struct file_facts f = world_facts(w, paths[i]);

		build_format(&b, "%s %d %llu %lld.%ld\n", text_encode(w->arena, text_of(paths[i])).p, (int)f.kind,
			     (unsigned long long)f.size, (long long)f.seconds, f.nanoseconds);
	}
	return build_done(&b);
}
