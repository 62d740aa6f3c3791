/* How are runs of bytes held, compared and built?
 *
 * A `struct text` is `n` bytes at `p`. It may hold any byte, NUL included; texts that come from an arena always have one
 * NUL behind their last byte, so `p` can go to C functions when text_has_nul() says no. A text with p == NULL is absent,
 * which is not the same as empty.
 */
#ifndef SLSENV_GROUND_TEXT_H
#define SLSENV_GROUND_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/arena.h"

struct text {
	const char *p;
	size_t n;
};

#define TEXT(literal) ((struct text){ (literal), sizeof(literal) - 1 })
#define TEXT_NONE     ((struct text){ NULL, 0 })

struct text text_of(const char *s); /* NULL gives TEXT_NONE */
struct text text_copy(struct arena *a, struct text t);
struct text text_slice(struct text t, size_t from, size_t to);
struct text text_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

bool text_equal(struct text a, struct text b);
bool text_is(struct text t, const char *s); /* absent is not "" */
bool text_starts(struct text t, const char *prefix);
bool text_ends(struct text t, const char *suffix);
bool text_has_nul(struct text t);
bool text_is_utf8(struct text t); /* strict: no overlong forms, no surrogates */
int text_compare(struct text a, struct text b); /* by bytes, for sorting */

/* Length in bytes (1 to 4) of the well-formed UTF-8 character at `p` (`left` bytes available); 0 if there is none. */
size_t text_char(const char *p, size_t left);

/* The text as a person may see it: valid UTF-8 stays; control characters (C0, DEL, C1), line and paragraph separators,
 * bidirectional controls and invalid bytes become \xNN per byte, so nothing from a file steers a terminal. At most `limit`
 * characters (0: no limit); a cut text ends in "...". */
struct text text_show(struct arena *a, struct text t, size_t limit);

/* %XX for every byte that is not a letter, digit or one of -_./:@+ */
struct text text_encode(struct arena *a, struct text t);
struct text text_decode(struct arena *a, struct text t);

/* A text under construction, in an arena. Zero-initialised apart from `arena`. */
struct build {
	struct arena *arena;
	char *p;
	size_t n, cap;
};

void build_bytes(struct build *b, const void *bytes, size_t n);
void build_text(struct build *b, struct text t);
void build_string(struct build *b, const char *s);
void build_char(struct build *b, char c);
void build_format(struct build *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text build_done(struct build *b); /* NUL-ended; the builder may go on growing afterwards */

#endif
