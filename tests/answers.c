/*
 * What does a program do when a person at a terminal answers its questions?
 *
 * answers FILE COMMAND...: runs the command on a new pseudo-terminal and plays FILE, whose lines are
 *
 *   ? TEXT      wait until TEXT is seen, behind what was waited for before
 *   > TEXT      type TEXT and Enter
 *   ^X          type a control character
 *   = echo      what is typed is shown now; `= hidden`: it is not
 *   ! COMMAND   run it in a shell of its own
 *
 * Prints what the person sees, and ends as the command did (128 + signal). 99: something that was waited for did not come.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SEEN = 65536, SECONDS = 20 };

struct play {
	int terminal;
	pid_t child;
	char seen[SEEN];
	size_t n, from;
	int ended;
};

static time_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* Takes what comes; false when nothing more will, or not in time. */
static int receive(struct play *p, time_t limit)
{
	struct pollfd ready = { .fd = p->terminal, .events = POLLIN };
	ssize_t n;

	if (p->ended || now() > limit || p->n + 1 >= SEEN)
		return 0;
	if (poll(&ready, 1, 200) <= 0)
		return 1;
	n = read(p->terminal, p->seen + p->n, SEEN - 1 - p->n);
	p->ended = n <= 0;
	p->n += n > 0 ? (size_t)n : 0;
	p->seen[p->n] = 0;
	return !p->ended;
}

static int wait_for(struct play *p, const char *text)
{
	time_t limit = now() + SECONDS;
	char *found;

	while (!(found = strstr(p->seen + p->from, text)))
		if (!receive(p, limit))
			return 0;
	p->from = (size_t)(found - p->seen) + strlen(text);
	return 1;
}

static int echo_is(struct play *p, int wanted)
{
	time_t limit = now() + SECONDS;
	struct termios t;

	do {
		if (tcgetattr(p->terminal, &t) != 0)
			return 0;
		if (!(t.c_lflag & ECHO) == !wanted)
			return 1;
		receive(p, limit);
	} while (now() <= limit && !p->ended);
	return 0;
}

static int type(struct play *p, const char *bytes, size_t n)
{
	while (n) {
		ssize_t done = write(p->terminal, bytes, n);

		if (done < 0 && errno != EINTR)
			return 0;
		bytes += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
	return 1;
}

static int step(struct play *p, const char *line)
{
	char text[8192];

	switch (line[0]) {
	case '?':
		return wait_for(p, line + 2);
	case '>':
		snprintf(text, sizeof text, "%s\n", line[1] ? line + 2 : "");
		return type(p, text, strlen(text));
	case '^':
		return type(p, (char[]){ (char)(line[1] & 0x1f) }, 1);
	case '=':
		return echo_is(p, strcmp(line + 2, "echo") == 0);
	case '!':
		return system(line + 2) == 0;
	default:
		return line[0] == 0;
	}
}

static int play(struct play *p, FILE *file)
{
	char line[8192];

	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = 0;
		if (step(p, line))
			continue;
		/* what was killed in the middle of the play answers nothing more */
		if (p->ended || receive(p, now()) == 0)
			return 1;
		printf("%s\nanswers: in vain: %s\n", p->seen, line);
		return 0;
	}
	return 1;
}

int main(int argc, char **argv)
{
	struct play p = { .ended = 0 };
	FILE *file = argc > 2 ? fopen(argv[1], "r") : NULL;
	time_t limit;
	int status;

	if (!file)
		return 99;
	p.child = forkpty(&p.terminal, NULL, NULL, NULL);
	if (p.child < 0)
		return 99;
	if (!p.child) {
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	if (!play(&p, file))
		return 99;
	for (limit = now() + SECONDS; receive(&p, limit);)
		;
	if (!p.ended) {
		printf("%s\nanswers: it does not end\n", p.seen);
		return 99;
	}
	waitpid(p.child, &status, 0);
	fputs(p.seen, stdout);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
