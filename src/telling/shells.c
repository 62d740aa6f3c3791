#include "telling/shells.h"

#include <string.h>

#include "snippets.inc"

#define BRACKET_WRAPPING "! \\builtin typeset -f __slsenv_wrapping >/dev/null || __slsenv_wrapping"
#define BRACKET_FIRST \
	"{ __slsenv_flags=$-; \\builtin set +x; } 2>/dev/null\n__slsenv_status=0\n" \
	"if [[ -z ${__slsenv_again-} ]]; then\n\t\\builtin eval \"$(__SLSENV_FIRST=1 ", \
	" </dev/null)\" || __slsenv_status=$?\nfi\ncase $__slsenv_flags in *x*) \\builtin set -x ;; esac\n\\builtin unset -v __slsenv_flags\n" \
	"[[ $__slsenv_status -eq 0 ]] || (exit \"$__slsenv_status\")\n"

static const struct {
	const char *name;
	const char *set;        /* before NAME */
	const char *equals;     /* between NAME and the value */
	const char *unset;      /* before NAME */
	const char *local_set;  /* a variable of this shell only */
	const unsigned char *snippet;
	const char *rc_line, *rc_file;
	const char *say[2];     /* around a quoted line */
	const char *wrapping;   /* the snippet's function that puts its wrappers right, if it has one */
	const char *once[2];    /* around the program and its arguments, for the first answer */
} dialects[DIALECT_COUNT] = {
	[DIALECT_BASH] = { "bash", "\\builtin export ", "=", "\\builtin unset -v ", "", snippet_bash, "eval \"$(slsenv)\"",
		"~/.bashrc", { "[[ $- == *i* ]] || \\builtin printf '%s\\n' ", " >&2\n" }, BRACKET_WRAPPING,
		{ BRACKET_FIRST } },
	[DIALECT_ZSH] = { "zsh", "\\builtin export ", "=", "\\builtin unset -v ", "\\builtin typeset -g ", snippet_zsh,
		"eval \"$(slsenv)\"", "~/.zshrc", { "[[ -o interactive ]] || \\builtin printf '%s\\n' ", " >&2\n" }, BRACKET_WRAPPING,
		{ BRACKET_FIRST } },
	[DIALECT_FISH] = { "fish", "builtin set -gx ", " ", "builtin set -eg ", "builtin set -g ", snippet_fish,
		"status is-interactive; and slsenv | source",
		"~/.config/fish/config.fish", { "status is-interactive; or builtin printf '%s\\n' ", " >&2\n" },
		"functions -q __slsenv_wrapping; and __slsenv_wrapping",
		{ "if builtin test -z \"$__slsenv_again\"\n\tset -l fish_trace\n\teval \"$(__SLSENV_FIRST=1 ", " </dev/null)\"\nend\n" } },
	[DIALECT_POSIX] = { "posix", "export ", "=", "unset ", NULL, NULL, "eval \"$(slsenv)\"", "your script",
		{ "printf '%s\\n' ", " >&2\n" }, NULL,
		{ "{ __slsenv_flags=$-; set +x; } 2>/dev/null\n__slsenv_status=0\neval \"$(__SLSENV_FIRST=1 ",
		" </dev/null)\" || __slsenv_status=$?\ncase $__slsenv_flags in *x*) set -x ;; esac\nunset __slsenv_flags\n"
		"[ \"$__slsenv_status\" -eq 0 ] || (exit \"$__slsenv_status\")\n" } },
};

enum dialect shell_named(const char *name)
{
	static const struct {
		const char *name;
		enum dialect dialect;
	} known[] = {
		{ "bash", DIALECT_BASH }, { "zsh", DIALECT_ZSH },   { "fish", DIALECT_FISH }, { "posix", DIALECT_POSIX },
		{ "sh", DIALECT_POSIX },  { "dash", DIALECT_POSIX }, { "ash", DIALECT_POSIX }, { "ksh", DIALECT_POSIX },
		{ "ksh93", DIALECT_POSIX }, { "mksh", DIALECT_POSIX }, { "yash", DIALECT_POSIX }, { "busybox", DIALECT_POSIX },
		{ "rbash", DIALECT_BASH }, { "rzsh", DIALECT_ZSH }, { "lksh", DIALECT_POSIX }, { "oksh", DIALECT_POSIX },
	};
	const char *slash = strrchr(name, '/');

