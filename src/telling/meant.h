/* What does a command of the Framework itself mean?
 *
 * `sls` knows neither the options that slsenv was given nor the stage of a shell: it takes its own --stage, else the file's. Whoever gives it
 * credentials has to give it those of that stage: with another stage's keys it would deploy into the wrong account, or refuse.
 */
#ifndef SLSENV_TELLING_MEANT_H
#define SLSENV_TELLING_MEANT_H

#include "telling/state.h"

struct meant {
	bool framework;       /* the command is sls, serverless or osls, also behind npx and the like */
	bool names_profile;   /* and has an --aws-profile of its own */
	struct options given; /* what slsenv was told */
};

/* `arguments`: a command, NULL-ended. Where it is the Framework, `o` becomes what decides for it: its own stage, file and params, and its
 * profile and region where it names them. */
void meant_read(struct world *w, char *const *arguments, struct options *o, struct meant *out);

/* Warns in w->troubles where that is not what slsenv was told, or what the shell has. */
void meant_tell(struct world *w, const struct standing *s, const struct meant *m);

#endif
