/* Where is each character? Lines that are never forgotten, and a cursor on the last screenful of them. */
#ifndef GRID_H
#define GRID_H

#include <stdbool.h>
#include <stddef.h>

enum { CELL = 6, COLOUR = CELL - 1 };

struct row {
	char (*cells)[CELL]; /* one code point each, "" where nothing was written; the last byte is its colour */
	bool wrapped;        /* goes on in the next row */
};

struct grid {
	struct row *all;
	int count, rows, columns;
	int base, row, column; /* base: the topmost visible row; row and column are relative to it */
	bool pending;          /* the last column was written: the next character wraps */
	char colour;           /* of what is written now, as in `ESC [ 31 m`; 0 for none */
};

/* realloc that ends the program instead of failing. */
void *grown(void *old, size_t size);

/* The nearest of 0..last. */
int within(int value, int last);

void grid_start(struct grid *grid, int rows, int columns);
void grid_free(struct grid *grid);
void grid_move(struct grid *grid, int row, int column);
void grid_line_feed(struct grid *grid);
void grid_put(struct grid *grid, const char *bytes, size_t length);
void grid_erase(struct grid *grid, int row, int from, int to);

/* As CSI J has it: 0 from the cursor on, 1 up to the cursor, 2 all. */
void grid_erase_display(struct grid *grid, int how);

/* Shifts the rest of the line: a positive count makes room at the cursor, a negative one removes. */
void grid_shift(struct grid *grid, int by);

/* The text from a line on (counted from the first ever), without trailing blanks, a wrapped line in one piece. */
char *grid_text(const struct grid *grid, int from);

/* The same, with `{31}` where a colour begins and `{0}` where it ends. */
char *grid_coloured_text(const struct grid *grid, int from);

#endif
