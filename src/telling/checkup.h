/* Is everything around slsenv as it should be?
 *
 * The checks of `slsenv doctor`, each a function that adds its findings; none changes anything. check_standing() comes
 * first: the others look at what it found.
 */
#ifndef SLSENV_TELLING_CHECKUP_H
#define SLSENV_TELLING_CHECKUP_H

#include "telling/finding.h"
#include "telling/state.h"

struct checkup {
	struct world *w;
	const struct options *options;
	const char *self; /* path of this program */
	struct standing standing;
	struct findings findings;
};

void check_standing(struct checkup *c);    /* check_service.c: this directory, and all that was said of its files */
void check_stages(struct checkup *c);
void check_program(struct checkup *c);     /* check_program.c: what is installed, and where slsenv keeps things */
void check_helper(struct checkup *c);
void check_directories(struct checkup *c);
void check_approvals(struct checkup *c);
void check_hook(struct checkup *c);        /* check_shell.c: the shell and its neighbours */
void check_neighbours(struct checkup *c);
void check_universal(struct checkup *c);
void check_tmux(struct checkup *c);
void check_locale(struct checkup *c);
void check_variables(struct checkup *c);   /* check_variables.c: the AWS variables of this environment */
void check_load_config(struct checkup *c);
void check_aws_files(struct checkup *c);   /* check_files.c: the AWS files */
void check_modes(struct checkup *c);
void check_clock(struct checkup *c);
void check_online(struct checkup *c);      /* check_online.c: AWS is asked whose the keys are */

#endif
