#include "obtaining/lent.h"

#include <errno.h>
#include <string.h>

#include "ground/living.h"
#include "ground/store.h"

/* Of another machine or namespace nothing can be seen. Temporary keys live for 36 hours at most. */
enum { DAYS_ELSEWHERE = 2 };

static const char prefix[] = "lent.";

static const char *file_of(struct world *w, const char *owner)
{
	return arena_format(w->arena, "%s%s", prefix, owner);
}

/* The Framework's parser cuts lines at a # or ; behind a blank, and takes no bracket in a name. */
static bool fits(struct text t, const char *never)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.p[i] < 0x20 || strchr(never, t.p[i]) || (i && strchr("#;", t.p[i]) && t.p[i - 1] == ' '))
			return false;
	return t.n && t.p[0] != ' ' && t.p[t.n - 1] != ' ' && !strchr("#;", t.p[0]);
}

static void section(struct build *b, const struct credential *c, struct text name)
{
	build_format(b, "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n", name.p, c->access_key_id.p, c->secret_access_key.p);
	if (c->session_token.n)
		build_format(b, "aws_session_token = %s\n", c->session_token.p);
}

static bool is_among(struct text name, const struct text *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(name, names[i]))
			return true;
	return false;
}

const char *lent_write(struct world *w, const char *owner, const struct credential *c, const struct text *names, size_t count)
{
	const char *dir = store_runtime_directory(w), *name = file_of(w, owner);
	struct build b = { .arena = w->secrets };

	if (!dir) {
		trouble_error(&w->troubles, NOWHERE, "set XDG_RUNTIME_DIR or HOME", "no private place for the keys that Serverless v3 needs in a file");
		return NULL;
	}
	if (!fits(c->access_key_id, "") || !fits(c->secret_access_key, "") || (c->session_token.n && !fits(c->session_token, ""))) {
		trouble_error(&w->troubles, c->at, NULL, "Serverless v3 cannot read these keys from a file");
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		if (fits(names[i], "[]") && !is_among(names[i], names, i))
			section(&b, c, names[i]);
	if (store_write(w, dir, name, build_done(&b)))
		return world_join(w, dir, name);
	trouble_error(&w->troubles, (struct place){ dir, 0, 0 }, "mend its owner and mode (0700)",
		      "the keys that Serverless v3 needs in a file cannot be kept here: %s", strerror(errno));
	return NULL;
}

void lent_tidy(struct world *w, const char *owner)
{
	const char *dir = store_runtime_directory(w);

	if (living_look(w, owner) == LIVING_ELSEWHERE)
		return;
	while (!living_wait(w, owner, -1))
		continue;
	if (dir && living_look(w, owner) == LIVING_NO)
		store_remove(w, dir, file_of(w, owner));
}

struct sweep {
	struct world *w;
	const char *dir;
};

static bool is_left(const struct sweep *s, const char *name)
{
	struct file_facts f;

	switch (living_look(s->w, name + sizeof prefix - 1)) {
	case LIVING_YES:
		break;
	case LIVING_NO:
		return true;
	case LIVING_ELSEWHERE:
		s->w->ops->facts(s->w, world_join(s->w, s->dir, name), false, &f);
		return f.seconds < world_now(s->w) - (int64_t)DAYS_ELSEWHERE * 86400;
	}
	return false;
}

static void sweep_one(void *data, const char *name)
{
	const struct sweep *s = data;

	if (strncmp(name, prefix, sizeof prefix - 1) == 0 && is_left(s, name))
		store_remove(s->w, s->dir, arena_string(s->w->arena, name));
}

void lent_sweep(struct world *w)
{
	struct sweep s = { w, store_runtime_directory(w) };

	if (s.dir)
		w->ops->list(w, s.dir, sweep_one, &s);
}
