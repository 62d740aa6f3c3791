#include "credentials/talk.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "credentials/request.h"

bool talk_complain(const char *what)
{
	fprintf(stderr, "slsenv-credentials: %s\n", what);
	return false;
}

bool talk_answer(struct text t)
{
	for (size_t sent = 0; sent < t.n;) {
		ssize_t n = write(STDOUT_FILENO, t.p + sent, t.n - sent);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return talk_complain("cannot write the answer");
		sent += (size_t)n;
	}
	return true;
}

bool talk_request(struct arena *a, struct text *out)
{
	char *p = arena_alloc(a, REQUEST_BYTES + 1);
	ssize_t got;

	*out = (struct text){ p, 0 };
	while (out->n <= REQUEST_BYTES) {
		got = read(STDIN_FILENO, p + out->n, REQUEST_BYTES + 1 - out->n);
		if (got == 0)
			return true;
		if (got < 0 && errno != EINTR)
			return talk_complain("cannot read standard input");
		out->n += got > 0 ? (size_t)got : 0;
	}
	return talk_complain("the request is too long");
}
