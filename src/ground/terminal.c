#include "ground/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

enum { LINE = 4096, MILLISECONDS = 50 };

int terminal_open(void)
{
	int terminal;

	if (!isatty(STDIN_FILENO) || (terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) < 0)
		return -1;
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	return terminal;
}

void terminal_close(int terminal)
{
	close(terminal);
}

void terminal_say(int terminal, const char *text)
{
	for (size_t n = strlen(text); n;) {
		ssize_t done = write(terminal, text, n);

		if (done < 0 && errno != EINTR)
			return;
		text += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
}

static sigset_t watched_signals(void)
{
	static const int list[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		sigaddset(&set, list[i]);
	return set;
}

static bool is_pending(const sigset_t *watched)
{
	sigset_t pending;

	sigpending(&pending);
	for (int s = 1; s < NSIG; s++)
		if (sigismember(watched, s) == 1 && sigismember(&pending, s) == 1)
			return true;
	return false;
}

enum wait { SIGNALLED, READY, GONE };

/* Blocked signals do not end poll(2), so it looks up now and then: no handler, and so no state outside of this call. */
static enum wait wait_for_line(int terminal, const sigset_t *watched)
{
	struct pollfd p = { .fd = terminal, .events = POLLIN };

	for (;;) {
		int n = poll(&p, 1, MILLISECONDS);

		if (is_pending(watched))
			return SIGNALLED;
		if (n > 0)
			return READY;
		if (n < 0 && errno != EINTR)
			return GONE;
	}
}

/* The terminal in line mode, its echo switched off when the answer is to be hidden. */
static void prepare(int terminal, bool hidden, struct termios *before)
{
	struct termios now;

	tcgetattr(terminal, before);
	now = *before;
	now.c_lflag |= ICANON | ISIG | (hidden ? 0 : ECHO);
	if (hidden)
		now.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	tcsetattr(terminal, hidden ? TCSAFLUSH : TCSADRAIN, &now);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* One line in line mode; longer ones are cut by the terminal itself. */
static bool take_line(int terminal, struct arena *a, struct text *answer)
{
	char line[LINE];
	ssize_t n = read(terminal, line, sizeof line);
	size_t from = 0, to = n > 0 ? (size_t)n : 0;

	while (from < to && is_blank(line[from]))
		from++;
	while (to > from && is_blank(line[to - 1]))
		to--;
	*answer = (struct text){ arena_copy(a, line + from, to - from), to - from };
	explicit_bzero(line, sizeof line);
	return n > 0;
}

bool terminal_ask(int terminal, struct arena *a, const char *question, bool hidden, struct text *answer)
{
	sigset_t watched = watched_signals(), before;
	struct termios modes;
	enum wait w;
	bool ok = false;

	do {
		sigprocmask(SIG_BLOCK, &watched, &before);
		prepare(terminal, hidden, &modes);
		terminal_say(terminal, question);
		w = wait_for_line(terminal, &watched);
		if (w == READY)
			ok = take_line(terminal, a, answer);
		tcsetattr(terminal, TCSADRAIN, &modes);
		if (hidden || w != READY || !ok)
			terminal_say(terminal, "\n");
		sigprocmask(SIG_SETMASK, &before, NULL); /* what was blocked comes now, and may be the end of us */
	} while (w == SIGNALLED);
	return ok;
}

bool terminal_agrees(int terminal, struct arena *a, const char *question)
{
	struct text t;

	return terminal_ask(terminal, a, arena_format(a, "%s [y/N] ", question), false, &t) &&
	       (text_is(t, "y") || text_is(t, "Y") || text_is(t, "yes"));
}
