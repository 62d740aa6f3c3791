/* Does every shell read back exactly the text that was quoted for it?
 *
 * The code that sets a few hundred hostile values is evaluated in each shell that is installed, under two locales, and what
 * the shell then hands to its children is compared byte for byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "hostile.h"
#include "program.h"
#include "telling/shells.h"

/* A shell that evaluates what stands in the file $CODE as the snippets in shell/ do, then shows its environment. */
static const struct {
	const char *name;
	enum dialect dialect;
	const char *words[6];
} shells[] = {
	{ "bash", DIALECT_BASH, { "bash", "--norc", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "bash, posix", DIALECT_BASH, { "bash", "--posix", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "bash, strict", DIALECT_BASH, { "bash", "-c", "set -euBfC; shopt -s extglob; IFS=e; eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "bash, history", DIALECT_BASH, { "bash", "-c", "set -o history -o histexpand; eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "zsh", DIALECT_ZSH, { "zsh", "-f", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "zsh, odd options", DIALECT_ZSH,
	  { "zsh", "-f", "-c", "setopt ksharrays shwordsplit rcquotes cshjunkiequotes globsubst extendedglob banghist nounset; "
	    "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "zsh, as sh", DIALECT_ZSH, { "zsh", "-f", "-c", "emulate sh; eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "fish", DIALECT_FISH, { "fish", "--no-config", "-c", "cat $CODE | source; exec env -0" } },
	{ "sh", DIALECT_POSIX, { "sh", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "dash", DIALECT_POSIX, { "dash", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "ksh", DIALECT_POSIX, { "ksh", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "mksh", DIALECT_POSIX, { "mksh", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "busybox", DIALECT_POSIX, { "busybox", "sh", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "yash", DIALECT_POSIX, { "yash", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "bash, posix dialect", DIALECT_POSIX, { "bash", "--norc", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
	{ "zsh, posix dialect", DIALECT_POSIX, { "zsh", "-f", "-c", "eval \"$(cat \"$CODE\")\"; exec env -0" } },
};

/* ---- evaluated ----------------------------------------------------------------------------------------------------- */

static const char *name_of(struct arena *a, size_t i)
{
	return arena_format(a, "VALUE_%zu", i);
}

static struct text code_for(struct arena *a, enum dialect d, const struct values *v)
{
	struct build b = { .arena = a };

	for (size_t from = 0; from < v->count; from += MAX_CHANGES) {
		struct plan p = { .count = 0 };

		for (size_t i = from; i < v->count && p.count < MAX_CHANGES; i++)
			p.changes[p.count++] = (struct change){ name_of(a, i), v->items[i] };
		shell_changes(&b, d, &p);
	}
	return build_done(&b);
}

/* One statement a line, nothing in it that a terminal would obey, but for POSIX shells, which have no escapes. */
static void is_plain(struct text code, enum dialect d)
{
	for (size_t i = 0, n; i < code.n && d != DIALECT_POSIX; i += n) {
		n = text_char(code.p + i, code.n - i);
		assert_true(n > 0);
		assert_true(code.p[i] == '\n' || n > 1 || ((unsigned char)code.p[i] >= 0x20 && code.p[i] != 0x7f));
	}
}

static struct text value_in(struct text environment, const char *name)
{
	size_t length = strlen(name);

	for (const char *p = environment.p, *end = p + environment.n; p < end; p += strlen(p) + 1)
		if (strncmp(p, name, length) == 0 && p[length] == '=')
			return text_of(p + length + 1);
	return TEXT_NONE;
}

static void reads_it_back(size_t shell, const char *locale)
{
	struct arena *a = arena_new(0);
	struct values v = hostile_values(a);
	const char *dir = program_directory(a);
	struct text code = code_for(a, shells[shell].dialect, &v);
	char *const environment[] = { arena_format(a, "PATH=%s", getenv("PATH")), arena_format(a, "HOME=%s", dir), arena_format(a, "LC_ALL=%s", locale),
				arena_format(a, "CODE=%s/code", dir), (char[]){ "TERM=dumb" }, NULL };
	struct answered got;

	is_plain(code, shells[shell].dialect);
	program_file(a, dir, TEXT("code"), code);
	got = program_run(a, dir, (char *const *)(size_t)shells[shell].words, environment);
	if (got.status || got.err.n)
		print_error("status %d: %s\n", got.status, got.err.p);
	assert_int_equal(got.status, 0);
	assert_string_equal(got.err.p, "");
	for (size_t i = 0; i < v.count; i++) {
		struct text value = value_in(got.out, name_of(a, i));

		if (!text_equal(value, v.items[i]))
			print_error("wrote %s\n", text_show(a, v.items[i], 0).p);
		assert_string_equal(text_show(a, value, 0).p, text_show(a, v.items[i], 0).p);
		assert_true(text_equal(value, v.items[i]));
	}
	assert_int_not_equal(access(arena_format(a, "%s/x", dir), F_OK), 0);
	program_remove(dir);
	arena_free(a);
}

static void comes_back(void **state)
{
	size_t shell = *(const size_t *)*state;

	reads_it_back(shell, "C.UTF-8");
	reads_it_back(shell, "C");
}

int main(void)
{
	enum { SHELLS = sizeof shells / sizeof *shells };
	static size_t numbers[SHELLS];
	struct CMUnitTest tests[SHELLS];
	size_t count = 0;

	for (size_t i = 0; i < SHELLS; i++) {
		numbers[i] = i;
		if (program_is_installed(shells[i].words[0]))
			tests[count++] = (struct CMUnitTest){ shells[i].name, comes_back, NULL, NULL, &numbers[i] };
		else
			print_message("# no %s here\n", shells[i].words[0]);
	}
	return _cmocka_run_group_tests("quote", tests, count, NULL, NULL) != 0;
}
