/* How is something kept for later without anybody else seeing half of it?
 *
 * Private files in private directories: directories 0700 and ours, files 0600, written to a temporary name, synced and renamed.
 * The counterpart of the world's reading side.
 */
#ifndef SLSENV_GROUND_STORE_H
#define SLSENV_GROUND_STORE_H

#include "ground/world.h"

/* $XDG_DATA_HOME/slsenv, and $XDG_RUNTIME_DIR/slsenv (else $XDG_CACHE_HOME/slsenv); defaults as in the XDG Base Directory
 * Specification. NULL when neither the variable nor HOME gives an absolute path. Not created yet. */
const char *store_data_directory(struct world *w);
const char *store_runtime_directory(struct world *w);

/* Makes the directory and its parents (0700). False, with errno, when that fails or it is not ours alone. */
bool store_make_directory(const char *path);

/* The same without asking whose it is: what is missing of the path is made, 0700. */
bool store_make_path(const char *path);

/* Could files be kept there, as far as one can see without trying? */
bool store_could_write(const char *path);

/* Replaces DIR/NAME. False, with errno. */
bool store_write(struct world *w, const char *dir, const char *name, struct text bytes);

/* An empty file DIR/NAME whose modification time is `seconds`.`nanoseconds` or, where the file system cannot say that exactly,
 * up to a second later. False, with errno. */
bool store_stamp(struct world *w, const char *dir, const char *name, int64_t seconds, long nanoseconds);

/* Removes files of DIR whose names begin with `prefix` and that are older than `days`. */
void store_sweep(struct world *w, const char *dir, const char *prefix, unsigned days);

void store_remove(struct world *w, const char *dir, const char *name);

/* Holds a lock file beside DIR/NAME, so that no other process edits it. False, with errno, when it cannot be had. */
bool store_lock(const char *dir, const char *name, int *lock);
bool store_try_lock(const char *dir, const char *name, int *lock); /* false at once when another process holds it */
void store_unlock(int lock);

#endif
