/* Where does memory come from, and who frees it?
 *
 * One bump allocator a run; nobody frees single objects. Secrets live in a second arena whose pages are wiped when it
 * is released. Running out of memory ends the process in one place (exit 1, nothing printed to stdout).
 */
#ifndef SLSENV_GROUND_ARENA_H
#define SLSENV_GROUND_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena; /* opaque */

/* A new, empty arena. With `wipe` every byte is overwritten before its memory is given back. Never NULL. */
struct arena *arena_new(int wipe);

/* Releases everything that came from `a`, and `a`. NULL is allowed. */
void arena_free(struct arena *a);

/* How much memory it has taken so far. */
size_t arena_size(const struct arena *a);

/* `size` zeroed bytes, aligned for any type, owned by the arena. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* Room for `count` objects of `size`; ends the process when the product overflows. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* Grows an array of objects of `size` so that one more fits: returns the (possibly moved) array, updates `*cap`. */
void *arena_grow(struct arena *a, void *array, size_t count, size_t *cap, size_t size);

/* Copies of `n` bytes or of a C string, with a NUL behind them. */
char *arena_copy(struct arena *a, const void *bytes, size_t n);
char *arena_string(struct arena *a, const char *s);

/* printf into the arena. */
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *a, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

#endif
