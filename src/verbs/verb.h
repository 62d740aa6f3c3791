/* What is a command of slsenv?
 *
 * A row that describes itself, at the bottom of its own cmd_*.c. main.c is the list of rows and the loop over it.
 */
#ifndef SLSENV_VERBS_VERB_H
#define SLSENV_VERBS_VERB_H

#include "ground/world.h"
#include "knowing/options.h"

enum exit_code {
	EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_NOT_APPROVED = 3, EXIT_SIGN_IN = 4, EXIT_UNDECIDED = 5
};

/* Options that a command takes, besides -h. */
enum {
	TAKES_DECISION = 1, TAKES_JSON = 2, TAKES_FORMAT = 4, TAKES_NAMES = 8, TAKES_ALL_STAGES = 16, TAKES_OPTIONS = 32,
	TAKES_RUN = 64, TAKES_COMMAND = 128
};
enum { TAKES_ONLINE = 4096 };

/* A program that this process becomes when the command is done. */
struct next {
	const char *path; /* NULL: none */
	char *const *arguments;
	char *const *environment;
};

struct run {
	struct world *w;
	struct options options;
	bool json, names, all_stages, list_options, may_run, online;
	const char *format;
	char **arguments;
	int count;
	struct build out;  /* standard output: written once, at the end */
	const char *append_to; /* a file that gets `appended` once standard output is written; NULL: none */
	struct build appended;
	struct next next;
	bool quiet;        /* troubles are not printed at the end: the command has told them */
	const char *self;  /* absolute path of this program */
	bool terminal;     /* is standard output one? */
	bool device_code;  /* sign in by a code, not in the browser */
	bool person;       /* is standard input a terminal? */
};

/* The same, from here on a line each. */
enum { TAKES_DEVICE_CODE = 1 << 16 };

struct verb {
	const char *name, *arguments, *summary;
	int takes;
	int minimum, maximum; /* number of arguments */
	bool hidden;          /* not in the overview */
	int (*run)(struct run *);
};

extern const struct verb verb_auto, verb_init, verb_hook, verb_status, verb_why, verb_prompt, verb_stages, verb_profiles,
	verb_export, verb_exec, verb_tidy, verb_complete, verb_next, verb_ask, verb_allow, verb_deny, verb_revoke, verb_lock,
	verb_unlock, verb_stage, verb_profile, verb_configure, verb_doctor, verb_help;

/* All rows but verb_auto, NULL-ended; defined in main.c. */
extern const struct verb *const verbs[];

extern const struct verb verb_login;

#endif
