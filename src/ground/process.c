#include "ground/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void only_null(int fd, int flags)
{
	int null = open("/dev/null", flags);

	if (null >= 0 && null != fd) {
		dup2(null, fd);
		close(null);
	}
}

static void close_others(void)
{
	long most = sysconf(_SC_OPEN_MAX);

	for (int fd = 3; fd < (most > 0 && most < 4096 ? (int)most : 4096); fd++)
		close(fd);
}

static _Noreturn void child(const struct process *p, int in, const int out[2], const int err[2])
{
	setsid();
	if (in >= 0)
		dup2(in, STDIN_FILENO);
	else
		only_null(STDIN_FILENO, O_RDONLY);
	dup2(out[1], STDOUT_FILENO);
	dup2(err[1], STDERR_FILENO);
	close_others();
	if (p->directory && chdir(p->directory) != 0)
		_exit(126);
	execve(p->program, p->arguments, p->environment);
	_exit(127);
}

int64_t process_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads what there is; false at the end of the stream. */
static bool take(int fd, struct build *b, size_t limit, bool *too_much)
{
	char bytes[8192];
	ssize_t n = read(fd, bytes, sizeof bytes);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	if (b->n + (size_t)n > limit)
		*too_much = true;
	else
		build_bytes(b, bytes, (size_t)n);
	explicit_bzero(bytes, (size_t)n);
	return n > 0;
}

/* Until both streams end, the time is up, or there is too much. */
static void collect(const struct process *p, int64_t end, int out, int err, struct build *b, struct process_result *r)
{
	struct pollfd fds[2] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };

	while ((fds[0].fd >= 0 || fds[1].fd >= 0) && !r->too_much) {
		int64_t left = end - process_clock();

		if (left <= 0 || (poll(fds, 2, (int)left) == 0)) {
			r->timed_out = true;
			return;
		}
		for (int i = 0; i < 2; i++)
			if (fds[i].fd >= 0 && fds[i].revents && !take(fds[i].fd, &b[i], p->limit, &r->too_much))
				fds[i].fd = -1;
	}
}

void process_pause(unsigned milliseconds)
{
	struct timespec t = { .tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

void process_hold_interrupt(bool hold)
{
	sigset_t set;
	int signal;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	if (!hold && process_is_interrupted())
		sigwait(&set, &signal);
	sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

bool process_is_interrupted(void)
{
	sigset_t set;

	return sigpending(&set) == 0 && sigismember(&set, SIGINT) == 1;
}

static int status_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int wait_for(pid_t pid, bool kill_it)
{
	int status = 0;

	if (kill_it)
		kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status_of(status);
}

/* It may live on without its streams: until it ends, or the time is up. */
static void await(pid_t pid, int64_t end, struct process_result *r)
{
	unsigned pause = 1;
	siginfo_t info;

	for (;;) {
		info.si_pid = 0;
		if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid)
			return;
		if (process_clock() >= end)
			break;
		process_pause(pause);
		pause = pause < 20 ? pause * 2 : pause;
	}
	r->timed_out = true;
}

/* The input waits in a pipe before anybody reads it, so that a child that reads none cannot hold us up or end us. -1: none. */
static bool hand_over(struct text input, int *out)
{
	int in[2];
	bool ok;

	*out = -1;
	if (!input.p)
		return true;
	if (pipe(in) != 0)
		return false;
	ok = fcntl(in[1], F_SETFL, O_NONBLOCK) == 0 && write(in[1], input.p, input.n) == (ssize_t)input.n;
	close(in[1]);
	if (ok)
		*out = in[0];
	else
		close(in[0]);
	return ok;
}

bool process_run(struct arena *a, const struct process *p, struct process_result *out)
{
	struct build b[2] = { { .arena = a }, { .arena = a } };
	int64_t end = process_clock() + (int64_t)p->seconds * 1000;
	int o[2], e[2], in;
	pid_t pid;

	*out = (struct process_result){ .started = false };
	if (!hand_over(p->input, &in))
		return false;
	if (pipe(o) != 0) {
		close(in);
		return false;
	}
	if (pipe(e) != 0 || (pid = fork()) < 0) {
		close(in);
		close(o[0]);
		close(o[1]);
		return false;
	}
	if (pid == 0)
		child(p, in, o, e);
	close(in);
	close(o[1]);
	close(e[1]);
	out->started = true;
	collect(p, end, o[0], e[0], b, out);
	close(o[0]);
	close(e[0]);
	if (!out->timed_out && !out->too_much)
		await(pid, end, out);
	out->status = wait_for(pid, out->timed_out || out->too_much);
	out->out = build_done(&b[0]);
	out->err = build_done(&b[1]);
	return true;
}

bool process_background(const char *self, char *const *arguments)
{
	pid_t pid = fork();

	if (pid < 0)
		return false;
	if (pid > 0)
		return wait_for(pid, false) == 0;
	setsid();
	if (fork() != 0)
		_exit(0);
	only_null(STDIN_FILENO, O_RDONLY);
	only_null(STDOUT_FILENO, O_WRONLY);
	only_null(STDERR_FILENO, O_WRONLY);
	close_others();
	execv(self, arguments);
	_exit(127);
}

bool process_start(const char *program, char *const *arguments, char *const *environment, struct process_started *out)
{
	int fds[2];
	pid_t pid;

	if (pipe(fds) != 0)
		return false;
	pid = fork();
	if (pid == 0) {
		setsid();
		only_null(STDIN_FILENO, O_RDONLY);
		only_null(STDERR_FILENO, O_WRONLY);
		dup2(fds[1], STDOUT_FILENO);
		close_others();
		execve(program, arguments, environment);
		_exit(127);
	}
	close(fds[1]);
	if (pid < 0)
		close(fds[0]);
	else
		fcntl(fds[0], F_SETFL, O_NONBLOCK);
	*out = (struct process_started){ (long)pid, fds[0] };
	return pid > 0;
}

bool process_ended(const struct process_started *p, int *status)
{
	int raw;

	if (waitpid((pid_t)p->number, &raw, WNOHANG) <= 0)
		return false;
	*status = status_of(raw);
	return true;
}

struct text process_printed(struct arena *a, const struct process_started *p, size_t limit)
{
	struct build b = { .arena = a };
	bool too_much = false;
	size_t before;

	do
		before = b.n;
	while (take(p->out, &b, limit, &too_much) && b.n > before && !too_much);
	return too_much ? TEXT_NONE : build_done(&b);
}
