#include "ground/world.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *posix_environment(struct world *w, const char *name)
{
	(void)w;
	return getenv(name);
}

static enum file_kind kind_of(mode_t mode)
{
	return S_ISREG(mode) ? FILE_REGULAR : S_ISDIR(mode) ? FILE_DIRECTORY : S_ISLNK(mode) ? FILE_LINK : FILE_OTHER;
}

static void facts_of(const struct stat *st, struct file_facts *out)
{
	*out = (struct file_facts){
		.kind = kind_of(st->st_mode),
		.device = (uint64_t)st->st_dev,
		.inode = (uint64_t)st->st_ino,
		.size = (uint64_t)st->st_size,
		.seconds = (int64_t)st->st_mtim.tv_sec,
		.nanoseconds = st->st_mtim.tv_nsec,
		.mode = (unsigned)(st->st_mode & 07777),
		.owner = (unsigned long)st->st_uid,
		.links = (unsigned long)st->st_nlink,
	};
}

static void posix_facts(struct world *w, const char *path, bool follow, struct file_facts *out)
{
	struct stat st;

	(void)w;
	if ((follow ? stat(path, &st) : lstat(path, &st)) == 0)
		facts_of(&st, out);
	else
		*out = (struct file_facts){ .kind = FILE_MISSING, .error = errno };
}

static bool posix_readable(struct world *w, const char *path)
{
	(void)w;
	return access(path, R_OK) == 0;
}

/* Reads until end of file or until `limit` is passed; the file may grow or shrink meanwhile. */
static enum read_result read_all(struct arena *a, int fd, size_t size, size_t limit, struct text *out)
{
	size_t cap = size < limit ? size + 1 : limit + 1, n = 0;
	char *p = arena_alloc(a, cap + 1);

	for (;;) {
		ssize_t got = read(fd, p + n, cap - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return READ_FAILED;
		n += (size_t)got;
		if (got == 0)
			break;
		if (n > limit)
			return READ_TOO_LARGE;
		if (n == cap) {
			size_t more = cap * 2 > limit ? limit + 1 : cap * 2;
			char *q = arena_alloc(a, more + 1);

			for (size_t i = 0; i < n; i++)
				q[i] = p[i];
			p = q;
			cap = more;
		}
	}
	p[n] = 0;
	*out = (struct text){ p, n };
	return READ_OK;
}

/* O_NONBLOCK and the second look through the descriptor: what was a regular file may be a FIFO by now. */
static enum read_result posix_read(struct world *w, struct arena *a, const char *path, size_t limit, struct text *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	enum read_result r;
	struct stat st;

	(void)w;
	if (fd < 0)
		return errno == ENOENT ? READ_MISSING : errno == EACCES || errno == EPERM ? READ_DENIED : READ_FAILED;
	if (fstat(fd, &st) != 0)
		r = READ_FAILED;
	else if (!S_ISREG(st.st_mode))
		r = S_ISDIR(st.st_mode) ? READ_DIRECTORY : READ_SPECIAL;
	else
		r = read_all(a, fd, (size_t)st.st_size, limit, out);
	close(fd);
	return r;
}

static bool posix_list(struct world *w, const char *path, void (*each)(void *, const char *), void *data)
{
	DIR *d = opendir(path);
	struct dirent *e;

	(void)w;
	if (!d)
		return false;
	while ((e = readdir(d)))
		each(data, e->d_name);
	closedir(d);
	return true;
}

static const char *posix_physical(struct world *w, const char *path)
{
	char resolved[PATH_MAX];

	return realpath(path, resolved) ? arena_string(w->arena, resolved) : NULL;
}

static int64_t posix_now(struct world *w)
{
	(void)w;
	return (int64_t)time(NULL);
}

static uint64_t posix_random(struct world *w)
{
	uint64_t n = 0;

	(void)w;
	if (getentropy(&n, sizeof n) != 0)
		n = (uint64_t)time(NULL) << 20 ^ (uint64_t)getpid();
	return n;
}

static const struct world_ops posix_ops = {
	posix_environment, posix_facts, posix_readable, posix_read, posix_list, posix_physical, posix_now, posix_random,
};

struct world *world_posix_new(void)
{
	struct arena *a = arena_new(0);
	struct world *w = arena_alloc(a, sizeof *w);
	char here[PATH_MAX];

	w->ops = &posix_ops;
	w->arena = a;
	w->secrets = arena_new(1);
	w->troubles.arena = a;
	w->user = (unsigned long)geteuid();
	w->environment = environ;
	w->cwd = getcwd(here, sizeof here) && here[0] == '/' ? arena_string(a, here) : NULL;
	return w;
}

void world_posix_free(struct world *w)
{
	arena_free(w->secrets);
	arena_free(w->arena);
}
