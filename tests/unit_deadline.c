/* Does every shell look again when the answer's time is up, and not before?
 *
 * A guard with nothing in it but a deadline, in each shell that is installed; also where a shell has no EPOCHSECONDS.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "program.h"
#include "telling/guard.h"

/* `ends` waits, at most half a minute, until the answer is no longer fresh. */
#define BRACKET "eval \"$(cat \"$CODE\")\"; "
#define BRACKET_NOW "__slsenv_fresh && echo fresh || echo stale"
#define BRACKET_ENDS "until ! __slsenv_fresh; do sleep 0.1; done; echo stale"
static const struct {
	const char *name, *program;
	enum dialect dialect;
	const char *before, *evaluate, *now, *ends;
} shells[] = {
	{ "bash", "bash", DIALECT_BASH, "set -eu; ", BRACKET, BRACKET_NOW, BRACKET_ENDS },
	{ "bash, no EPOCHSECONDS", "bash", DIALECT_BASH, "set -eu; unset EPOCHSECONDS; ", BRACKET, BRACKET_NOW, BRACKET_ENDS },
	{ "zsh", "zsh", DIALECT_ZSH, "setopt err_exit nounset; ", BRACKET, BRACKET_NOW, BRACKET_ENDS },
	{ "zsh, no module, SECONDS a float", "zsh", DIALECT_ZSH, "module_path=(); typeset -F SECONDS; ", BRACKET, BRACKET_NOW, BRACKET_ENDS },
	{ "fish", "fish", DIALECT_FISH, "", "cat $CODE | source; ", "__slsenv_fresh; and echo fresh; or echo stale",
	  "while __slsenv_fresh; sleep 0.1; end; echo stale" },
};

static void answers(size_t shell, int64_t seconds, bool wait, const char *expected)
{
	struct world *w = world_posix_new();
	const char *dir = program_directory(w->arena);
	char *script = arena_format(w->arena, "%s%s%s", shells[shell].before, shells[shell].evaluate, wait ? shells[shell].ends : shells[shell].now);
	char *const words[] = { arena_string(w->arena, shells[shell].program), (char[]){ "-c" }, script, NULL };
	char *const environment[] = { arena_format(w->arena, "PATH=%s", getenv("PATH")), arena_format(w->arena, "HOME=%s", dir),
				arena_format(w->arena, "CODE=%s/code", dir), NULL };
	struct plan p = { .count = 0 };
	struct guard g;
	struct build b = { .arena = w->arena };
	struct answered got;

	assert_int_equal(setenv("XDG_RUNTIME_DIR", dir, 1), 0);
	w->cwd = NULL;
	world_deadline(w, time(NULL) + seconds + 100);
	world_deadline(w, time(NULL) + seconds);
	guard_make(w, &p, &g);
	g.conditions[0] = g.conditions[g.count - 1]; /* without $PWD */
	g.count = 1;
	guard_write(&b, shells[shell].dialect, &g);
	program_file(w->arena, dir, TEXT("code"), build_done(&b));
	got = program_run(w->arena, dir, words, environment);
	assert_string_equal(got.err.p, "");
	assert_string_equal(got.out.p, expected);
	program_remove(dir);
	world_posix_free(w);
}

static void ends_in_time(void **state)
{
	size_t shell = *(const size_t *)*state;

	answers(shell, 3600, false, "fresh\n");
	answers(shell, 3, true, "stale\n");
	answers(shell, 0, false, "stale\n");
	answers(shell, -3600, false, "stale\n");
}

int main(void)
{
	enum { SHELLS = sizeof shells / sizeof *shells };
	static size_t numbers[SHELLS];
	struct CMUnitTest tests[SHELLS];
	size_t count = 0;

	for (size_t i = 0; i < SHELLS; i++) {
		numbers[i] = i;
		if (program_is_installed(shells[i].program))
			tests[count++] = (struct CMUnitTest){ shells[i].name, ends_in_time, NULL, NULL, &numbers[i] };
		else
			print_message("# no %s here\n", shells[i].program);
	}
	return _cmocka_run_group_tests("deadline", tests, count, NULL, NULL) != 0;
}
