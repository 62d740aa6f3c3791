#include "ground/living.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ground/fingerprint.h"

/* Not questions on which an answer depends, so not through the log. */
static const char *file(struct world *w, const char *path)
{
	struct text bytes;

	return w->ops->read(w, w->arena, path, 4096, &bytes) == READ_OK ? bytes.p : NULL;
}

static const char *place(struct world *w)
{
	const char *boot = file(w, "/proc/sys/kernel/random/boot_id");
	struct file_facts processes;
	char *out = arena_alloc(w->arena, 7);

	w->ops->facts(w, "/proc/self/ns/pid", true, &processes);
	fingerprint_text(processes.inode, text_of(boot ? boot : ""), out);
	return out;
}

/* "PID (NAME) STATE PARENT ...": NAME may hold anything, so from its last ')'. The 22nd word is the time of its start; a process
 * that only waits to be counted by its parent is gone. 0: not there. */
static unsigned long long started(struct world *w, long pid)
{
	const char *stat = file(w, arena_format(w->arena, "/proc/%ld/stat", pid)), *rest = stat ? strrchr(stat, ')') : NULL;
	unsigned long long start = 0;
	char state = 'X';

	if (!rest)
		return 0;
	if (sscanf(rest + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &state, &start) != 2)
		return 0;
	return strchr("ZXx", state) ? 0 : start;
}

const char *living_self(struct world *w)
{
	long pid = (long)getpid();

	return arena_format(w->arena, "%s.%ld.%llu", place(w), pid, started(w, pid));
}

struct owner {
	long pid;
	unsigned long long start;
};

static bool read_name(struct world *w, const char *name, struct owner *out)
{
	const char *here = place(w);
	size_t n = strlen(here);
	int end = 0;

	return strncmp(name, here, n) == 0 && sscanf(name + n, ".%ld.%llu%n", &out->pid, &out->start, &end) == 2 && !name[n + (size_t)end] &&
	       out->pid > 0;
}

/* Where nothing tells when processes started, the id alone has to do. */
static bool is_there(struct world *w, const struct owner *o)
{
	return o->start ? started(w, o->pid) == o->start : kill((pid_t)o->pid, 0) == 0 || errno == EPERM;
}

enum living living_look(struct world *w, const char *name)
{
	struct owner o;

	if (!read_name(w, name, &o))
		return LIVING_ELSEWHERE;
	return is_there(w, &o) ? LIVING_YES : LIVING_NO;
}

static int handle_of(long pid)
{
#ifdef SYS_pidfd_open
	return (int)syscall(SYS_pidfd_open, (pid_t)pid, 0);
#else
	(void)pid;
	return -1;
#endif
}

/* Without a handle, at glances. */
static bool wait_and_look(struct world *w, const struct owner *o, int milliseconds)
{
	enum { GLANCE = 500 };
	int step;

	for (; is_there(w, o); milliseconds -= milliseconds > 0 ? step : 0) {
		if (!milliseconds)
			return false;
		step = milliseconds < 0 || milliseconds > GLANCE ? GLANCE : milliseconds;
		poll(NULL, 0, step);
	}
	return true;
}

/* The handle is taken first: what is there after that is what it stands for. Older kernels have none. */
bool living_wait(struct world *w, const char *name, int milliseconds)
{
	struct pollfd p = { .events = POLLIN };
	struct owner o;
	bool gone;

	if (!read_name(w, name, &o))
		return true;
	p.fd = handle_of(o.pid);
	if (p.fd < 0)
		return wait_and_look(w, &o, milliseconds);
	gone = !is_there(w, &o) || poll(&p, 1, milliseconds) > 0;
	close(p.fd);
	return gone;
}
