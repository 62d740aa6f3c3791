/* What does one step of a scenario do? */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "session.h"

struct scenario {
	struct session session;
	const char *file;
	int line;
	bool others;    /* what comes is for other shells */
	bool over;      /* so it is, or the scenario cannot go on */
	bool at_prompt; /* nothing was typed since the last prompt */
	bool painted;   /* what is looked for says its colours */
	bool output;    /* what is looked at is output: the first line, the command, does not count */
	int from;       /* and it starts in this line */
	int passed, failed;
};

/* Runs one step, as terminal.c lists them. */
void scenario_step(struct scenario *scenario, const char *step);

/* Has the shell started? Starts it if not; false when the scenario cannot go on. */
bool scenario_started(struct scenario *scenario);

/* Says how a step went. */
void scenario_result(struct scenario *scenario, bool good, const char *step);

#endif
