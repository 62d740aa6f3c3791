/* What has the person set up for slsenv itself?
 *
 * $SLSENV_CONFIG, else $XDG_CONFIG_HOME/slsenv/config.ini. No file is fine. Names and defaults: design, sections 2 to 4.
 */
#ifndef SLSENV_KNOWING_SETTINGS_H
#define SLSENV_KNOWING_SETTINGS_H

#include "ground/world.h"

struct text_list {
	struct text *items;
	size_t count, capacity;
};

struct settings {
	const char *path;            /* NULL: no place for one */
	struct text_list trust_paths; /* [trust] paths: absolute, "~" expanded */
	struct text_list trust_never; /* [trust] never */
	struct text_list guard_stages; /* [guard] stages */
	bool framework_wrap;          /* [framework] wrap: sls without --stage is to mean the stage of the shell */
	bool framework_ask;           /* [framework] ask: approved directories may be asked by running their Framework */
	unsigned network_wait;        /* [network] wait, in milliseconds: for how long keys are waited for on entering a directory */
};

/* A file that cannot be read, a bad line or an unknown key is an error or a warning in w->troubles; the rest still counts. */
void settings_read(struct world *w, struct settings *out);

/* Capitals or not: PROD is production, too. */
bool settings_is_guarded(const struct settings *s, struct text stage);

/* Is `path` one of `list`, or beneath one, by whole path components? */
bool settings_covers(const struct text_list *list, const char *path);

#endif
