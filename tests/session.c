/* What is going on between us and a shell on a pseudo-terminal? */
#define _GNU_SOURCE
#include "session.h"

#include "screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 60, COLUMNS = 400, SHOWN_COLUMNS = 100 };

bool session_start(struct session *s)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };

	/* A person watches: what is drawn must fit the terminal it is drawn on. */
	if (s->show && ioctl(1, TIOCGWINSZ, &size) == 0 && (!size.ws_col || !size.ws_row))
		size = (struct winsize){ .ws_row = ROWS, .ws_col = SHOWN_COLUMNS };
	if (s->columns)
		size.ws_col = (unsigned short)s->columns;
	s->screen = screen_new(size.ws_row, size.ws_col);
	s->child = forkpty(&s->terminal, NULL, NULL, &size);
	if (s->child < 0) {
		perror("forkpty");
		return false;
	}
	if (!s->child) {
		setenv("TERM", "xterm", 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		/* zsh reads files of the machine unless it is told not to */
		execlp(s->shell, s->shell, strcmp(s->shell, "zsh") ? NULL : "-d", (char *)NULL);
		perror(s->shell);
		_exit(127);
	}
	return fcntl(s->terminal, F_SETFL, O_NONBLOCK) == 0;
}

void session_stop(struct session *s)
{
	if (!s->screen)
		return;
	close(s->terminal);
	kill(s->child, SIGHUP);
	kill(s->child, SIGCONT);
	waitpid(s->child, NULL, 0);
	screen_free(s->screen);
}

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

long session_limit(void)
{
	const char *seconds = getenv("TERMINAL_LIMIT");

	return now() + (seconds ? atol(seconds) : 30) * 1000;
}

void session_send(struct session *s, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = write(s->terminal, bytes, length);

		if (n > 0)
			bytes += n, length -= (size_t)n;
		else if (errno == EAGAIN) /* it reads again when we have read what it echoes */
			session_receive(s, now() + 50);
		else if (errno != EINTR)
			return;
	}
}

bool session_receive(struct session *s, long deadline)
{
	struct pollfd ready = { .fd = s->terminal, .events = POLLIN };
	char bytes[4096], *answer;
	long left = deadline - now();
	ssize_t n;

	if (s->dead || poll(&ready, 1, left > 0 ? (int)left : 0) <= 0)
		return false;
	n = read(s->terminal, bytes, sizeof bytes);
	if (n <= 0) {
		s->dead = n == 0 || errno == EIO;
		return false;
	}
	screen_feed(s->screen, bytes, (size_t)n);
	if (s->show && isatty(1) && write(1, bytes, (size_t)n) < 0)
		s->show = false;
	answer = screen_answer(s->screen);
	if (answer)
		session_send(s, answer, strlen(answer));
	free(answer);
	return true;
}

/* For a stdout that is no terminal: the lines up to the one the cursor is in. */
static void show_lines(struct session *s, int until)
{
	char *text;

	if (!s->show || isatty(1) || s->shown >= until)
		return;
	text = screen_text(s->screen, s->shown);
	for (char *line = text, *end; s->shown < until && (end = strchr(line, '\n')); line = end + 1, s->shown++)
		printf("%.*s\n", (int)(end - line), line);
	fflush(stdout);
	free(text);
}

bool session_wait_prompt(struct session *s)
{
	long deadline = session_limit();

	while (!strcmp(screen_mark(s->screen), s->seen))
		if (!session_receive(s, deadline) && (s->dead || now() >= deadline))
			return false;
	snprintf(s->seen, sizeof s->seen, "%s", screen_mark(s->screen));
	while (session_receive(s, 0))
		;
	show_lines(s, screen_line(s->screen));
	return true;
}

bool session_wait_end(struct session *s)
{
	long deadline = session_limit();

	while (!s->dead && (session_receive(s, deadline) || now() < deadline))
		;
	return s->dead;
}