	name = slash ? slash + 1 : name;
	name += *name == '-';
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(name, known[i].name) == 0)
			return known[i].dialect;
	return DIALECT_COUNT;
}

const char *shell_name(enum dialect d)
{
	return dialects[d].name;
}

const char *shell_rc_line(enum dialect d)
{
	return dialects[d].rc_line;
}

const char *shell_rc_file(enum dialect d)
{
	return dialects[d].rc_file;
}

struct text shell_snippet(struct arena *a, enum dialect d, const char *program)
{
	static const char mark[] = "::SLSENV::";
	struct build b = { .arena = a };
	const char *rest = (const char *)dialects[d].snippet, *hole;

	if (!rest)
		return TEXT("");
	while ((hole = strstr(rest, mark))) {
		build_bytes(&b, rest, (size_t)(hole - rest));
		quote(&b, d, text_of(program));
		rest = hole + sizeof mark - 1;
	}
	build_string(&b, rest);
	return build_done(&b);
}

struct text shell_completion(struct arena *a, enum dialect d)
{
	static const unsigned char *const all[DIALECT_COUNT] = {
		[DIALECT_BASH] = completion_bash, [DIALECT_ZSH] = completion_zsh, [DIALECT_FISH] = completion_fish,
	};

	return all[d] ? text_copy(a, text_of((const char *)all[d])) : TEXT("");
}

static void one_change(struct build *b, enum dialect d, const struct change *c)
{
	build_string(b, c->value.p ? dialects[d].set : dialects[d].unset);
	build_string(b, c->name);
	if (c->value.p) {
		build_string(b, dialects[d].equals);
		quote(b, d, c->value);
	}
	build_char(b, '\n');
}

void shell_changes(struct build *b, enum dialect d, const struct plan *p)
{
	for (size_t i = 0; i < p->count; i++)
		one_change(b, d, &p->changes[i]);
}

static void own_variable(struct build *b, enum dialect d, const char *name, struct text value)
{
	build_string(b, dialects[d].local_set);
	build_string(b, name);
	build_string(b, dialects[d].equals);
	quote(b, d, value);
	build_char(b, '\n');
}

void shell_bookkeeping(struct build *b, enum dialect d, const struct plan *p, const struct guard *g, const struct bookkeeping *k)
{
	if (!dialects[d].local_set)
		return;
	own_variable(b, d, "__slsenv_saved", p->saved);
	own_variable(b, d, "__slsenv_said", k->said);
	own_variable(b, d, "__slsenv_names", p->names);
	own_variable(b, d, "__slsenv_segment", k->segment);
	own_variable(b, d, "__slsenv_unlocked", k->unlocked);
	own_variable(b, d, "__slsenv_wraps", k->wraps);
	own_variable(b, d, "__slsenv_wrap", k->wrap);
	own_variable(b, d, "__slsenv_wrap_profile", k->wrap_profile);
	guard_write(b, d, g);
	build_format(b, "%s%s\n", dialects[d].wrapping, k->first ? " quiet" : " aloud");
}

void shell_first(struct build *b, enum dialect d, const char *program, char *const *arguments)
{
	build_string(b, dialects[d].once[0]);
	quote(b, d, text_of(program));
	build_format(b, " hook %s", dialects[d].name);
	for (; *arguments; arguments++) {
		build_char(b, ' ');
		quote(b, d, text_of(*arguments));
	}
	build_string(b, dialects[d].once[1]);
}

void shell_status_unless_interactive(struct build *b, enum dialect d, int status)
{
	static const char *const tests[DIALECT_COUNT] = {
		[DIALECT_BASH] = "[[ $- == *i* ]] || ", [DIALECT_ZSH] = "[[ -o interactive ]] || ", [DIALECT_FISH] = NULL,
		[DIALECT_POSIX] = "",
	};

	/* fish has no errexit, and no way to set a status without a process */
	if (status && tests[d])
		build_format(b, "%s(exit %d)\n", tests[d], status);
}

void shell_say_unless_interactive(struct build *b, enum dialect d, struct text line)
{
	build_string(b, dialects[d].say[0]);
	quote(b, d, line);
	build_string(b, dialects[d].say[1]);
}
