/* What did the person say on the command line, or to this shell?
 *
 * The Framework's own spellings (design: --stage, --aws-profile, --region, --config, --param). A choice of this shell
 * (SLSENV_SET_STAGE, SLSENV_SET_PROFILE) stands where the option would.
 */
#ifndef SLSENV_KNOWING_OPTIONS_H
#define SLSENV_KNOWING_OPTIONS_H

#include "ground/world.h"

struct option_value {
	struct text value;  /* absent: not given */
	const char *from;   /* "option --stage", "SLSENV_SET_STAGE"; NULL when not given */
};

struct options {
	const char *directory; /* -C; NULL: the current one */
	struct option_value stage, profile, region, config;
	struct text *params;   /* K=V, as given */
	size_t param_count;
	bool fresh_shell;      /* not the person's: the shell that asks has just begun */
	bool of_command;       /* nor this: a command of the Framework said it, and to that the shell's choice of a stage is nothing */
	bool other_stage;      /* nor this: and it means another one, to which the shell's choice of a profile is nothing, either */
	bool lends;            /* nor this: a command gets the keys, and what Serverless v3 needs to use them */
	bool wants_functions;  /* nor this: the names in functions: are asked for, wherever they stand */
	bool unlocked;         /* the person said, of this very command, that a guarded stage may be used */
};

/* Fills what is absent from the variables of this shell, as far as they count. */
void options_from_shell(struct world *w, struct options *o);

/* The option of the Framework with this name ("stage", "region", "aws-profile", "config", ...): NULL when the Framework (serverless 3,
 * or osls) knows no such option, a value that is absent when it was not given. */
const struct option_value *options_find(const struct options *o, bool serverless3, struct text name);

#endif
