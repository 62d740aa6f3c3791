#include "program.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIME_LIMIT = 30, CANNOT_RUN = 127 };

static void must(bool fine, const char *what)
{
	if (fine)
		return;
	perror(what);
	exit(99);
}

const char *program_directory(struct arena *a)
{
	const char *base = getenv("TMPDIR");
	char *dir = arena_format(a, "%s/slsenv-test.XXXXXX", base ? base : "/tmp"), *physical;

	must(mkdtemp(dir) != NULL, dir);
	physical = realpath(dir, NULL);
	must(physical != NULL, dir);
	dir = arena_string(a, physical);
	free(physical);
	return dir;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

void program_remove(const char *directory)
{
	must(nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0, directory);
}

/* DIR/PATH, and all directories above it. */
static const char *ready(struct arena *a, const char *dir, struct text path)
{
	char *full = arena_format(a, "%s/%s", dir, text_copy(a, path).p);

	for (char *p = full + strlen(dir) + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = 0;
		must(mkdir(full, 0777) == 0 || errno == EEXIST, full);
	}
	return full;
}

void program_file(struct arena *a, const char *dir, struct text path, struct text bytes)
{
	const char *full = ready(a, dir, path);
	FILE *f = fopen(full, "wb");

	must(f != NULL, full);
	must(fwrite(bytes.p ? bytes.p : "", 1, bytes.n, f) == bytes.n && fclose(f) == 0, full);
}

void program_link(struct arena *a, const char *dir, struct text path, struct text target)
{
	const char *full = ready(a, dir, path);

	must(symlink(text_copy(a, target).p, full) == 0, full);
}

void program_mkdir(struct arena *a, const char *dir, struct text path)
{
	const char *full = ready(a, dir, path);

	must(mkdir(full, 0777) == 0 || errno == EEXIST, full);
}

static struct text contents(struct arena *a, FILE *f)
{
	struct build b = { .arena = a };
	char buffer[4096];
	size_t n;

	rewind(f);
	while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
		build_bytes(&b, buffer, n);
	fclose(f);
	return build_done(&b);
}

static void be(const char *dir, char *const *argv, char *const *environment, FILE *out, FILE *err)
{
	extern char **environ;

	if (chdir(dir) == 0 && freopen("/dev/null", "r", stdin) && dup2(fileno(out), 1) == 1 && dup2(fileno(err), 2) == 2) {
		alarm(TIME_LIMIT);
		environ = (char **)(size_t)environment;
		execvp(argv[0], argv);
	}
	_exit(CANNOT_RUN);
}

struct answered program_run(struct arena *a, const char *dir, char *const *argv, char *const *environment)
{
	FILE *out = tmpfile(), *err = tmpfile();
	struct answered r;
	int status;
	pid_t pid;

	must(out && err, "tmpfile");
	fflush(stdout);
	pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0)
		be(dir, argv, environment, out, err);
	must(waitpid(pid, &status, 0) == pid, "waitpid");
	r.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	r.out = contents(a, out);
	r.err = contents(a, err);
	return r;
}

bool program_is_installed(const char *name)
{
	struct arena *a = arena_new(0);
	char *path = arena_string(a, getenv("PATH"));
	bool found = false;

	for (char *p = strtok(path, ":"); p; p = strtok(NULL, ":"))
		found = found || access(arena_format(a, "%s/%s", p, name), X_OK) == 0;
	arena_free(a);
	return found;
}
