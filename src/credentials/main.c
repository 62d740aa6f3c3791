/* slsenv-credentials: what does slsenv need OpenSSL for?
 *
 * A program of its own, so that the one that runs at prompts stays small. Requests and answers: PROTOCOL.md.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_PRCTL
#include <sys/prctl.h>
#endif

#include "credentials/cachename.h"

enum { DONE = 0, FAILED = 1, USAGE = 2 };

static bool complain(const char *what)
{
	fprintf(stderr, "slsenv-credentials: %s\n", what);
	return false;
}

/* Standard output is written once, whole, or the exit status says that it was not. */
static bool answer(struct text t)
{
	for (size_t sent = 0; sent < t.n;) {
		ssize_t n = write(STDOUT_FILENO, t.p + sent, t.n - sent);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return complain("cannot write the answer");
		sent += (size_t)n;
	}
	return true;
}

/* All of standard input; false when it cannot be read or is longer than any request. */
static bool read_request(struct arena *a, struct text *out)
{
	char *p = arena_alloc(a, REQUEST_BYTES + 1);
	ssize_t got;

	*out = (struct text){ p, 0 };
	while (out->n <= REQUEST_BYTES) {
		got = read(STDIN_FILENO, p + out->n, REQUEST_BYTES + 1 - out->n);
		if (got == 0)
			return true;
		if (got < 0 && errno != EINTR)
			return complain("cannot read standard input");
		out->n += got > 0 ? (size_t)got : 0;
	}
	return complain("the request is too long");
}

static bool tell_cache_name(struct arena *a, const struct cache_kind *kind)
{
	struct troubles troubles = { .arena = a };
	struct request request;
	struct text bytes, file;

	if (!read_request(a, &bytes))
		return false;
	if (!request_parse(&troubles, bytes, &request) || !cache_name(&troubles, kind, &request, &file))
		return complain(trouble_line(a, trouble_first_error(&troubles)).p);
	return answer(text_format(a, "%s\n", file.p));
}

static bool tell_help(struct arena *a)
{
	struct build b = { .arena = a };
	const char *name;

	build_string(&b, "usage: slsenv-credentials cache-name KIND <request\n\n"
	                 "Prints the name of the file in which the AWS CLI keeps KIND. The request is KEY=VALUE lines on standard\n"
	                 "input, protocol=1 first. Started by slsenv; see slsenv-credentials(8).\n\nKinds:\n");
	for (size_t i = 0; (name = cache_kind_name(i)); i++)
		build_format(&b, "  %-10s %s\n", name, cache_kind_help(i));
	return answer(build_done(&b));
}

static bool tell_version(struct arena *a)
{
	return answer(text_format(a, "slsenv-credentials %s, protocol %d\n", PACKAGE_VERSION, REQUEST_PROTOCOL));
}

static int run(struct arena *a, int argc, char **argv)
{
	const struct cache_kind *kind;

	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return tell_version(a) ? DONE : FAILED;
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return tell_help(a) ? DONE : FAILED;
	if (argc == 3 && strcmp(argv[1], "cache-name") == 0 && (kind = cache_kind_find(argv[2])))
		return tell_cache_name(a, kind) ? DONE : FAILED;
	fputs("usage: slsenv-credentials cache-name KIND <request\n"
	      "       slsenv-credentials --help | --version\n",
	      stderr);
	return USAGE;
}

int main(int argc, char **argv)
{
	struct arena *a;
	int status;

#ifdef HAVE_PRCTL
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* no core file, and no other process of this person looks in */
#endif
	a = arena_new(1);
	status = run(a, argc, argv);
	arena_free(a);
	return status;
}
