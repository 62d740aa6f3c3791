/* How does a test stand in a world with two AWS files of its own?
 *
 * A fresh directory with `config` and `credentials`, an environment that names them, and a real world over it.
 */
#ifndef AWSFILES_H
#define AWSFILES_H

#include "ground/world.h"

struct place_to_be {
	char dir[64], config[80], credentials[80];
	struct world *world;
};

void be_there(struct place_to_be *here);
void leave(struct place_to_be *here); /* removes the two files, and the directory, which must then be empty */

void write_bytes(const char *path, struct text bytes);

/* The sections `-- config` and `-- credentials` of a case. */
void write_files(struct place_to_be *here, struct text body);

/* -- env: NAME=VALUE lines, DIR at the beginning of a value being the directory; sets them, or takes them away again. */
void set_environment(const struct place_to_be *here, struct text section, bool set);

/* `t` with the directory of this run replaced by DIR. */
struct text without_dir(const struct place_to_be *here, struct text t);

#endif
