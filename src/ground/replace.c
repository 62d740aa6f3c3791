#include "ground/replace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ground/store.h"

enum { LARGEST = 16 << 20 };

/* The path cut at its last '/': "DIRECTORY" and "NAME". */
static bool cut(const char *path, char *directory, size_t size, const char **name)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) : 0;

	if (!slash || n >= size) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(directory, path, n);
	directory[n] = 0;
	if (!n)
		memcpy(directory, "/", 2);
	*name = slash + 1;
	return true;
}

static int prefix_of(const char *name, char *out, size_t size)
{
	return snprintf(out, size, ".%.200s.slsenv-", name);
}

/* Whoever holds the lock is the only one who writes such files. */
static void sweep(int directory, const char *name)
{
	char prefix[256];
	int n = prefix_of(name, prefix, sizeof prefix), copy = dup(directory);
	DIR *d = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (strncmp(e->d_name, prefix, (size_t)n) == 0)
			unlinkat(directory, e->d_name, 0);
	if (d)
		closedir(d);
	else if (copy >= 0)
		close(copy);
}

bool replace_lock(const char *path, int *lock)
{
	char directory[4096];
	const char *name;

	if (!cut(path, directory, sizeof directory, &name))
		return false;
	*lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock < 0 && errno == ENOENT && store_make_path(directory))
		*lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock < 0)
		return false;
	while (flock(*lock, LOCK_EX) != 0)
		if (errno != EINTR)
			return true; /* no locks on this file system: what is left is to look whether the file has changed */
	sweep(*lock, name);
	return true;
}

void replace_unlock(int lock)
{
	close(lock);
}

/* Is the file still what was read? */
static bool is_unchanged(struct world *w, const char *path, struct text was)
{
	struct text now = TEXT_NONE;
	enum read_result r = w->ops->read(w, w->secrets, path, LARGEST, &now);

	return r == READ_OK ? was.p && text_equal(was, now) : r == READ_MISSING && !was.p;
}

/* As the old file was; a new one belongs to whom its directory belongs to (root may write for somebody else). */
static bool take_over(int fd, const char *path, const char *directory, bool shut)
{
	struct stat old, mine;
	bool there = stat(path, &old) == 0;

	if (!there && stat(directory, &old) != 0)
		return false;
	if (fstat(fd, &mine) != 0)
		return false;
	if ((mine.st_uid != old.st_uid && (there || geteuid() == 0)) || (there && mine.st_gid != old.st_gid))
		if (fchown(fd, mine.st_uid == old.st_uid ? (uid_t)-1 : old.st_uid, old.st_gid) != 0 &&
		    mine.st_uid != old.st_uid)
			return false;
	return !there || fchmod(fd, old.st_mode & (shut ? 0700 : 0777)) == 0;
}

static bool write_whole(int fd, struct text t)
{
	for (size_t done = 0; done < t.n;) {
		ssize_t n = write(fd, t.p + done, t.n - done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return fsync(fd) == 0;
}

static bool sync_directory(const char *directory)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

	if (fd >= 0)
		close(fd);
	return ok;
}

static enum replaced give_up(const char *temporary, enum replaced why)
{
	int error = errno;

	unlink(temporary);
	errno = error;
	return why;
}

enum replaced replace_file(struct world *w, const char *path, struct text was, struct text bytes, bool shut)
{
	char directory[4096], prefix[256];
	const char *name, *temporary;
	bool ok;
	int fd;

	if (!cut(path, directory, sizeof directory, &name))
		return REPLACE_FAILED;
	prefix_of(name, prefix, sizeof prefix);
	temporary = arena_format(w->arena, "%s/%s%016llx", directory, prefix, (unsigned long long)world_random(w));
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return REPLACE_FAILED;
	ok = take_over(fd, path, directory, shut) && write_whole(fd, bytes);
	ok = close(fd) == 0 && ok;
	if (!ok)
		return give_up(temporary, REPLACE_FAILED);
	if (!is_unchanged(w, path, was))
		return give_up(temporary, REPLACE_CHANGED);
	if (rename(temporary, path) != 0)
		return give_up(temporary, REPLACE_FAILED);
	return sync_directory(directory) ? REPLACED : REPLACE_FAILED;
}
