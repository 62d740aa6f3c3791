#include "telling/columns.h"

#include <string.h>

void columns_add(struct columns *c, const char *const cells[COLUMNS_MAX])
{
	c->rows = arena_grow(c->arena, c->rows, c->count, &c->capacity, sizeof *c->rows);
	memcpy(c->rows[c->count++], cells, sizeof *c->rows);
}

/* Characters, not bytes. */
static int width(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static int widest(const struct columns *c, int column)
{
	int most = c->least[column];

	for (size_t i = 0; i < c->count; i++)
		if (width(c->rows[i][column]) > most)
			most = width(c->rows[i][column]);
	return most;
}

void columns_write(const struct columns *c, struct build *b)
{
	int wide[COLUMNS_MAX], last = 0;

	for (; last < COLUMNS_MAX - 1 && c->least[last]; last++)
		wide[last] = widest(c, last);
	for (size_t i = 0; i < c->count; i++) {
		for (int k = 0; k < last; k++)
			build_format(b, "%s%*s ", c->rows[i][k], wide[k] - width(c->rows[i][k]), "");
		build_format(b, "%s\n", c->rows[i][last]);
	}
}
