#include "ground/become.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int runnable(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR ? 127 : 126;
	if (S_ISDIR(st.st_mode))
		errno = EISDIR;
	else if (!S_ISREG(st.st_mode))
		errno = EACCES;
	else if (access(path, X_OK) == 0)
		return 0;
	return 126;
}

int become_find(struct world *w, const char *name, const char **path)
{
	const char *directories = w->ops->environment(w, "PATH"), *end;
	int found = 127, error = ENOENT;

	*path = name;
	if (strchr(name, '/'))
		return runnable(name);
	for (const char *d = directories ? directories : "/usr/local/bin:/usr/bin:/bin"; *name; d = end + 1) {
		int status;

		end = strchrnul(d, ':');
		*path = end == d ? arena_format(w->arena, "./%s", name) : arena_format(w->arena, "%.*s/%s", (int)(end - d), d, name);
		status = runnable(*path);
		if (status == 0)
			return 0;
		if (status == 126 && errno != EISDIR) {
			found = status;
			error = errno;
		}
		if (!*end)
			break;
	}
	errno = error;
	return found;
}

int become(struct world *w, const char *path, char *const *arguments, char *const *environment)
{
	char **words;
	size_t n = 0;
	int error;

	execve(path, arguments, environment);
	error = errno;
	if (error == ENOEXEC) {
		while (arguments[n])
			n++;
		words = arena_array(w->arena, n + 2, sizeof *words);
		words[0] = arena_string(w->arena, "sh");
		words[1] = arena_string(w->arena, path);
		for (size_t i = 1; i < n; i++)
			words[i + 1] = arguments[i];
		execve("/bin/sh", words, environment);
	}
	errno = error;
	return error == ENOENT ? 127 : 126;
}
