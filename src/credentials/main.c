/* slsenv-credentials: which credentials does a profile give, and what else does slsenv need OpenSSL for?
 *
 * A program of its own, so that the one that runs at prompts stays small. Requests and answers: PROTOCOL.md.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#ifdef HAVE_PRCTL
#include <sys/prctl.h>
#endif

#include "credentials/cachename.h"
#include "credentials/digest.h"
#include "credentials/get.h"
#include "credentials/identity.h"
#include "credentials/signin.h"
#include "credentials/talk.h"

enum { DONE = 0, FAILED = 1, USAGE = 2 };

static bool tell_cache_name(struct arena *a, const struct cache_kind *kind)
{
	struct troubles troubles = { .arena = a };
	struct request request;
	struct text bytes, file;

	if (!talk_request(a, &bytes))
		return false;
	if (!request_parse(&troubles, bytes, &request) || !cache_name(&troubles, kind, &request, &file))
		return talk_complain(trouble_line(a, trouble_first_error(&troubles)).p);
	return talk_answer(text_format(a, "%s\n", file.p));
}

static bool tell_help(struct arena *a)
{
	struct build b = { .arena = a };
	const char *name;

	build_string(&b, "usage: slsenv-credentials get [OPTION]...\n"
	                 "       slsenv-credentials identity --profile NAME <request\n"
	                 "       slsenv-credentials login --profile NAME [OPTION]...\n"
	                 "       slsenv-credentials cache-name KIND <request\n\n"
	                 "get prints the credentials of a profile as a credential_process does; it never asks a person anything.\n");
	build_string(&b, get_help());
	build_string(&b, "\nidentity asks AWS whose the keys are that stand in a request on standard input.\n");
	build_string(&b, "\nlogin does on the terminal what the profile needs before that: an MFA code, signing in to SSO.\n");
	build_string(&b, signin_help());
	build_string(&b, "\ncache-name prints the name of the file in which the AWS CLI keeps KIND. The request is KEY=VALUE lines on standard\n"
	                 "input, protocol=1 first. Started by slsenv; see slsenv-credentials(8).\n\nKinds:\n");
	for (size_t i = 0; (name = cache_kind_name(i)); i++)
		build_format(&b, "  %-10s %s\n", name, cache_kind_help(i));
	return talk_answer(build_done(&b));
}

static bool tell_version(struct arena *a)
{
	return talk_answer(text_format(a, "slsenv-credentials %s, protocol %d\n", PACKAGE_VERSION, REQUEST_PROTOCOL));
}

static int run(struct arena *a, int argc, char **argv)
{
	const struct cache_kind *kind;

	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return tell_version(a) ? DONE : FAILED;
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return tell_help(a) ? DONE : FAILED;
	if (argc >= 2 && strcmp(argv[1], "get") == 0)
		return get_main(argc - 2, argv + 2);
	if (argc >= 2 && strcmp(argv[1], "identity") == 0)
		return identity_main(argc - 2, argv + 2);
	if (argc >= 2 && strcmp(argv[1], "login") == 0)
		return signin_main(argc - 2, argv + 2);
	if (argc == 3 && strcmp(argv[1], "cache-name") == 0 && (kind = cache_kind_find(argv[2])))
		return tell_cache_name(a, kind) ? DONE : FAILED;
	fputs("usage: slsenv-credentials get [OPTION]...\n"
	      "       slsenv-credentials identity --profile NAME <request\n"
	      "       slsenv-credentials login --profile NAME [OPTION]...\n"
	      "       slsenv-credentials cache-name KIND <request\n"
	      "       slsenv-credentials --help | --version\n",
	      stderr);
	return USAGE;
}

int main(int argc, char **argv)
{
	const struct rlimit none = { 0, 0 };
	struct arena *a;
	int status;

	setrlimit(RLIMIT_CORE, &none);
	signal(SIGPIPE, SIG_IGN);

#ifdef HAVE_PRCTL
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* no core file, and no other process of this person looks in */
#endif
	digest_begin();
	a = arena_new(1);
	status = run(a, argc, argv);
	arena_free(a);
	return status;
}
