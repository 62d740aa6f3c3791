#include "deciding/envfile.h"

#include <string.h>

#include "resolving/property.h"

enum { MAX_ENVFILE = 1 << 20 };

enum outcome envfile_wanted(struct resolver *r, bool *on)
{
	struct node *n = NULL;
	enum outcome o = resolve_property(r, "useDotenv", &n);

	*on = o == FOUND && property_true(n);
	return o == MISSING ? FOUND : o;
}

static const char *person(void *data, const char *name)
{
	struct resolver *r = data;

	return ours_person(r->w, r->ours, name);
}

/* What was missing while the stage was decided must not appear now. */
static bool check_conflict(struct resolver *r, struct dotenv *d)
{
	for (size_t i = 0; i < r->missed_count; i++) {
		const struct dotenv_entry *e = dotenv_find(d, r->missed[i]);

		if (e && e->value.n)
			return trouble_error(&r->w->troubles, (struct place){ d->path, e->line, 0 },
					     "set it in the shell, or do not use it for the stage",
					     "%s decides about the stage, and is set only here: the Framework refuses this", e->key.p);
	}
	return true;
}

static bool use(struct resolver *r, const char *path, struct text bytes)
{
	struct dotenv *d = arena_alloc(r->w->arena, sizeof *d);
	const struct dotenv_entry *bad;

	d->path = path;
	dotenv_parse(r->w->arena, bytes, d);
	if (!dotenv_expand(r->w->arena, d, r->serverless3 ? DOTENV_RIGHTMOST : DOTENV_LEFTMOST, person, r, &bad))
		return trouble_error(&r->w->troubles, (struct place){ path, bad->line, 0 }, "write it without the reference",
				     "the value of %s grows without end when it is expanded", bad->key.p);
	r->dotenv = d;
	return check_conflict(r, d);
}

bool envfile_load(struct resolver *r, struct text stage)
{
	const char *names[] = { arena_format(r->w->arena, ".env.%s", stage.p), ".env" };

	for (size_t i = 0; i < 2; i++) {
		const char *path = world_join(r->w, r->directory, names[i]);
		struct text bytes;
		enum read_result result = world_read(r->w, r->w->arena, path, MAX_ENVFILE, &bytes);

		if (result == READ_OK)
			return use(r, path, bytes);
		if (result != READ_MISSING)
			return trouble_error(&r->w->troubles, (struct place){ path, 0, 0 }, "mend or remove it", "%s",
					     read_result_text(result));
	}
	return true;
}
