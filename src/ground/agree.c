#include "ground/agree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "ground/text.h"

static bool is_yes(const char *line, size_t n)
{
	struct text t = { line, n };

	while (t.n && (t.p[t.n - 1] == '\n' || t.p[t.n - 1] == '\r'))
		t.n--;
	return text_is(t, "y") || text_is(t, "Y") || text_is(t, "yes");
}

enum agreement agree(const char *question)
{
	int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	char line[256];
	ssize_t n;

	if (terminal < 0)
		return AGREE_NOBODY;
	if (tcgetpgrp(terminal) != getpgrp() || write(terminal, question, strlen(question)) < 0) {
		close(terminal);
		return AGREE_NOBODY;
	}
	do
		n = read(terminal, line, sizeof line);
	while (n < 0 && errno == EINTR);
	/* The end of input leaves the cursor behind the question. */
	if (n == 0)
		n = write(terminal, "\n", 1) - 1;
	close(terminal);
	return n > 0 && is_yes(line, (size_t)n) ? AGREE_YES : AGREE_NO;
}
