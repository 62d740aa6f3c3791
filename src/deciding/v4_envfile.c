#include "deciding/v4_envfile.h"

enum { MAX_ENVFILE = 1 << 20 };

/* What cannot be read is passed over in silence. */
static bool load(struct resolver *r, struct dotenv *all, const char *path)
{
	struct dotenv one = { .path = path };
	struct text bytes;
	enum read_result result = world_read(r->w, r->w->arena, path, MAX_ENVFILE, &bytes);

	if (result == READ_TOO_LARGE || result == READ_FAILED)
		return trouble_error(&r->w->troubles, (struct place){ path, 0, 0 }, "mend or remove it", "%s", read_result_text(result));
	if (result != READ_OK)
		return true;
	dotenv_parse(r->w->arena, bytes, &one);
	dotenv_add(r->w->arena, all, &one);
	r->dotenv = all;
	return true;
}

static bool load_both(struct resolver *r, struct dotenv *all, const char *dir, struct text stage)
{
	return load(r, all, world_join(r->w, dir, arena_format(r->w->arena, ".env.%s", stage.p))) &&
	       load(r, all, world_join(r->w, dir, ".env"));
}

/* A file, or a directory that holds the two. */
static bool load_named(struct resolver *r, struct dotenv *all, const struct node *n, struct text stage)
{
	const char *path;

	if (n->kind != NODE_STRING || text_has_nul(n->text))
		return true;
	path = world_join(r->w, r->directory, n->text.p);
	if (world_facts(r->w, path).kind == FILE_DIRECTORY)
		return load_both(r, all, path, stage);
	return load(r, all, path);
}

bool v4_envfile_load(struct decision *d, struct resolver *r)
{
	const struct node *n = node_get(d->config, "useDotenv");
	struct dotenv *all = arena_alloc(r->w->arena, sizeof *all);
	bool fine;

	d->dotenv_wanted = !(n && n->kind == NODE_BOOLEAN && !n->boolean);
	if (!d->dotenv_wanted)
		return true;
	all->path = world_join(r->w, r->directory, ".env");
	fine = load_both(r, all, r->directory, d->stage.value);
	if (n && n->kind == NODE_STRING)
		fine = fine && load_named(r, all, n, d->stage.value);
	for (size_t i = 0; n && n->kind == NODE_LIST && i < n->count; i++)
		fine = fine && load_named(r, all, n->entries[i].value, d->stage.value);
	d->dotenv = r->dotenv;
	return fine;
}
