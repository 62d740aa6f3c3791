#include "telling/guard.h"

#include <string.h>

static void quoted(struct build *b, enum dialect d, const char *s)
{
	quote(b, d, text_of(s));
}

/* What holds as long as the answer stands, for bash and zsh. */
static void write_bracket(struct build *b, enum dialect d, const struct condition *c)
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
	case SAME_TIME:
		build_string(b, "! ");
		quoted(b, d, c->name);
		build_string(b, " -nt ");
		quote(b, d, c->value);
		build_string(b, " && ! ");
		quoted(b, d, c->name);
		build_string(b, " -ot ");
		quote(b, d, c->value);
		return;
	case SAME_FILE:
		quoted(b, d, c->name);
		build_string(b, " -ef ");
		quote(b, d, c->value);
		return;
	case UNTIL:
		build_format(b, "${EPOCHSECONDS:-$((SECONDS + ${__slsenv_clock:-0}))} -lt %s", c->value.p);
		return;
	case VALUE_IS:
	case SECRET_IS:
		return;
	}
	quoted(b, d, c->name);
}

static bool has_deadline(const struct guard *g)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->conditions[i].kind == UNTIL)
			return true;
	return false;
}

/* EPOCHSECONDS is bash 5 and zsh's module; elsewhere SECONDS, which a person may set, and what it must be added to. */
static void write_clock(struct build *b, enum dialect d, const struct guard *g)
{
	if (!has_deadline(g))
		return;
	if (d == DIALECT_ZSH)
		build_string(b, "\\builtin zmodload zsh/datetime 2>/dev/null || \\builtin :\n\\builtin typeset -g ");
	build_format(b, "__slsenv_clock=$((%lld - SECONDS))\n", (long long)g->now);
}

/* The variables, as one text. The shell takes it itself when it has made the changes: so a variable that is not exported, which
 * the program cannot see, is no change either. Of secrets only their length. */
static void write_seen(struct build *b, const struct guard *g)
{
	build_char(b, '"');
	for (size_t i = 0; i < g->count; i++)
		if (g->conditions[i].kind == VALUE_IS)
			build_format(b, "${%s+=}${%s-}:", g->conditions[i].name, g->conditions[i].name);
		else if (g->conditions[i].kind == SECRET_IS)
			build_format(b, "${%s+=${#%s}}:", g->conditions[i].name, g->conditions[i].name);
	build_char(b, '"');
}

static void write_bracket_function(struct build *b, enum dialect d, const struct guard *g)
{
	if (g->off) {
		build_string(b, "__slsenv_fresh() {\n\t\\builtin return 1\n}\n");
		return;
	}
	write_clock(b, d, g);
	build_string(b, d == DIALECT_ZSH ? "\\builtin typeset -g __slsenv_seen=" : "__slsenv_seen=");
	write_seen(b, g);
	/* [ and not [[: bash's nocasematch changes what == says there */
	build_string(b, "\n__slsenv_fresh() {\n\t\\builtin [ ");
	write_seen(b, g);
	build_string(b, " = \"${__slsenv_seen-}\" ]");
	for (size_t i = 0; i < g->count; i++) {
		if (g->conditions[i].kind == VALUE_IS || g->conditions[i].kind == SECRET_IS)
			continue;
		build_string(b, " &&\n\t[[ ");
		write_bracket(b, d, &g->conditions[i]);
		build_string(b, " ]]");
	}
	build_string(b, "\n}\n");
}

/* `text` has @ for the quoted name and # for the quoted value. */
static void write_filled(struct build *b, const char *text, const struct condition *c)
{
	for (; *text; text++)
		if (*text == '@')
			quoted(b, DIALECT_FISH, c->name);
		else if (*text == '#')
			quote(b, DIALECT_FISH, c->value);
		else
			build_char(b, *text);
}

static void write_test(struct build *b, const struct condition *c)
{
	static const char *const tests[] = {
		[NOT_THERE] = "not builtin test -e @; and not builtin test -L @", [THERE] = "builtin test -e @",
		[READABLE] = "builtin test -r @", [NOT_READABLE] = "not builtin test -r @",
		[SAME_TIME] = "not builtin test @ -nt #; and not builtin test @ -ot #", [SAME_FILE] = "builtin test @ -ef #",
		/* How long ago was the stamp's time? Negative until then. `path mtime` came with fish 3.6. */
		[UNTIL] = ("begin; if builtin -q path; string match -q -- '-*' (path mtime -R -- @); "
			   "else; builtin test (command date +%s) -lt #; end; end"),
	};

	if (c->kind != VALUE_IS && c->kind != SECRET_IS)
		write_filled(b, tests[c->kind], c);
	else if (!c->value.p)
		build_format(b, "not builtin set -qx %s", c->name);
	else
		build_format(b, "builtin set -qx %s", c->name);
	if (c->kind == VALUE_IS && c->value.p) {
		build_format(b, "; and builtin test \"$%s\" = ", c->name);
		quote(b, DIALECT_FISH, c->value);
	}
}

static void write_fish_function(struct build *b, const struct guard *g)
{
	build_string(b, "function __slsenv_fresh\n");
	if (g->off)
		build_string(b, "\treturn 1\n");
	for (size_t i = 0; i < g->count && !g->off; i++) {
		build_string(b, i ? "\tand " : "\t");
		write_test(b, &g->conditions[i]);
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
