/* Are the AWS files found where botocore finds them, and what is said of one that cannot be read? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "knowing/awspaths.h"
#include "knowing/profiles.h"

/* HOME is /home/me, ANIMAL is otter, NOTHING is empty, UNSET is not set, the current directory is /. */
static const struct {
	const char *set, *path;
} paths[] = {
	{ NULL, "/home/me/.aws/config" },
	{ "", "" },
	{ "/x/y", "/x/y" },
	{ "x/y", "/x/y" },
	{ "~", "/home/me" },
	{ "~/x", "/home/me/x" },
	{ "x/~", "/x/~" },
	{ "$HOME/x", "/home/me/x" },
	{ "${HOME}/x", "/home/me/x" },
	{ "/$ANIMAL.$ANIMAL/${ANIMAL}s", "/otter.otter/otters" },
	{ "/$ANIMALS", "/$ANIMALS" },
	{ "/$UNSET/${UNSET}/${UNSET$ANIMAL}", "/$UNSET/${UNSET}/${UNSET$ANIMAL}" },
	{ "/$NOTHING$", "/$" },
	{ "/${ANIMAL", "/${ANIMAL" },
	{ "/${}$$ANIMAL", "/${}$otter" },
	{ "$TILDE/x", "/home/me/x" },
	{ "$DOLLAR", "/$ANIMAL" },
	{ "~root/x", "/root/x" },
	{ "~no-such-user/x", "/~no-such-user/x" },
};

static void paths_are_expanded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct world *w = world_posix_new();

		if (paths[i].set)
			setenv("AWS_CONFIG_FILE", paths[i].set, 1);
		else
			unsetenv("AWS_CONFIG_FILE");
		assert_string_equal(aws_path(w, "AWS_CONFIG_FILE", "~/.aws/config"), paths[i].path);
		world_posix_free(w);
	}
	unsetenv("AWS_CONFIG_FILE");
}

static void home_may_be_empty_or_missing(void **state)
{
	struct world *w = world_posix_new();
	const struct passwd *me = getpwuid(getuid());

	(void)state;
	setenv("HOME", "", 1);
	assert_string_equal(aws_path(w, "AWS_CONFIG_FILE", "~/.aws/config"), "/.aws/config");
	world_posix_free(w);
	w = world_posix_new();
	setenv("HOME", "/", 1);
	assert_string_equal(aws_path(w, "AWS_CONFIG_FILE", "~"), "/");
	world_posix_free(w);
	w = world_posix_new();
	unsetenv("HOME");
	assert_string_equal(aws_path(w, "AWS_CONFIG_FILE", "~/x"),
			    me ? world_join(w, me->pw_dir, "x") : world_join(w, w->cwd, "~/x"));
	world_posix_free(w);
	setenv("HOME", "/home/me", 1);
}

/* What loading says of a credentials file at `path`; NULL: nothing. */
static void loading_says(const char *path, const char *said)
{
	struct world *w = world_posix_new();
	const struct trouble *t;

	setenv("AWS_CONFIG_FILE", "", 1);
	setenv("AWS_SHARED_CREDENTIALS_FILE", path, 1);
	assert_int_equal(profiles_load(w)->count, 0);
	t = trouble_first_error(&w->troubles);
	if (said) {
		assert_non_null(t);
		assert_string_equal(t->at.file, path);
		assert_string_equal(t->what, said);
	} else {
		assert_null(t);
	}
	world_posix_free(w);
}

static void odd_files_are_named(void **state)
{
	char dir[] = "/tmp/unit_awsfiles.XXXXXX", file[64];
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(file, sizeof file, "%s/f", dir);
	loading_says("/dev/null", NULL);
	loading_says(file, NULL);
	loading_says(dir, "this AWS file is a directory");
	assert_int_equal(mkfifo(file, 0600), 0);
	loading_says(file, NULL);
	unlink(file);
	assert_int_equal(symlink(file, file), 0);
	loading_says(file, "this AWS file is a loop of symbolic links");
	unlink(file);
	f = fopen(file, "w");
	assert_non_null(f);
	fclose(f);
	loading_says(file, NULL);
	assert_int_equal(chmod(file, 0), 0);
	if (geteuid() != 0)
		loading_says(file, "this AWS file may not be read (permission denied)");
	assert_int_equal(chmod(file, 0600), 0);
	assert_int_equal(truncate(file, 4 * 1024 * 1024 + 1), 0);
	loading_says(file, "this AWS file is too large");
	unlink(file);
	assert_int_equal(rmdir(dir), 0);
}

static void many_profiles_are_found(void **state)
{
	char file[] = "/tmp/unit_awsfiles.XXXXXX", name[32];
	struct world *w = world_posix_new();
	struct profiles *p;
	FILE *f = fdopen(mkstemp(file), "w");

	(void)state;
	assert_non_null(f);
	for (int i = 0; i < 5000; i++)
		fprintf(f, "[profile p%d]\nregion = r%d\n", i * 7919 % 5000, i);
	fclose(f);
	setenv("AWS_CONFIG_FILE", file, 1);
	setenv("AWS_SHARED_CREDENTIALS_FILE", "", 1);
	p = profiles_load(w);
	assert_int_equal(p->count, 5000);
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, "p%d", i);
		assert_non_null(profile_find(p, text_of(name)));
		assert_true(i == 0 || text_compare(p->list[i - 1].name, p->list[i].name) < 0);
	}
	assert_true(text_is(profile_get(p, profile_find(p, TEXT("p2919")), "region").value, "r1"));
	unlink(file);
	world_posix_free(w);
}

static int in_a_known_place(void **state)
{
	(void)state;
	setenv("HOME", "/home/me", 1);
	setenv("ANIMAL", "otter", 1);
	setenv("NOTHING", "", 1);
	setenv("TILDE", "~", 1);
	setenv("DOLLAR", "/$ANIMAL", 1);
	unsetenv("ANIMALS");
	unsetenv("UNSET");
	return chdir("/");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_are_expanded), cmocka_unit_test(home_may_be_empty_or_missing),
		cmocka_unit_test(odd_files_are_named), cmocka_unit_test(many_profiles_are_found),
	};

	return cmocka_run_group_tests_name("awsfiles", tests, in_a_known_place, NULL) != 0;
}
