/* Where are this person's AWS files?
 *
 * As botocore finds them (spec/aws.md 1.1): the variable if it is set, else the default; in either, first $NAME and
 * ${NAME} are expanded (an unset variable stays as it is written), then ~ and ~user.
 */
#ifndef SLSENV_KNOWING_AWSPATHS_H
#define SLSENV_KNOWING_AWSPATHS_H

#include "ground/world.h"

/* An absolute path in w->arena; "" when there is to be no such file: the variable is set to nothing, or the path is
 * relative and the current directory is gone. */
const char *aws_path(struct world *w, const char *variable, const char *otherwise);

/* The same of a path that no variable moves: "~/.aws/sso/cache". */
const char *aws_fixed_path(struct world *w, const char *path);

#endif
