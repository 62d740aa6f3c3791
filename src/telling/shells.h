/* How is a plan said to a living shell?
 *
 * A dialect is a row of a few words; the logic above it never knows which shell listens. The protocol with the snippets in
 * shell/ is in HACKING.md.
 */
#ifndef SLSENV_TELLING_SHELLS_H
#define SLSENV_TELLING_SHELLS_H

#include "telling/guard.h"

/* "bash", "zsh", "fish", "posix" (and "sh", "dash", "ash", "ksh", "mksh"); DIALECT_COUNT for anything else. A path or a login
 * shell's "-bash" is understood too. */
enum dialect shell_named(const char *name);
const char *shell_name(enum dialect d);

/* The integration of shell/, with the quoted path of the program in its place; "" for POSIX shells. */
struct text shell_snippet(struct arena *a, enum dialect d, const char *program);

/* Completion of the Framework's own commands, from completions/; "" for POSIX shells. */
struct text shell_completion(struct arena *a, enum dialect d);

/* The line for the person's rc file, and the file it goes to. */
const char *shell_rc_line(enum dialect d);
const char *shell_rc_file(enum dialect d);

/* Sets and unsets. */
void shell_changes(struct build *b, enum dialect d, const struct plan *p);

/* The variables of the shell that are not exported, and the guard. */
struct bookkeeping {
	struct text said, segment, unlocked;
	struct text wraps; /* "yes": sls asks here first, at each call; "": it does not */
	struct text wrap;  /* the stage that sls is to get; "": none */
	struct text wrap_profile; /* the profile, likewise */
	bool first;        /* nothing may be said */
};

void shell_bookkeeping(struct build *b, enum dialect d, const struct plan *p, const struct guard *g, const struct bookkeeping *k);

/* Code that asks for the first answer and evaluates it, with xtrace off: the text that an rc file or a script evaluates holds no
 * secret itself. `arguments` are words for `hook SHELL`. A shell whose rc file is read again has bookkeeping that it alone knows, and
 * asks at its next prompt instead. */
void shell_first(struct build *b, enum dialect d, const char *program, char *const *arguments);

/* Ends the code with this status where no person is there to read: for scripts under set -e. */
void shell_status_unless_interactive(struct build *b, enum dialect d, int status);

/* Code that prints `line` on stderr when the shell is not interactive: nothing may be printed while an rc file runs. */
void shell_say_unless_interactive(struct build *b, enum dialect d, struct text line);

#endif
