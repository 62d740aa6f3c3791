/* What does one step of a scenario do? */
#define _GNU_SOURCE
#include "scenario.h"

#include "screen.h"
#include "seen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void scenario_result(struct scenario *c, bool good, const char *step)
{
	c->passed += good;
	c->failed += !good;
	if (c->session.show && good)
		return;
	printf("%sok - %s: %s:%d: %s\n", good ? "" : "not ", c->session.shell, c->file, c->line, step);
	if (!good && c->session.screen) {
		char *text = screen_text(c->session.screen, c->from);

		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			printf("# |%s\n", line);
		free(text);
	}
	fflush(stdout);
}

/* The shell starts when the first key is pressed: until then its environment can be changed. */
bool scenario_started(struct scenario *c)
{
	if (c->over || c->session.screen)
		return !c->over;
	c->at_prompt = true;
	if (session_start(&c->session) && session_wait_prompt(&c->session))
		return true;
	scenario_result(c, false, "the first prompt");
	c->over = true;
	return false;
}

static void look_from_here(struct scenario *c, bool output)
{
	if (c->at_prompt)
		c->from = screen_line(c->session.screen);
	c->at_prompt = false;
	c->output = output;
}

static void do_ready(struct scenario *c, const char *argument)
{
	(void)argument;
	if (c->over)
		return;
	if (!session_wait_prompt(&c->session)) {
		scenario_result(c, false, "the next prompt");
		c->over = true;
	}
	c->at_prompt = true;
}

static void press(struct scenario *c, const char *keys)
{
	if (scenario_started(c))
		session_send(&c->session, keys, strlen(keys));
}

/* On a real terminal a reader wants to see it typed. */
static void press_slowly(struct scenario *c, const char *keys)
{
	for (; c->session.show && isatty(1) && *keys; keys++) {
		session_send(&c->session, keys, 1);
		usleep(20000);
		session_receive(&c->session, 0);
	}
	press(c, keys);
}

static void do_keys(struct scenario *c, const char *text)
{
	if (!scenario_started(c))
		return;
	look_from_here(c, false);
	press_slowly(c, text);
}

static void do_type(struct scenario *c, const char *text)
{
	do_keys(c, text);
	c->output = true;
	press(c, "\r");
	do_ready(c, "");
}

static void do_key(struct scenario *c, const char *name)
{
	static const struct {
		const char *name, *bytes;
	} keys[] = {
		{ "TAB", "\t" }, { "ENTER", "\r" }, { "ESC", "\033" }, { "UP", "\033[A" }, { "C-c", "\003" },
		{ "C-d", "\004" }, { "C-l", "\014" }, { "C-u", "\025" }, { "C-z", "\032" },
	};

	if (!scenario_started(c))
		return;
	look_from_here(c, c->output && !c->at_prompt);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!strcmp(name, keys[i].name)) {
			press(c, keys[i].bytes);
			return;
		}
	}
	scenario_result(c, false, "no such key");
}

static void do_end(struct scenario *c, const char *argument)
{
	(void)argument;
	if (!c->over)
		scenario_result(c, session_wait_end(&c->session), "the shell ends");
	c->over = true;
}

static void do_env(struct scenario *c, const char *text)
{
	const char *value = strchr(text, '=');
	char *name = strndup(text, value ? (size_t)(value - text) : strlen(text));

	(void)c;
	if (name && value)
		setenv(name, value + 1, 1);
	else if (name)
		unsetenv(name);
	free(name);
}

static void add_code(const char *name, const char *code)
{
	const char *old = getenv(name);
	char *all;

	if (asprintf(&all, "%s%s\n", old ? old : "", code) < 0)
		exit(99);
	setenv(name, all, 1);
	free(all);
}

static void do_before(struct scenario *c, const char *code)
{
	(void)c;
	add_code("TERMINAL_BEFORE", code);
}

static void do_after(struct scenario *c, const char *code)
{
	(void)c;
	add_code("TERMINAL_AFTER", code);
}

/* Leaves the shell; what follows starts with a new one, in the environment that `env` has made so far. */
static void do_new(struct scenario *c, const char *title)
{
	const struct session next = { .shell = c->session.shell, .show = c->session.show };

	(void)title;
	session_stop(&c->session);
	c->session = next;
	c->over = c->others;
	c->output = false;
	c->from = 0;
	unsetenv("TERMINAL_BEFORE");
	unsetenv("TERMINAL_AFTER");
}

static void do_start(struct scenario *c, const char *directory)
{
	if (chdir(directory))
		scenario_result(c, false, "no such directory");
}

static void do_idle(struct scenario *c, const char *count)
{
	for (int i = atoi(count); i > 0 && !c->over; i--) {
		do_key(c, "ENTER");
		do_ready(c, "");
	}
}

static void do_say(struct scenario *c, const char *text)
{
	if (scenario_started(c) && c->session.show)
		printf("%s\n", text);
	fflush(stdout);
}

static void do_columns(struct scenario *c, const char *count)
{
	c->session.columns = atoi(count);
}

static void do_pause(struct scenario *c, const char *seconds)
{
	if (scenario_started(c))
		sleep((unsigned)atoi(seconds));
}

static bool names(const char *list, size_t length, const char *shell)
{
	size_t size = strlen(shell);
	const char *end = list + length;

	for (const char *at = list; at + size <= end; at++)
		if (!strncmp(at, shell, size) && (at == list || at[-1] == ' ') && (at + size == end || at[size] == ' '))
			return true;
	return false;
}

static void do_only(struct scenario *c, const char *shells)
{
	c->over = c->others = !names(shells, strlen(shells), c->session.shell);
}

static void do_in(struct scenario *c, const char *text)
{
	const char *colon = strchr(text, ':');

	if (!colon)
		scenario_result(c, false, "no colon after the shells");
	else if (names(text, (size_t)(colon - text), c->session.shell))
		scenario_step(c, colon + 1 + strspn(colon + 1, " "));
}

void scenario_step(struct scenario *c, const char *step)
{
	static const struct {
		const char *name;
		void (*run)(struct scenario *, const char *);
	} steps[] = {
		{ "env", do_env }, { "before", do_before }, { "after", do_after }, { "type", do_type }, { "keys", do_keys },
		{ "key", do_key }, { "expect", seen_expect }, { "match", seen_match }, { "absent", seen_absent }, { "ready", do_ready },
		{ "end", do_end }, { "say", do_say }, { "only", do_only }, { "in", do_in },
		{ "new", do_new }, { "start", do_start }, { "idle", do_idle }, { "painted", seen_painted },
		{ "columns", do_columns }, { "pause", do_pause },
	};
	size_t length = strcspn(step, " ");
	const char *argument = step + length + (step[length] == ' ');

	if (c->over && strncmp(step, "new", length) != 0 && strncmp(step, "only", length) != 0)
		return;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (strlen(steps[i].name) == length && !strncmp(step, steps[i].name, length)) {
			steps[i].run(c, argument);
			return;
		}
	}
	scenario_result(c, false, "no such step");
}
