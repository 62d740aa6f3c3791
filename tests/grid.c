/* Where is each character? */
#define _GNU_SOURCE
#include "grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *grown(void *old, size_t size)
{
	void *new = realloc(old, size);

	if (!new) {
		perror("grid");
		exit(99);
	}
	return new;
}

int within(int value, int last)
{
	return value < 0 ? 0 : value > last ? last : value;
}

static struct row *row_at(struct grid *g, int absolute)
{
	while (g->count <= absolute) {
		g->all = grown(g->all, (size_t)(g->count + 1) * sizeof *g->all);
		g->all[g->count].cells = grown(NULL, (size_t)g->columns * CELL);
		memset(g->all[g->count].cells, 0, (size_t)g->columns * CELL);
		g->all[g->count++].wrapped = false;
	}
	return &g->all[absolute];
}

void grid_start(struct grid *g, int rows, int columns)
{
	memset(g, 0, sizeof *g);
	g->rows = rows;
	g->columns = columns;
	row_at(g, 0);
}

void grid_free(struct grid *g)
{
	for (int i = 0; i < g->count; i++)
		free(g->all[i].cells);
	free(g->all);
}

void grid_move(struct grid *g, int row, int column)
{
	g->row = within(row, g->rows - 1);
	g->column = within(column, g->columns - 1);
	g->pending = false;
	row_at(g, g->base + g->row);
}

void grid_line_feed(struct grid *g)
{
	if (g->row == g->rows - 1)
		g->base++;
	else
		g->row++;
	g->pending = false;
	row_at(g, g->base + g->row);
}

void grid_put(struct grid *g, const char *bytes, size_t length)
{
	struct row *row;

	if (g->pending) {
		row_at(g, g->base + g->row)->wrapped = true;
		g->column = 0;
		grid_line_feed(g);
	}
	row = row_at(g, g->base + g->row);
	memset(row->cells[g->column], 0, CELL);
	memcpy(row->cells[g->column], bytes, length);
	row->cells[g->column][COLOUR] = g->colour;
	if (g->column == g->columns - 1)
		g->pending = true;
	else
		g->column++;
}

void grid_erase(struct grid *g, int row, int from, int to)
{
	struct row *line = row_at(g, g->base + row);

	memset(line->cells[from], 0, (size_t)(to - from) * CELL);
	if (to == g->columns)
		line->wrapped = false;
}

void grid_erase_display(struct grid *g, int how)
{
	int first = how == 0 ? g->row + 1 : 0, last = how == 1 ? g->row : g->rows;

	for (int row = first; row < last && g->base + row < g->count; row++)
		grid_erase(g, row, 0, g->columns);
	if (how == 0)
		grid_erase(g, g->row, g->column, g->columns);
	if (how == 1)
		grid_erase(g, g->row, 0, g->column + 1);
}

void grid_shift(struct grid *g, int by)
{
	char(*cells)[CELL] = row_at(g, g->base + g->row)->cells;
	int rest = g->columns - g->column, count = within(abs(by), rest);
	size_t kept = (size_t)(rest - count) * CELL, gone = (size_t)count * CELL;

	if (by > 0) {
		memmove(cells[g->column + count], cells[g->column], kept);
		memset(cells[g->column], 0, gone);
	} else {
		memmove(cells[g->column], cells[g->column + count], kept);
		memset(cells[g->columns - count], 0, gone);
	}
}

static int used(const struct grid *g, const struct row *row)
{
	int end = g->columns;

	while (!row->wrapped && end > 0 && (!row->cells[end - 1][0] || !strcmp(row->cells[end - 1], " ")))
		end--;
	return end;
}

static char *text_from(const struct grid *g, int from, bool coloured)
{
	char *text, colour = 0;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (int i = from; out && i < g->count; i++) {
		for (int c = 0; c < used(g, &g->all[i]); c++) {
			const char *cell = g->all[i].cells[c];

			if (coloured && cell[COLOUR] != colour)
				fprintf(out, "{%d}", colour = cell[COLOUR]);
			fputs(cell[0] ? cell : " ", out);
		}
		if (!g->all[i].wrapped)
			fputc('\n', out);
	}
	if (!out || fclose(out)) {
		perror("grid");
		exit(99);
	}
	return text;
}

char *grid_text(const struct grid *g, int from)
{
	return text_from(g, from, false);
}

char *grid_coloured_text(const struct grid *g, int from)
{
	return text_from(g, from, true);
}
