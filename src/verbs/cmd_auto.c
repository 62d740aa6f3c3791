#include "verbs/shell_code.h"
#include "verbs/verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_ANCESTORS = 8 };

/* Not a question on which an answer depends, so not through the log. */
static const char *process_file(struct world *w, long pid, const char *name)
{
	struct text bytes;

	if (w->ops->read(w, w->arena, arena_format(w->arena, "/proc/%ld/%s", pid, name), 4096, &bytes) != READ_OK)
		return NULL;
	return bytes.p;
}

/* "PID (NAME) STATE PARENT ...": NAME may hold anything, so from its last ')'. */
static long parent_of(const char *stat)
{
	const char *end = strrchr(stat, ')');
	long parent = 0;

	return end && sscanf(end + 1, " %*c %ld", &parent) == 1 ? parent : 0;
}

static enum dialect shell_of(struct world *w, long pid)
{
	const char *exe = w->ops->physical(w, arena_format(w->arena, "/proc/%ld/exe", pid)), *comm;

	/* The name of a process may be that of the script it runs, or "sh" for a bash; its program does not lie. */
	if (exe)
		return shell_named(exe);
	comm = process_file(w, pid, "comm");
	return comm ? shell_named(arena_copy(w->arena, comm, strcspn(comm, "\n"))) : DIALECT_COUNT;
}

/* The nearest shell among our ancestors, else $SHELL. */
static enum dialect calling_shell(struct world *w)
{
	long pid = (long)getppid();
	const char *shell, *stat;
	enum dialect d;

	for (int i = 0; i < MAX_ANCESTORS && pid > 1; i++) {
		d = shell_of(w, pid);
		if (d != DIALECT_COUNT)
			return d;
		stat = process_file(w, pid, "stat");
		pid = stat ? parent_of(stat) : 0;
	}
	shell = w->ops->environment(w, "SHELL");
	d = shell ? shell_named(shell) : DIALECT_POSIX;
	return d == DIALECT_COUNT ? DIALECT_POSIX : d;
}

static int run_auto(struct run *r)
{
	enum dialect d = calling_shell(r->w);

	if (!r->terminal) {
		shell_integration(r, d);
		return EXIT_DONE;
	}
	if (!world_environment(r->w, "__SLSENV_UNLOCKED")) /* else it is the integration's function that asks */
		build_format(&r->out, "Add this line to %s:\n\n    %s\n\n", shell_rc_file(d), shell_rc_line(d));
	return verb_status.run(r);
}

const struct verb verb_auto = {
	.name = NULL, .arguments = "", .summary = "the code for the calling shell; on a terminal: the status",
	.takes = TAKES_DECISION, .minimum = 0, .maximum = 0, .run = run_auto,
};
