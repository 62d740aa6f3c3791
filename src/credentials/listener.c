#include "credentials/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ground/process.h"

/* Browsers open connections ahead of need and leave them silent: several are looked at together. */
enum { MOST_CALLERS = 16, REQUEST = 8192, CALLER_MILLISECONDS = 10000 };

struct caller {
	int socket; /* -1: free */
	int64_t until;
	size_t n;
	char *bytes; /* REQUEST of them */
};

struct hall {
	struct listener *l;
	struct arena *a;
	const char *path;
	struct text state;
	struct caller callers[MOST_CALLERS];
	struct text answer;
	enum listener_result result;
	bool done;
};

bool listener_open(struct listener *out)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof here;

	out->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (out->socket < 0)
		return false;
	if (bind(out->socket, (struct sockaddr *)&here, sizeof here) != 0 || listen(out->socket, MOST_CALLERS) != 0 ||
	    getsockname(out->socket, (struct sockaddr *)&here, &size) != 0) {
		listener_close(out);
		return false;
	}
	out->port = ntohs(here.sin_port);
	return true;
}

void listener_close(struct listener *l)
{
	int error = errno;

	close(l->socket);
	l->socket = -1;
	errno = error;
}

static void hang_up(struct caller *c)
{
	close(c->socket);
	c->socket = -1;
}

static void reply(struct hall *h, struct caller *c, const char *status, const char *says)
{
	static const char page_form[] = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>slsenv</title></head>"
					"<body><p>%s</p></body></html>\n";
	static const char form[] = "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\n"
				   "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n%s";
	const char *page = arena_format(h->a, page_form, says);
	const char *text = arena_format(h->a, form, status, strlen(page), page);

	send(c->socket, text, strlen(text), MSG_NOSIGNAL);
	shutdown(c->socket, SHUT_WR);
}

/* The value of `name` in a query, decoded; absent: TEXT_NONE. */
static struct text parameter(struct arena *a, struct text query, const char *name)
{
	size_t length = strlen(name), from = 0;

	while (from < query.n) {
		const char *amp = memchr(query.p + from, '&', query.n - from);
		size_t to = amp ? (size_t)(amp - query.p) : query.n;

		if (to - from > length && query.p[from + length] == '=' && memcmp(query.p + from, name, length) == 0)
			return text_decode(a, text_slice(query, from + length + 1, to));
		from = to + 1;
	}
	return TEXT_NONE;
}

static bool is_state(struct hall *h, struct text t)
{
	unsigned char different = t.n == h->state.n ? 0 : 1;

	for (size_t i = 0; i < t.n && i < h->state.n; i++)
		different |= (unsigned char)(t.p[i] ^ h->state.p[i]);
	return !different;
}

static void finish(struct hall *h, enum listener_result result, struct text answer)
{
	h->done = true;
	h->result = result;
	h->answer = answer;
}

/* A whole request. */
static void hear(struct hall *h, struct caller *c)
{
	struct text line = { c->bytes, strcspn(c->bytes, "\r\n") }, query, code, error;
	size_t length = strlen(h->path);

	if (line.n < 5 + length || memcmp(line.p, "GET ", 4) != 0 || memcmp(line.p + 4, h->path, length) != 0 ||
	    !strchr("? ", line.p[4 + length])) {
		reply(h, c, "404 Not Found", "There is nothing here.");
		return;
	}
	query = text_slice(line, 4 + length, line.n);
	query = text_slice(query, query.p[0] == '?', strcspn(query.p, " \r\n"));
	code = parameter(h->a, query, "code");
	error = parameter(h->a, query, "error");
	if (!is_state(h, parameter(h->a, query, "state"))) {
		reply(h, c, "400 Bad Request", "This is not the answer to the sign-in that waits here.");
	} else if (error.n) {
		reply(h, c, "200 OK", "The sign-in was refused. You can close this page.");
		finish(h, LISTENER_REFUSED, error);
	} else if (code.n) {
		reply(h, c, "200 OK", "You are signed in. You can close this page and go back to the terminal.");
		finish(h, LISTENER_CODE, code);
	} else {
		reply(h, c, "400 Bad Request", "There is no code in this answer.");
	}
}

static void let_in(struct hall *h)
{
	int socket = accept4(h->l->socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct caller *c = NULL;

	if (socket < 0)
		return;
	for (int i = 0; i < MOST_CALLERS; i++)
		if (h->callers[i].socket < 0)
			c = &h->callers[i];
	if (!c) { /* the longest silent one makes room */
		c = &h->callers[0];
		for (int i = 1; i < MOST_CALLERS; i++)
			if (h->callers[i].until < c->until)
				c = &h->callers[i];
		hang_up(c);
	}
	if (!c->bytes)
		c->bytes = arena_alloc(h->a, REQUEST + 1);
	c->socket = socket;
	c->until = process_clock() + CALLER_MILLISECONDS;
	c->n = 0;
}

static void listen_to(struct hall *h, struct caller *c)
{
	ssize_t n = read(c->socket, c->bytes + c->n, REQUEST - c->n);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		hang_up(c);
		return;
	}
	c->n += (size_t)n;
	c->bytes[c->n] = '\0';
	if (strstr(c->bytes, "\r\n\r\n"))
		hear(h, c);
	else if (c->n < REQUEST)
		return;
	hang_up(c);
}

/* Whoever has something for us, or until the time is up. */
static void attend(struct hall *h, int64_t end)
{
	struct pollfd fds[MOST_CALLERS + 1] = { { .fd = h->l->socket, .events = POLLIN } };
	int64_t now = process_clock(), next = end;

	for (int i = 0; i < MOST_CALLERS; i++) {
		struct caller *c = &h->callers[i];

		if (c->socket >= 0 && c->until <= now)
			hang_up(c);
		if (c->socket >= 0 && c->until < next)
			next = c->until;
		fds[i + 1] = (struct pollfd){ .fd = c->socket, .events = POLLIN };
	}
	if (poll(fds, MOST_CALLERS + 1, next > now ? (int)(next - now) : 0) <= 0)
		return;
	for (int i = 0; i < MOST_CALLERS && !h->done; i++)
		if (fds[i + 1].revents)
			listen_to(h, &h->callers[i]);
	if (fds[0].revents)
		let_in(h);
}

enum listener_result listener_wait(struct listener *l, struct arena *a, const char *path, struct text state, unsigned seconds,
				   struct text *out)
{
	struct hall h = { .l = l, .a = a, .path = path, .state = state, .result = LISTENER_TIMEOUT };
	int64_t end = process_clock() + (int64_t)seconds * 1000;

	for (int i = 0; i < MOST_CALLERS; i++)
		h.callers[i].socket = -1;
	while (!h.done && process_clock() < end)
		attend(&h, end);
	for (int i = 0; i < MOST_CALLERS; i++)
		if (h.callers[i].socket >= 0)
			hang_up(&h.callers[i]);
	*out = h.answer;
	return h.result;
}
