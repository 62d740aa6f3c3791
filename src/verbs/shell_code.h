/* What does a shell evaluate, all in all?
 *
 * From how things stand to code: state, plan, guard and messages put together, for `hook`, `init` and plain `slsenv`.
 */
#ifndef SLSENV_VERBS_SHELL_CODE_H
#define SLSENV_VERBS_SHELL_CODE_H

#include "telling/shells.h"
#include "verbs/verb.h"

enum code_kind {
	CODE_HOOK, /* the changes, and messages on stderr */
	CODE_OFF,  /* take everything back */
	CODE_FIRST /* for a shell that has just begun: messages wait for its first prompt, or end a script */
};

/* The integration, and what fetches the first answer. */
void shell_integration(struct run *r, enum dialect d);

void shell_code(struct run *r, enum dialect d, enum code_kind kind);

#endif
