/* Is what we remember given back to the chain it belongs to, whole, and to nobody else? */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "obtaining/cache.h"

static char dir[64];

static struct world *begin(void)
{
	strcpy(dir, "/tmp/slsenv_cache.XXXXXX");
	assert_non_null(mkdtemp(dir));
	setenv("XDG_RUNTIME_DIR", dir, 1);
	return world_posix_new();
}

static void end(struct world *w)
{
	char command[100];

	world_posix_free(w);
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	assert_int_equal(system(command), 0);
}

static struct cached example(struct world *w)
{
	return (struct cached){
		.access_key_id = TEXT("ASIAEXAMPLE"), .secret_access_key = TEXT("se/cr+et=\n%"), .session_token = TEXT("to ken"),
		.account = TEXT("123456789012"), .expiration = world_now(w) + 3600, .written = world_now(w),
	};
}

static const struct text chain = { "profile a\nconfig /a b\n", 22 };

static void test_round(void **state)
{
	struct world *w = begin();
	struct cached c = example(w), back;
	struct stat st;

	(void)state;
	assert_false(cache_read(w, chain, &back));
	assert_true(cache_write(w, chain, &c));
	assert_true(cache_read(w, chain, &back));
	assert_true(text_equal(back.access_key_id, c.access_key_id));
	assert_true(text_equal(back.secret_access_key, c.secret_access_key));
	assert_true(text_equal(back.session_token, c.session_token));
	assert_true(text_equal(back.account, c.account));
	assert_true(back.expiration == c.expiration && back.written == c.written);
	assert_false(cache_read(w, TEXT("profile b\n"), &back));
	assert_int_equal(stat(cache_path(w, chain), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	c.account = c.session_token = TEXT_NONE;
	assert_true(cache_write(w, chain, &c) && cache_read(w, chain, &back));
	assert_null(back.account.p);
	assert_null(back.session_token.p);
	cache_forget(w, chain);
	assert_false(cache_read(w, chain, &back));
	end(w);
}

/* Who signs out removes the file of the sign-in: what came of it is nobody's then. */
static void test_sign_in(void **state)
{
	struct world *w = begin();
	struct cached c = example(w), back;
	char path[100];
	FILE *f;

	(void)state;
	snprintf(path, sizeof path, "%s/to ken=.json", dir);
	c.sign_in = path;
	assert_true(cache_write(w, chain, &c));
	assert_false(cache_read(w, chain, &back));
	f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
	assert_true(cache_read(w, chain, &back));
	assert_string_equal(back.sign_in, path);
	remove(path);
	assert_false(cache_read(w, chain, &back));
	end(w);
}

/* Cut at each byte, or with another one in it, or for other eyes: never a credential. */
static void test_damage(void **state)
{
	struct world *w = begin();
	struct cached c = example(w), back;
	struct text whole;
	const char *path = cache_path(w, chain);

	(void)state;
	assert_true(cache_write(w, chain, &c));
	assert_int_equal(world_read(w, w->arena, path, 1 << 20, &whole), READ_OK);
	for (size_t n = 0; n < whole.n; n++) {
		assert_int_equal(truncate(path, (off_t)(whole.n - 1 - n)), 0);
		assert_false(cache_read(w, chain, &back));
	}
	assert_true(cache_write(w, chain, &c));
	assert_int_equal(chmod(path, 0640), 0);
	assert_false(cache_read(w, chain, &back));
	assert_int_equal(chmod(path, 0600), 0);
	assert_true(cache_read(w, chain, &back));
	if (geteuid() == 0) {
		assert_int_equal(chown(path, 1, 1), 0);
		assert_false(cache_read(w, chain, &back));
	}
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(cache_read(w, chain, &back));
	end(w);
}

/* An entry under the right name that is about another chain: what a collision of fingerprints would be. */
static void test_collision(void **state)
{
	struct world *w = begin();
	struct cached c = example(w), back;

	(void)state;
	assert_true(cache_write(w, chain, &c));
	assert_int_equal(rename(cache_path(w, chain), cache_path(w, TEXT("profile b\n"))), 0);
	assert_false(cache_read(w, TEXT("profile b\n"), &back));
	end(w);
}

static void test_age(void **state)
{
	const struct cached hour = { .written = 0, .expiration = 3600 }, quarter = { .written = 0, .expiration = 900 };

	(void)state;
	assert_int_equal(cache_age(&hour, 2699), CACHE_GOOD);
	assert_int_equal(cache_age(&hour, 2700), CACHE_RENEW);
	assert_int_equal(cache_age(&hour, 3539), CACHE_RENEW);
	assert_int_equal(cache_age(&hour, 3540), CACHE_DEAD);
	assert_int_equal(cache_age(&quarter, 674), CACHE_GOOD);
	assert_int_equal(cache_age(&quarter, 675), CACHE_RENEW);
	assert_int_equal(cache_age(&quarter, 840), CACHE_DEAD);
}

static void test_failure(void **state)
{
	struct world *w = begin();
	const char *watch = arena_format(w->arena, "%s/token", dir);
	struct failure f = { FAILURE_LOGIN, TEXT("a\nb%\n"), world_now(w), NULL }, back;
	struct cached c = example(w);

	(void)state;
	assert_false(failure_read(w, chain, &back));
	assert_true(failure_write(w, chain, &f));
	assert_true(failure_read(w, chain, &back));
	assert_int_equal(back.kind, FAILURE_LOGIN);
	assert_true(text_equal(back.message, f.message));
	assert_null(back.watch);
	assert_false(failure_read(w, TEXT("profile b\n"), &back));
	f.time -= FAILURE_SECONDS + 1;
	assert_true(failure_write(w, chain, &f));
	assert_false(failure_read(w, chain, &back));
	f.time = world_now(w) - 10;
	f.watch = watch;
	assert_true(failure_write(w, chain, &f));
	assert_true(failure_read(w, chain, &back));
	assert_string_equal(back.watch, watch);
	fclose(fopen(watch, "w"));
	assert_false(failure_read(w, chain, &back));
	f.watch = NULL;
	assert_true(failure_write(w, chain, &f) && failure_read(w, chain, &back));
	assert_true(cache_write(w, chain, &c)); /* success forgets it */
	assert_false(failure_read(w, chain, &back));
	end(w);
}

static void age(const char *name)
{
	const struct timespec long_ago[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };

	assert_int_equal(utimensat(AT_FDCWD, name, long_ago, 0), 0);
}

/* What nobody has used for days goes, half-written files too; what is in use stays. */
static void test_sweep(void **state)
{
	struct world *w = begin();
	const struct text old = TEXT("profile old\n");
	struct cached c = example(w), back;
	const char *half, *own;
	int lock;

	(void)state;
	assert_true(cache_write(w, chain, &c) && cache_write(w, old, &c));
	half = arena_format(w->arena, "%s/slsenv/.credentials-0.1", dir);
	fclose(fopen(half, "w"));
	own = arena_format(w->arena, "%s/slsenv/approved", dir);
	fclose(fopen(own, "w"));
	assert_true(cache_lock(w, chain, 0, &lock));
	cache_unlock(lock);
	age(cache_path(w, old));
	age(half);
	age(own);
	cache_sweep(w);
	assert_true(cache_read(w, chain, &back));
	assert_false(cache_read(w, old, &back));
	assert_int_equal(access(half, F_OK), -1);
	assert_int_equal(access(own, F_OK), 0);
	end(w);
}

/* A process that is killed while it holds the lock leaves none behind. */
static void test_lock(void **state)
{
	struct world *w = begin();
	int ready[2], lock;
	char byte;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (cache_lock(w, chain, 0, &lock) && write(ready[1], "x", 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_false(cache_lock(w, chain, 0, &lock));
	assert_int_equal(errno, EWOULDBLOCK);
	assert_true(cache_lock(w, TEXT("profile b\n"), 0, &lock));
	cache_unlock(lock);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_true(cache_lock(w, chain, 0, &lock));
	cache_unlock(lock);
	close(ready[0]);
	close(ready[1]);
	end(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round), cmocka_unit_test(test_sign_in), cmocka_unit_test(test_damage), cmocka_unit_test(test_collision),
		cmocka_unit_test(test_age), cmocka_unit_test(test_failure), cmocka_unit_test(test_lock),
		cmocka_unit_test(test_sweep),
	};

	return cmocka_run_group_tests_name("cache", tests, NULL, NULL);
}
