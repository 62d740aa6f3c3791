/* Which AWS profiles does this person have, and what stands in each?
 *
 * Reads the config and the credentials file (AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/..., expanded as
 * botocore does: spec/aws.md 1.1), names profiles by botocore's rules (1.2) and merges key by key (1.3).
 */
#ifndef SLSENV_KNOWING_PROFILES_H
#define SLSENV_KNOWING_PROFILES_H

#include "ground/world.h"
#include "reading/inifile.h"

struct profile {
	struct text name;
	const struct ini_section *config;      /* NULL: not in the config file */
	const struct ini_section *credentials; /* NULL: not in the credentials file */
	const struct ini_section *replaced;    /* an earlier config section of the same profile, which botocore forgets */
};

/* The same bytes as Serverless's own parser takes them; read when first asked for. */
struct second_reading {
	struct text bytes;
	bool read;
	struct ini_file file;
};

struct profiles {
	const char *config_path, *credentials_path; /* absolute; "" when the variable is set and empty: no such file */
	enum read_result config_result, credentials_result;
	struct ini_file config, credentials;
	struct second_reading *config_again, *credentials_again;
	struct profile *list; /* sorted by name, by byte */
	size_t count;
	bool as_botocore; /* false as loaded; true: refuse a file for any bad line, and take whatever value botocore takes */
};

/* One value of a profile with its position; value.p == NULL: not there. */
struct profile_value {
	struct text value;
	struct place at;        /* of the value */
	struct place continued; /* of the indented line that goes on with it; line 0: there is none */
};

/* Reads both files through `w` into the secrets arena. Files that are absent are empty. A file that cannot be read (denied,
 * directory, loop, too large: 4 MiB) is an error in w->troubles. Problems inside the files are not reported here but by
 * profile_check(). Never NULL. */
struct profiles *profiles_load(struct world *w);

/* Is there a file that could not be read? (It was said when it was loaded.) Then nothing is sure about any profile. */
bool profiles_unreadable(const struct profiles *p);

/* NULL when no file has it. Names are compared byte for byte. */
const struct profile *profile_find(const struct profiles *p, struct text name);

/* Merged: the credentials file wins key by key; [DEFAULT] of each file is inherited (spec/aws.md 1.2, 1.3). */
struct profile_value profile_get(const struct profiles *p, const struct profile *profile, const char *key);

/* Only from one file: what botocore's static-key providers read. */
struct profile_value profile_get_credentials(const struct profiles *p, const struct profile *profile, const char *key);
struct profile_value profile_get_config(const struct profiles *p, const struct profile *profile, const char *key);

/* Adds to w->troubles what botocore would refuse: an error when it touches `profile` (either of its sections, or when no
 * section of the file can be trusted) or when p->as_botocore, a warning otherwise; and a warning where botocore and Serverless's
 * own parser would read different keys from the lines of `profile`. False when there was an error.
 * One trouble a file and level, however many lines are bad. */
bool profile_check(struct world *w, const struct profiles *p, const struct profile *profile);

#endif
