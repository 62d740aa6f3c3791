#include "ground/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *under(struct world *w, const char *variable, const char *home_default)
{
	const char *base = world_environment(w, variable), *home;

	if (base && base[0] == '/')
		return world_join(w, base, "slsenv");
	home = world_environment(w, "HOME");
	if (!home_default || !home || home[0] != '/')
		return NULL;
	return world_join(w, world_join(w, home, home_default), "slsenv");
}

const char *store_data_directory(struct world *w)
{
	return under(w, "XDG_DATA_HOME", ".local/share");
}

const char *store_runtime_directory(struct world *w)
{
	const char *runtime = under(w, "XDG_RUNTIME_DIR", NULL);

	return runtime ? runtime : under(w, "XDG_CACHE_HOME", ".cache");
}

static bool is_private(const char *path)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return false;
	if (!S_ISDIR(st.st_mode) || st.st_uid != geteuid() || (st.st_mode & 022)) {
		errno = EPERM;
		return false;
	}
	return (st.st_mode & 077) == 0 || chmod(path, 0700) == 0;
}

bool store_make_path(const char *path)
{
	char part[4096];
	size_t n = strlen(path);

	if (n >= sizeof part) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(part, path, n + 1);
	for (size_t i = 1; i <= n; i++) {
		if (part[i] != '/' && part[i] != 0)
			continue;
		part[i] = 0;
		if (mkdir(part, 0700) != 0 && errno != EEXIST)
			return false;
		part[i] = i < n ? '/' : 0;
	}
	return true;
}

bool store_make_directory(const char *path)
{
	return is_private(path) || (store_make_path(path) && is_private(path));
}

bool store_could_write(const char *path)
{
	char part[4096];
	struct stat st;
	bool itself = true;

	if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
		return false;
	while (stat(part, &st) != 0) {
		char *slash = strrchr(part, '/');

		if (errno != ENOENT || !slash || slash == part)
			return false;
		*slash = 0;
		itself = false;
	}
	return S_ISDIR(st.st_mode) && access(part, W_OK | X_OK) == 0 && (!itself || (st.st_uid == geteuid() && !(st.st_mode & 022)));
}

static bool write_all(int fd, struct text t)
{
	size_t done = 0;

	while (done < t.n) {
		ssize_t n = write(fd, t.p + done, t.n - done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static const char *temporary(struct world *w, const char *dir, const char *name)
{
	return arena_format(w->arena, "%s/.%s.%016llx", dir, name, (unsigned long long)world_random(w));
}

static int create(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static bool give_up(const char *temp)
{
	int error = errno;

	unlink(temp);
	errno = error;
	return false;
}

static bool replace(const char *temp, const char *path, struct text bytes)
{
	int fd = create(temp);
	bool ok;

	if (fd < 0)
		return false;
	ok = write_all(fd, bytes) && fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	return ok && rename(temp, path) == 0 ? true : give_up(temp);
}

bool store_write(struct world *w, const char *dir, const char *name, struct text bytes)
{
	return store_make_directory(dir) && replace(temporary(w, dir, name), world_join(w, dir, name), bytes);
}

bool store_stamp(struct world *w, const char *dir, const char *name, int64_t seconds, long nanoseconds)
{
	const char *path = world_join(w, dir, name), *temp = temporary(w, dir, name);
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = (time_t)seconds, .tv_nsec = nanoseconds } };
	struct stat st;
	int fd;
	bool ok;

	if (!store_make_directory(dir) || (fd = create(temp)) < 0)
		return false;
	ok = futimens(fd, times) == 0 && fstat(fd, &st) == 0;
	if (ok && (st.st_mtim.tv_sec != times[1].tv_sec || st.st_mtim.tv_nsec != nanoseconds)) {
		times[1] = (struct timespec){ .tv_sec = (time_t)seconds + 1 };
		ok = futimens(fd, times) == 0;
	}
	close(fd);
	return ok && rename(temp, path) == 0 ? true : give_up(temp);
}

struct sweep {
	struct world *w;
	const char *dir, *prefix;
	int64_t before;
};

static void sweep_one(void *data, const char *name)
{
	const struct sweep *s = data;
	struct file_facts f;

	if (strncmp(name, s->prefix, strlen(s->prefix)) != 0)
		return;
	s->w->ops->facts(s->w, world_join(s->w, s->dir, name), false, &f);
	if (f.kind == FILE_REGULAR && f.seconds < s->before)
		store_remove(s->w, s->dir, arena_string(s->w->arena, name));
}

void store_sweep(struct world *w, const char *dir, const char *prefix, unsigned days)
{
	struct sweep s = { w, dir, prefix, world_now(w) - (int64_t)days * 86400 };

	w->ops->list(w, dir, sweep_one, &s);
}

void store_remove(struct world *w, const char *dir, const char *name)
{
	unlink(world_join(w, dir, name));
}

static bool lock_file(const char *dir, const char *name, int how, int *lock)
{
	char path[4096];

	if (!store_make_directory(dir))
		return false;
	snprintf(path, sizeof path, "%s/.%s.lock", dir, name);
	*lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*lock < 0)
		return false;
	while (flock(*lock, how) != 0)
		if (errno != EINTR) {
			close(*lock);
			return false;
		}
	futimens(*lock, NULL); /* it is in use, and store_sweep() leaves it alone */
	return true;
}

bool store_lock(const char *dir, const char *name, int *lock)
{
	return lock_file(dir, name, LOCK_EX, lock);
}

bool store_try_lock(const char *dir, const char *name, int *lock)
{
	return lock_file(dir, name, LOCK_EX | LOCK_NB, lock);
}

void store_unlock(int lock)
{
	close(lock);
}
