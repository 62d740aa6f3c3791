/* How do keys get into the person's AWS files, and nothing else in them change?
 *
 * Reads the file, edits it (reading/iniedit.h) and replaces it (ground/replace.h), and does so again when somebody else
 * has changed it in between. A link is followed to the file it leads to.
 */
#ifndef SLSENV_OBTAINING_KEEP_H
#define SLSENV_OBTAINING_KEEP_H

#include "ground/world.h"
#include "reading/iniedit.h"

struct keep {
	const char *path;
	struct text section;
	const struct ini_change *changes;
	size_t count;
	bool shut; /* nobody else may read it */
	/* what was done */
	bool created, unchanged;
	unsigned long other_names; /* hard links to what was there before, which they still show */
	unsigned was_mode; /* permission bits that were taken away from group and others; 0: none */
};

/* The file that would be written, behind links; NULL, and the reason in w->troubles, when there can be none. */
const char *keep_target(struct world *w, const char *path);

/* False: nothing was changed, and the reason is in w->troubles. */
bool keep_in_file(struct world *w, struct keep *k);

/* The header of a profile's section in the config file, as botocore reads it back: "default", "profile NAME", "profile
 * 'A B'". */
struct text keep_config_section(struct arena *a, struct text profile);

#endif
