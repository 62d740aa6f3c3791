#include "telling/guard.h"

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

static void add_variable(struct world *w, struct guard *g, const struct plan *p, const struct question *q)
{
	if (is_bookkeeping(q->name) || !is_identifier(q->name))
		return;
	for (int i = 0; i < EXPORT_COUNT; i++) {
		const struct ours_variable *v = &p->after[i];

		if (strcmp(q->name, v->name) != 0)
			continue;
		if (v->secret && v->live)
			add(w, g, IS_SET, v->name, TEXT_NONE);
		else
			add(w, g, VALUE_IS, v->name, text_of(v->live));
		return;
	}
	add(w, g, VALUE_IS, q->name, text_of(q->value));
}

/* ---- files ---------------------------------------------------------------------------------------------------------- */

struct newest {
	int64_t seconds;
	long nanoseconds;
};

static void add_time(struct world *w, struct guard *g, struct newest *n, const char *path, const struct file_facts *f)
{
	add(w, g, NOT_NEWER, path, TEXT_NONE);
	if (f->seconds < n->seconds || (f->seconds == n->seconds && f->nanoseconds <= n->nanoseconds))
		return;
	*n = (struct newest){ f->seconds, f->nanoseconds };
}

/* A file that was read, and its directory: renaming another file over it may bring an older time along. But not HOME, where shells
 * keep their histories and nothing is ever quiet. */
static void add_read(struct world *w, struct guard *g, struct newest *n, const struct question *q)
{
	const char *slash = strrchr(q->name, '/');
	const char *dir = slash == q->name ? "/" : arena_copy(w->arena, q->name, (size_t)(slash - q->name));
	const char *home = w->ops->environment(w, "HOME");
	struct file_facts f;

	add(w, g, q->readable ? READABLE : NOT_READABLE, q->name, TEXT_NONE);
	add_time(w, g, n, q->name, &q->facts);
	if (home && strcmp(dir, home) == 0)
		return;
	w->ops->facts(w, dir, true, &f);
	if (f.kind == FILE_DIRECTORY)
		add_time(w, g, n, dir, &f);
}

static void add_file(struct world *w, struct guard *g, struct newest *n, const struct question *q)
{
	if (q->facts.kind == FILE_MISSING)
		add(w, g, NOT_THERE, q->name, TEXT_NONE);
	else if (q->was_read && q->kind == ASKED_FILE)
		add_read(w, g, n, q);
	else
		add(w, g, THERE, q->name, TEXT_NONE);
}

static void count_stamp(void *data, const char *name)
{
	*(size_t *)data += strncmp(name, "stamp.", 6) == 0;
}

struct sweep {
	struct world *w;
	const char *dir;
};

static void remove_stamp(void *data, const char *name)
{
	struct sweep *s = data;

	if (strncmp(name, "stamp.", 6) == 0)
		store_remove(s->w, s->dir, arena_string(s->w->arena, name));
}

/* Another shell that misses its stamp looks again, once, and makes it anew. */
static void sweep(struct world *w, const char *dir)
{
	struct sweep s = { w, dir };
	size_t stamps = 0;

	w->ops->list(w, dir, count_stamp, &stamps);
	if (stamps > MANY_STAMPS)
		w->ops->list(w, dir, remove_stamp, &s);
}

static void stamp(struct world *w, struct guard *g, const struct newest *n)
{
	const char *dir = store_runtime_directory(w), *name;
	struct file_facts f;

	if (!n->seconds)
		return;
	g->off = n->seconds > world_now(w) - RACY_SECONDS || !dir;
	if (g->off)
		return;
	name = arena_format(w->arena, "stamp.%lld.%09ld", (long long)n->seconds, n->nanoseconds);
	g->stamp = world_join(w, dir, name);
	w->ops->facts(w, g->stamp, false, &f);
	if (f.kind == FILE_REGULAR && f.owner == (unsigned long)w->user)
		return;
	g->off = !store_stamp(w, dir, name, n->seconds, n->nanoseconds);
	sweep(w, dir);
}

void guard_make(struct world *w, const struct plan *p, struct guard *out)
{
	struct newest n = { 0, 0 };
	const char *here = w->ops->environment(w, "PWD");

	*out = (struct guard){ .off = false };
	add(w, out, VALUE_IS, "PWD", text_of(here ? here : w->cwd ? w->cwd : ""));
	for (const struct question *q = w->log; q; q = q->next)
		if (q->kind == ASKED_ENVIRONMENT)
			add_variable(w, out, p, q);
		else
			add_file(w, out, &n, q);
	stamp(w, out, &n);
}

