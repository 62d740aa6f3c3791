/* What does the built program answer in a place and an environment that are exactly given? */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "ground/text.h"

struct answered {
	int status;      /* as exit gave it; 128 + N when signal N ended it */
	struct text out, err;
};

/* A new, empty directory, without links in its path; ends the test when there can be none. */
const char *program_directory(struct arena *a);
void program_remove(const char *directory);

/* Writes DIR/PATH and makes the directories that it needs. */
void program_file(struct arena *a, const char *dir, struct text path, struct text bytes);
void program_link(struct arena *a, const char *dir, struct text path, struct text target);
void program_mkdir(struct arena *a, const char *dir, struct text path);

/* Runs argv[0] (looked for in PATH) in DIR with nothing but `environment`; it has half a minute. Both lists end in NULL. */
struct answered program_run(struct arena *a, const char *dir, char *const *argv, char *const *environment);

/* Is there such a program in PATH? */
bool program_is_installed(const char *name);

#endif
