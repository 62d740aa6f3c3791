/* What sections and keys does an AWS file (or our config.ini) hold, and on which lines?
 *
 * Built on libinih's ini_parse_stream(), but none of the library's limits reach the caller (spec/aws.md section 3):
 * lines of any length, section names of any length, positions kept. Two dialects:
 *   INI_BOTOCORE    Python's configparser as botocore uses it (spec/aws.md 2.1)
 *   INI_JAVASCRIPT  the AWS SDK for JavaScript v2, which Serverless v3 uses (spec/aws.md 2.2)
 * Parsing goes on after a problem, so one bad line never hides the others. What the codes mean: reading/iniproblem.h.
 */
#ifndef SLSENV_READING_INIFILE_H
#define SLSENV_READING_INIFILE_H

#include "reading/inilex.h"

struct ini_property {
	struct text key;      /* INI_BOTOCORE: lower-cased */
	struct text value;    /* continuation lines are joined with '\n' */
	unsigned line, column; /* of the key, from 1 */
	unsigned value_column; /* where the value begins */
	unsigned continued, continued_column; /* where the first continuation line begins; 0: the value is one line */
};

struct ini_section {
	struct text name;     /* the bytes between the brackets, untrimmed */
	unsigned line, column;
	struct ini_property *properties;
	size_t count, capacity;
};

struct ini_problem {
	enum ini_problem_code code;
	unsigned line, column;
	long section; /* index of the section whose lines it touches; -1: no section can be trusted */
};

/* Finds sections, and keys in them, without a search; only inifile.c looks inside. */
struct ini_slot {
	size_t section, property; /* index + 1; section 0: free, property 0: the section itself */
};

struct ini_file {
	struct ini_section *sections;
	size_t count, capacity;
	struct ini_problem *problems;
	size_t problem_count, problem_capacity;
	struct ini_slot *slots;
	size_t slots_used, slots_size;
};

/* Parses `bytes` into `a` (use the secrets arena for files with keys). Always fills `out`. (ini_parse is libinih's.) */
void ini_read(struct arena *a, struct text bytes, enum ini_dialect dialect, struct ini_file *out);

const struct ini_section *ini_section(const struct ini_file *f, struct text name);     /* NULL: none */
const struct ini_property *ini_property(const struct ini_section *s, const char *key); /* NULL: none; s may be NULL */

#endif
