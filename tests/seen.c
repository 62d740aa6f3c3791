/* Is this on the screen since the last line was typed? */
#define _GNU_SOURCE
#include "seen.h"

#include "screen.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

static bool is_seen(const struct scenario *c, const char *wanted, const regex_t *pattern)
{
	char *(*const text_of)(const struct screen *, int) = c->painted ? screen_coloured_text : screen_text;
	char *text = text_of(c->session.screen, c->from), *start = text;
	bool found;

	if (c->output && (start = strchr(text, '\n')))
		start++;
	found = start && (pattern ? !regexec(pattern, start, 0, NULL, 0) : strstr(start, wanted) != NULL);
	free(text);
	return found;
}

static void wait_seen(struct scenario *c, const char *wanted, const regex_t *pattern)
{
	long limit = c->at_prompt ? 0 : session_limit(); /* at a prompt, all has come */
	bool found;

	while (!(found = is_seen(c, wanted, pattern)) && session_receive(&c->session, limit))
		;
	scenario_result(c, found, wanted);
}

void seen_expect(struct scenario *c, const char *text)
{
	if (scenario_started(c))
		wait_seen(c, text, NULL);
}

void seen_painted(struct scenario *c, const char *text)
{
	c->painted = true;
	seen_expect(c, text);
	c->painted = false;
}

void seen_match(struct scenario *c, const char *text)
{
	regex_t pattern;

	if (!scenario_started(c))
		return;
	if (regcomp(&pattern, text, REG_EXTENDED | REG_NOSUB | REG_NEWLINE)) {
		scenario_result(c, false, "not a regular expression");
		return;
	}
	wait_seen(c, text, &pattern);
	regfree(&pattern);
}

void seen_absent(struct scenario *c, const char *text)
{
	if (scenario_started(c))
		scenario_result(c, !is_seen(c, text, NULL), text);
}
