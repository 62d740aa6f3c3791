/* What would the program see in a world that is only a few texts in memory?
 *
 * Files, directories (implied by the files), links that lead nowhere, environment and clock: the world of unit tests and fuzzers.
 */
#ifndef WORLD_MEMORY_H
#define WORLD_MEMORY_H

#include "ground/world.h"

struct memory_file {
	const char *path;
	struct text bytes;
};

struct memory_variable {
	const char *name, *value;
};

struct memory_world {
	struct memory_file files[16];
	size_t file_count;
	struct memory_variable variables[16];
	size_t variable_count;
};

/* A world with the current directory `cwd`. Free it with world_posix_free(). */
struct world *world_memory_new(struct memory_world *m, const char *cwd);

#endif
