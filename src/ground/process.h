/* How is another program run so that it can neither hang us nor speak for us?
 *
 * The only door to processes. A child gets no terminal, no standard input but what it is handed, and its own session; what it
 * prints is bounded, and it is killed with everything it started when its time is up.
 */
#ifndef SLSENV_GROUND_PROCESS_H
#define SLSENV_GROUND_PROCESS_H

#include "ground/world.h"

struct process {
	const char *program;        /* path */
	char *const *arguments;     /* argv, NULL-ended */
	char *const *environment;   /* NULL-ended */
	const char *directory;      /* where it runs */
	unsigned seconds;           /* time limit */
	size_t limit;               /* bytes of standard output, and of standard error, that are kept */
	struct text input;          /* its standard input, a few KiB: what a pipe holds; absent: /dev/null */
};

struct process_result {
	bool started, timed_out, too_much;
	int status;                 /* as a shell gives it: 128 + signal */
	struct text out, err;       /* in the arena given */
};

/* Runs it and waits. False when it could not even be started (then errno). */
bool process_run(struct arena *a, const struct process *p, struct process_result *out);

/* Starts this very program (`self` with `arguments`, NULL-ended) in the background and forgets it: no terminal, nothing of ours open.
 * False when that failed. */
bool process_background(const char *self, char *const *arguments);

/* What goes on when we end, and what it prints until then. */
struct process_started {
	long number;
	int out;
};

/* Starts another program in the same way, but for its standard output. False when that failed. */
bool process_start(const char *program, char *const *arguments, char *const *environment, struct process_started *out);

/* Has it ended? Then its status, as a shell gives it; asked until it is true. And what it has printed, at most `limit` bytes. */
bool process_ended(const struct process_started *p, int *status);
struct text process_printed(struct arena *a, const struct process_started *p, size_t limit);

/* Milliseconds on a clock that is never set, and waiting for some. */
int64_t process_clock(void);
void process_pause(unsigned milliseconds);

/* Ctrl-C is held back, so that it can end a wait without ending us; letting go forgets one that was held back. */
void process_hold_interrupt(bool hold);
bool process_is_interrupted(void);

#endif
