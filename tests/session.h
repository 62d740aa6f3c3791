/* What is going on between us and a shell on a pseudo-terminal? */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct session {
	const char *shell;
	bool show; /* to a person, instead of testing */
	int columns; /* of the terminal; 0: so wide that nothing wraps */
	bool dead; /* the shell has ended */
	pid_t child;
	int terminal;
	struct screen *screen;
	char seen[256]; /* the mark of the prompt that was waited for last */
	int shown;      /* the lines before this were shown */
};

/* Starts the shell with this process's environment. */
bool session_start(struct session *session);
void session_stop(struct session *session);

void session_send(struct session *session, const char *bytes, size_t length);

/* A point in time to give up at: no test measures time, this only ends a wait for what will not come. */
long session_limit(void);

/* Takes what comes until `limit` (0: what is there); false when nothing more will. */
bool session_receive(struct session *session, long limit);

bool session_wait_prompt(struct session *session);
bool session_wait_end(struct session *session);

#endif
