/*
 * What does slsenv do with what its helper answers, or does not answer?
 *
 * Stands in for slsenv-credentials: `stand_in get --profile NAME --for-shell` notes in ~/ran how it was started, does what the lines of
 * ~/stand-in say, and ends with 0:
 *
 *   wait FILE                               until ~/FILE is there
 *   keys ID SECRET TOKEN LEFT LIFE ACCOUNT  keeps these: they end in LEFT seconds and lived LIFE; - for no token, no account
 *   watch FILE                              ~/FILE may mend the failures that follow
 *   fail failed|login|mfa TEXT              remembers that failure, with that message
 *   print TEXT                              on standard output
 *   end STATUS                              ends
 *
 * With no such file it ends without a word. It takes the same lock as the helper, and finds what is fresh as the helper does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "obtaining/cache.h"
#include "obtaining/chain.h"

static const char *at_home(const char *name)
{
	static char path[4096];

	snprintf(path, sizeof path, "%s/%s", getenv("HOME"), name);
	return path;
}

static void note(int argc, char **argv)
{
	FILE *f = fopen(at_home("ran"), "a");
	const char *key = getenv("AWS_ACCESS_KEY_ID"), *mark = getenv("SLSENV_MARK");

	if (!f)
		exit(99);
	for (int i = 1; i < argc; i++)
		fprintf(f, "%s ", argv[i]);
	fprintf(f, "key=%s mark=%s tty=%s group=%s\n", key ? key : "none", mark ? "yes" : "no", isatty(0) || isatty(1) || isatty(2) ? "yes" : "no",
		getsid(0) == getpid() ? "own" : "another's");
	fclose(f);
}

static void wait_for(const char *name)
{
	struct stat st;

	for (int i = 0; stat(at_home(name), &st) != 0; i++) {
		if (i > 12000 || stat(getenv("HOME"), &st) != 0) /* the test is over */
			exit(97);
		usleep(10000);
	}
}

static struct text none_if_dash(const char *s)
{
	return strcmp(s, "-") == 0 ? TEXT_NONE : text_of(s);
}

static void keep(struct world *w, struct text chain, const char *line)
{
	char id[100], secret[100], token[100], account[100];
	long long left, life, now = world_now(w);

	if (sscanf(line, "%99s %99s %99s %lld %lld %99s", id, secret, token, &left, &life, account) != 6)
		exit(99);
	if (!cache_write(w, chain, &(struct cached){ .access_key_id = text_of(id), .secret_access_key = text_of(secret),
						     .session_token = none_if_dash(token), .account = none_if_dash(account),
						     .expiration = now + left, .written = now + left - life }))
		exit(98);
}

static void fail(struct world *w, struct text chain, const char *watch, const char *line)
{
	static const char *const kinds[] = { [FAILURE_FAILED] = "failed", [FAILURE_LOGIN] = "login", [FAILURE_MFA] = "mfa" };
	size_t n = strcspn(line, " ");

	for (int i = 0; i < 3; i++)
		if (strlen(kinds[i]) == n && strncmp(line, kinds[i], n) == 0)
			failure_write(w, chain, &(struct failure){ .kind = (enum failure_kind)i, .time = world_now(w),
								   .message = text_of(line + n + 1), .watch = watch });
}

static int act(struct world *w, struct text chain)
{
	FILE *f = fopen(at_home("stand-in"), "r");
	const char *watch = NULL;
	char line[1000];

	while (f && fgets(line, sizeof line, f)) {
		if (strncmp(line, "fail ", 5) == 0) {
			fail(w, chain, watch, line + 5);
			continue;
		}
		line[strcspn(line, "\n")] = 0;
		if (strncmp(line, "wait ", 5) == 0)
			wait_for(line + 5);
		else if (strncmp(line, "watch ", 6) == 0)
			watch = arena_string(w->arena, at_home(line + 6));
		else if (strncmp(line, "keys ", 5) == 0)
			keep(w, chain, line + 5);
		else if (strncmp(line, "print ", 6) == 0)
			puts(line + 6);
		else if (strncmp(line, "end ", 4) == 0)
			return atoi(line + 4);
		else
			return 99;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct world *w = world_posix_new();
	struct profiles *p;
	struct chain chain;
	struct text text;
	int lock, status;

	if (argc != 5 || strcmp(argv[1], "get") != 0 || strcmp(argv[2], "--profile") != 0 || strcmp(argv[4], "--for-shell") != 0)
		return 2;
	note(argc, argv);
	p = profiles_load(w);
	if (!chain_find(w, p, text_of(argv[3]), &chain))
		return 1;
	text = chain_text(w, p, &chain, chain.count);
	if (!cache_lock(w, text, 60, &lock))
		return 1;
	status = act(w, text);
	cache_unlock(lock);
	world_posix_free(w);
	return status;
}
