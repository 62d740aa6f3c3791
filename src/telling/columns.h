/* How do rows of texts stand below each other?
 *
 * Each column as wide as its widest text, counted in characters, and no narrower than it is asked to be; nothing behind the last one.
 */
#ifndef SLSENV_TELLING_COLUMNS_H
#define SLSENV_TELLING_COLUMNS_H

#include "ground/text.h"

enum { COLUMNS_MAX = 6 };

struct columns {
	struct arena *arena;
	int least[COLUMNS_MAX]; /* of each column; the first 0 ends the list: that column is the last */
	const char *(*rows)[COLUMNS_MAX];
	size_t count, capacity;
};

/* `cells`: one for each column. */
void columns_add(struct columns *c, const char *const cells[COLUMNS_MAX]);

void columns_write(const struct columns *c, struct build *b);

#endif
