/* Is this on the screen since the last line was typed? */
#ifndef SEEN_H
#define SEEN_H

#include "scenario.h"

/* Each is a step, as terminal.c lists them. */
void seen_expect(struct scenario *scenario, const char *text);
void seen_painted(struct scenario *scenario, const char *text);
void seen_match(struct scenario *scenario, const char *pattern);
void seen_absent(struct scenario *scenario, const char *text);

#endif
