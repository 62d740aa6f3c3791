/* What must change in this shell's environment?
 *
 * spec/aws.md 5.2: what is set, what is unset, and on leaving what each variable goes back to, if it is still ours. The plan
 * knows no shell; telling/shells.h says it in a shell's tongue.
 */
#ifndef SLSENV_TELLING_PLAN_H
#define SLSENV_TELLING_PLAN_H

#include "telling/state.h"

struct change {
	const char *name;
	struct text value; /* absent: unset it */
};

/* What the last directory's stages had, what this one's have, and the rest. */
enum { MAX_CHANGES = 256 };

struct plan {
	struct change changes[MAX_CHANGES]; /* to exported variables, ours and the AWS ones */
	size_t count;
	struct ours after; /* as the variables will be */
	struct text mark;  /* absent: none */
	struct text saved; /* what the person had, without secrets; "" for nothing */
	struct text names; /* what we have set, blank-separated */
};

/* With `leave`, everything is taken back wherever we stand. A person's secret that has to make way is kept in a private file of
 * the runtime directory (a plan for what will not come back to restore it keeps nothing, and leaves alone what a shell keeps:
 * `restorable` false). Values that a variable cannot carry are errors in w->troubles; then everything is taken back. */
void plan_make(struct world *w, const struct standing *s, bool leave, bool restorable, struct plan *out);

#endif