/* ---- in a shell's tongue -------------------------------------------------------------------------------------------- */

static void quoted(struct build *b, enum dialect d, const char *s)
{
	quote(b, d, text_of(s));
}

/* What holds as long as the answer stands, for bash and zsh. */
static void write_bracket(struct build *b, enum dialect d, const struct guard *g, const struct condition *c)
{
	switch (c->kind) {
	case NOT_THERE:
		build_string(b, "! -e ");
		quoted(b, d, c->name);
		build_string(b, " && ! -L ");
		break;
	case THERE:
	case READABLE:
	case NOT_READABLE:
		build_string(b, c->kind == THERE ? "-e " : c->kind == READABLE ? "-r " : "! -r ");
		break;
	case NOT_NEWER:
		build_string(b, "! ");
		quoted(b, d, c->name);
		build_string(b, " -nt ");
		quoted(b, d, g->stamp);
		return;
	case VALUE_IS:
	case IS_SET:
		return;
	}
	quoted(b, d, c->name);
}

/* The variables, as one text. The shell takes it itself when it has made the changes: so a variable that is not exported, which
 * the program cannot see, is no change either. Of secrets only whether they are set. */
static void write_seen(struct build *b, const struct guard *g)
{
	build_char(b, '"');
	for (size_t i = 0; i < g->count; i++)
		if (g->conditions[i].kind == VALUE_IS)
			build_format(b, "${%s+=}${%s-}:", g->conditions[i].name, g->conditions[i].name);
		else if (g->conditions[i].kind == IS_SET)
			build_format(b, "${%s+=}:", g->conditions[i].name);
	build_char(b, '"');
}

static void write_bracket_function(struct build *b, enum dialect d, const struct guard *g)
{
	if (g->off) {
		build_string(b, "__slsenv_fresh() {\n\t\\builtin return 1\n}\n");
		return;
	}
	build_string(b, d == DIALECT_ZSH ? "\\builtin typeset -g __slsenv_seen=" : "__slsenv_seen=");
	write_seen(b, g);
	/* [ and not [[: bash's nocasematch changes what == says there */
	build_string(b, "\n__slsenv_fresh() {\n\t\\builtin [ ");
	write_seen(b, g);
	build_string(b, " = \"${__slsenv_seen-}\" ]");
	for (size_t i = 0; i < g->count; i++) {
		if (g->conditions[i].kind == VALUE_IS || g->conditions[i].kind == IS_SET)
			continue;
		build_string(b, " &&\n\t[[ ");
		write_bracket(b, d, g, &g->conditions[i]);
		build_string(b, " ]]");
	}
	build_string(b, "\n}\n");
}

static void write_test(struct build *b, const struct guard *g, const struct condition *c)
{
	static const char *const tests[] = {
		[NOT_THERE] = "not builtin test -e ", [THERE] = "builtin test -e ", [READABLE] = "builtin test -r ",
		[NOT_READABLE] = "not builtin test -r ", [NOT_NEWER] = "not builtin test ",
	};

	switch (c->kind) {
	case VALUE_IS:
		if (!c->value.p) {
			build_format(b, "not builtin set -qx %s", c->name);
			return;
		}
		build_format(b, "builtin set -qx %s; and builtin test \"$%s\" = ", c->name, c->name);
		quote(b, DIALECT_FISH, c->value);
		return;
	case IS_SET:
		build_format(b, "builtin set -qx %s", c->name);
		return;
	default:
		build_string(b, tests[c->kind]);
		quoted(b, DIALECT_FISH, c->name);
	}
	if (c->kind == NOT_THERE) {
		build_string(b, "; and not builtin test -L ");
		quoted(b, DIALECT_FISH, c->name);
	}
	if (c->kind == NOT_NEWER) {
		build_string(b, " -nt ");
		quoted(b, DIALECT_FISH, g->stamp);
	}
}

static void write_fish_function(struct build *b, const struct guard *g)
{
	build_string(b, "function __slsenv_fresh\n");
	if (g->off)
		build_string(b, "\treturn 1\n");
	for (size_t i = 0; i < g->count && !g->off; i++) {
		build_string(b, i ? "\tand " : "\t");
		write_test(b, g, &g->conditions[i]);
		build_char(b, '\n');
	}
	build_string(b, "end\n");
}

void guard_write(struct build *b, enum dialect d, const struct guard *g)
{
	if (d == DIALECT_FISH)
		write_fish_function(b, g);
	else if (d != DIALECT_POSIX)
		write_bracket_function(b, d, g);
}
