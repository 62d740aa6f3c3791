/* What must a text look like so that libyaml reads it as js-yaml does? */
#ifndef SLSENV_READING_YAMLTEXT_H
#define SLSENV_READING_YAMLTEXT_H

#include "ground/world.h"

/* Takes the byte order mark off and ends the last line. False, with an error in w->troubles, for what the two cannot agree about. */
bool yaml_text(struct world *w, const char *path, struct text *bytes);

#endif
