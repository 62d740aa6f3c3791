/* Can a name from a stranger's file steer a terminal or a prompt?
 *
 * SLSENV_PROMPT and the prompt segment hold no control character but the colour codes that we know, and what each shell's
 * prompt makes of the segment is the text itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "hostile.h"
#include "program.h"
#include "telling/prompt_format.h"
#include "telling/shells.h"

static struct standing standing_with(struct text stage, struct text profile)
{
	struct standing s = { .state = STATE_OK };

	s.decision.stage.value = stage;
	s.profile = profile;
	return s;
}

/* Valid UTF-8 without control characters, once the known colour codes are taken out. */
static void steers_nothing(struct text t)
{
	static const char *const codes[] = { "\001", "\002", "\033[31m", "\033[32m", "\033[33m", "\033[34m", "\033[0m" };

	for (size_t i = 0, n; i < t.n; i += n) {
		bool code = false;

		n = text_char(t.p + i, t.n - i);
		for (size_t k = 0; k < sizeof codes / sizeof *codes && !code; k++) {
			code = strncmp(t.p + i, codes[k], strlen(codes[k])) == 0;
			n = code ? strlen(codes[k]) : n;
		}
		assert_true(n > 0);
		if (n == 1 && !code)
			assert_true((unsigned char)t.p[i] >= 0x20 && t.p[i] != 0x7f);
		if (n == 2)
			assert_false(t.p[i] == '\xc2' && (unsigned char)t.p[i + 1] < 0xa0);
	}
}

static void prompts_are_harmless(void **state)
{
	struct world *w = world_posix_new();
	struct values v = hostile_values(w->arena);

	(void)state;
	unsetenv("NO_COLOR");
	setenv("TERM", "xterm", 1);
	for (size_t i = 0; i < v.count; i++) {
		struct standing s = standing_with(v.items[i], v.items[v.count - 1 - i]);
		struct text t = prompt_text(w, &s);

		assert_null(strchr(t.p, '\033'));
		assert_null(strchr(t.p, '\001'));
		steers_nothing(t);
		for (int d = 0; d < DIALECT_POSIX; d++)
			steers_nothing(prompt_segment(w, &s, (enum dialect)d));
	}
	world_posix_free(w);
}

/* What a prompt makes of the segment is the text itself: no %F, no \u, no $(...) in it is obeyed. */
static void prompts_show_the_text(void **state)
{
	static const struct {
		enum dialect dialect;
		const char *words[6];
	} prompts[] = {
		{ DIALECT_BASH, { "bash", "--norc", "-c", "eval \"$(cat \"$CODE\")\"; PS1='$VALUE_0'; printf '%s' \"${PS1@P}\"" } },
		{ DIALECT_ZSH, { "zsh", "-f", "-c", "setopt promptsubst; eval \"$(cat \"$CODE\")\"; print -Prn -- '$VALUE_0'" } },
		{ DIALECT_FISH, { "fish", "--no-config", "-c", "cat $CODE | source; function fish_prompt; printf '%s' $VALUE_0; end; fish_prompt" } },
	};
	struct world *w = world_posix_new();
	const char *dir = program_directory(w->arena);
	char *const environment[] = { arena_format(w->arena, "PATH=%s", getenv("PATH")), arena_format(w->arena, "HOME=%s", dir),
				arena_format(w->arena, "CODE=%s/code", dir), (char[]){ "LC_ALL=C.UTF-8" }, NULL };

	(void)state;
	setenv("NO_COLOR", "1", 1);
	for (size_t i = 0; i < 3; i++) {
		struct standing s = standing_with(TEXT("%B%n\\w\\$!"), TEXT("%F{red}\\u$(touch x)`touch x`${x}%"));
		struct plan p = { .changes = { { "VALUE_0", prompt_segment(w, &s, prompts[i].dialect) } }, .count = 1 };
		struct build code = { .arena = w->arena };

		if (!program_is_installed(prompts[i].words[0]))
			continue;
		shell_changes(&code, prompts[i].dialect, &p);
		program_file(w->arena, dir, TEXT("code"), build_done(&code));
		assert_string_equal(program_run(w->arena, dir, (char *const *)(size_t)prompts[i].words, environment).out.p, prompt_text(w, &s).p);
	}
	assert_int_not_equal(access(arena_format(w->arena, "%s/x", dir), F_OK), 0);
	program_remove(dir);
	world_posix_free(w);
}

static void formats_are_filled(void **state)
{
	static const struct {
		const char *format, *shown; /* NULL: refused */
	} cases[] = {
		{ "plain", "pr%od:ac#me" }, { "ansi", "\033[32mpr%od:ac#me\033[0m" }, { "fish", "\033[32mpr%od:ac#me\033[0m" },
		{ "bash", "\001\033[32m\002pr%od:ac#me\001\033[0m\002" }, { "zsh", "%F{green}pr%%od:ac#me%f%b" },
		{ "tmux", "#[fg=green]pr%od:ac##me#[default]" }, { "tmux:100% #{stage}", "100% ##pr%od" }, { "zsh:50%{profile}", "50%%ac#me" },
		{ "{red}{stage}{reset}", "\033[31mpr%od\033[0m" }, { "plain:{red}{stage}{reset}", "pr%od" },
		{ "{stage}( {account})(:{profile})", "pr%od:ac#me" }, { "({region} {account})x", "x" }, { "(plain)", "" },
		{ "\\{a\\(b\\\\", "{a(b\\" }, { "a:b", "a:b" }, { "plain:", "" }, { "", "" }, { "caf\xc3\xa9", "caf\xc3\xa9" },
		{ "\033]0;x\007", "\\x1B]0;x\\x07" }, { "{symbol}{state}", "+ok" },
		{ "{nothing}", NULL }, { "{stage", NULL }, { "(a", NULL }, { "a)", NULL }, { "((a))", NULL }, { "{}", NULL },
	};

	(void)state;
	unsetenv("NO_COLOR");
	setenv("TERM", "xterm", 1);
	setenv("LC_ALL", "C", 1);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *w = world_posix_new();
		struct standing s = standing_with(TEXT("pr%od"), TEXT("ac#me"));
		struct text shown = TEXT_NONE;
		bool fine = prompt_format(w, &s, text_of(cases[i].format), &shown);

		assert_int_equal(fine, cases[i].shown != NULL);
		assert_int_equal(!fine, trouble_first_error(&w->troubles) != NULL);
		if (fine)
			assert_string_equal(shown.p, cases[i].shown);
		world_posix_free(w);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(prompts_are_harmless), cmocka_unit_test(prompts_show_the_text),
						   cmocka_unit_test(formats_are_filled) };

	return cmocka_run_group_tests_name("prompt", tests, NULL, NULL) != 0;
}
