/*
 * What happens when a person types this into a real shell, on a real terminal?
 *
 * terminal [--show] bash|zsh|fish SCENARIO...: runs each scenario, a text file, in a new interactive shell of that kind.
 * Prints `ok - ...` and `not ok - ...` lines and ends with 1 if one failed; with --show it prints what the person sees
 * instead. The steps, one a line:
 *
 *   env NAME=VALUE   for the shell, before it starts       type TEXT    a line, Enter, and wait for the next prompt
 *   before CODE      run by its rc file before slsenv      keys TEXT    as typed, no Enter
 *   after CODE       run by its rc file after slsenv       key NAME     TAB ENTER ESC UP C-c C-d C-l C-u C-z
 *   expect TEXT      is seen since the last `type`         ready        wait for the next prompt (after key ENTER)
 *   match REGEX      the same, extended, ^$ are lines      end          wait for the shell to end
 *   absent TEXT      is not seen since then                say TEXT     what --show prints between
 *   idle NUMBER      Enter so often, at empty lines        start DIR    where the shell starts, from HOME
 *   painted TEXT     as expect, {31} where a colour begins  columns N    how wide the terminal is, before it starts
 *   pause SECONDS    nothing is typed for so long
 *   only SHELL...    what follows is for these shells      new TITLE    another shell, with the same HOME
 *   in SHELL...: STEP   this step is for these
 *
 * In all of them {set NAME VALUE}, {unset NAME}, {status} and {shell} are spelled as the shell spells them.
 * The shell's prompt must end in the mark that screen.c describes; tests/shells/run.sh writes such rc files.
 */
#define _GNU_SOURCE
#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE = 16384 };

/* Puts the shell's own spelling of {verb ...} into `out`. */
static void spell(FILE *out, const char *shell, const char *text, size_t length)
{
	bool fish = !strcmp(shell, "fish");
	int name;

	if (length == 8 && !strncmp(text, "{status}", length))
		fputs(fish ? "$status" : "$?", out);
	else if (length == 7 && !strncmp(text, "{shell}", length))
		fputs(shell, out);
	else if (length > 5 && !strncmp(text, "{set ", 5)) {
		name = (int)strcspn(text + 5, " ");
		fprintf(out, fish ? "set -gx %.*s %.*s" : "export %.*s=%.*s", name, text + 5, (int)length - 7 - name,
			text + 6 + name);
	} else if (length > 7 && !strncmp(text, "{unset ", 7))
		fprintf(out, fish ? "set -e %.*s" : "unset %.*s", (int)length - 8, text + 7);
	else
		fwrite(text, 1, length, out);
}

static void spell_all(char *out, size_t size, const char *shell, const char *text)
{
	FILE *stream = fmemopen(out, size, "w");

	if (!stream)
		exit(99);
	while (*text) {
		size_t plain = strcspn(text, "{"), braces = text[plain] ? strcspn(text + plain, "}") + 1 : 0;

		fwrite(text, 1, plain, stream);
		if (braces && text[plain + braces - 1])
			spell(stream, shell, text + plain, braces);
		else
			braces = 0, fputs(text + plain, stream), plain = strlen(text);
		text += plain + braces;
	}
	fclose(stream);
}

static int run(const char *file, const char *shell, bool show)
{
	struct scenario c = { .session = { .shell = shell, .show = show }, .file = file };
	static char line[LINE], spelled[2 * LINE];
	const char *name = strrchr(file, '/');
	FILE *in = fopen(file, "r");

	if (!in) {
		perror(file);
		return 99;
	}
	c.file = name ? name + 1 : file;
	while (fgets(line, sizeof line, in)) {
		c.line++;
		line[strcspn(line, "\n")] = '\0';
		if (!line[0] || line[0] == '#')
			continue;
		spell_all(spelled, sizeof spelled, shell, line);
		scenario_step(&c, spelled);
	}
	fclose(in);
	session_stop(&c.session);
	return c.failed != 0;
}

/* In a process of its own, because a scenario changes its environment. */
static int run_apart(const char *file, const char *shell, bool show)
{
	int status = 0;
	pid_t child = fork();

	if (child < 0)
		return 99;
	if (!child)
		_exit(run(file, shell, show));
	while (waitpid(child, &status, 0) < 0)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

int main(int argc, char **argv)
{
	bool show = argc > 1 && !strcmp(argv[1], "--show");
	int failed = 0;

	argv += show;
	if (argc - show < 3) {
		fputs("usage: terminal [--show] bash|zsh|fish SCENARIO...\n", stderr);
		return 2;
	}
	for (char **file = argv + 2; *file; file++)
		failed |= run_apart(*file, argv[1], show);
	return failed;
}
