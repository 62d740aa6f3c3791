/*
 * What does a person see?
 *
 * Line editors draw: they move the cursor, erase and write again. Only a terminal knows what remains. This one knows
 * what readline, ZLE, fish and simple programs use, never forgets a line, and takes each code point for one cell.
 *
 * A prompt that sends `ESC ] 7777 ; TEXT BEL` (invisible, as titles are) says that the shell is ready.
 */
#define _GNU_SOURCE
#include "screen.h"

#include "grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMETERS = 8, STRING = 256 };
enum mode { TEXT, ESCAPE, CSI, CHARSET, COMMAND, COMMAND_ESCAPE };

struct screen {
	struct grid grid;
	int saved_row, saved_column;
	enum mode mode;
	char intro; /* what followed ESC [, if it was one of ?>=! */
	int parameter[PARAMETERS], parameters;
	char string[STRING]; /* the OSC being read */
	size_t string_length;
	char partial[COLOUR]; /* an unfinished UTF-8 sequence */
	size_t partial_length, partial_wanted;
	char mark[STRING];
	char *answer;
};

struct screen *screen_new(int rows, int columns)
{
	struct screen *s = grown(NULL, sizeof *s);

	memset(s, 0, sizeof *s);
	grid_start(&s->grid, rows, columns);
	return s;
}

void screen_free(struct screen *s)
{
	grid_free(&s->grid);
	free(s->answer);
	free(s);
}

static void reply(struct screen *s, const char *text)
{
	size_t old = s->answer ? strlen(s->answer) : 0;

	s->answer = grown(s->answer, old + strlen(text) + 1);
	memcpy(s->answer + old, text, strlen(text) + 1);
}

static void report(struct screen *s)
{
	const struct grid *g = &s->grid;
	char text[40];

	snprintf(text, sizeof text, "\033[%d;%dR", g->row + 1, g->column + 1);
	reply(s, text);
}

/* The eight colours of characters; no background, no boldness. */
static void set_colour(struct screen *s)
{
	for (int i = 0; i <= s->parameters; i++) {
		int p = s->parameter[i];

		if (p == 0 || p == 39)
			s->grid.colour = 0;
		else if (p >= 30 && p <= 37)
			s->grid.colour = (char)p;
		else if ((p >= 90 && p <= 97) || p == 38)
			s->grid.colour = 9;
		if (p == 38 || p == 48)
			return;
	}
}

static void control_sequence(struct screen *s, char final)
{
	struct grid *g = &s->grid;
	int raw = s->parameter[0], n = raw ? raw : 1;

	if (s->intro)
		return;
	switch (final) {
	case 'A': grid_move(g, g->row - n, g->column); break;
	case 'B': grid_move(g, g->row + n, g->column); break;
	case 'C': grid_move(g, g->row, g->column + n); break;
	case 'D': grid_move(g, g->row, g->column - n); break;
	case 'G': grid_move(g, g->row, n - 1); break;
	case 'd': grid_move(g, n - 1, g->column); break;
	case 'H':
	case 'f': grid_move(g, n - 1, s->parameter[1] ? s->parameter[1] - 1 : 0); break;
	case 'J': grid_erase_display(g, raw); break;
	case 'K': grid_erase(g, g->row, raw ? 0 : g->column, raw == 1 ? g->column + 1 : g->columns); break;
	case 'X': grid_erase(g, g->row, g->column, within(g->column + n, g->columns)); break;
	case 'P': grid_shift(g, -n); break;
	case '@': grid_shift(g, n); break;
	case 'm': set_colour(s); break;
	case 'n': report(s); break;
	case 'c': reply(s, "\033[?62c"); break;
	default: break;
	}
}

static void control(struct screen *s, char c)
{
	struct grid *g = &s->grid;

	switch (c) {
	case '\r': grid_move(g, g->row, 0); break;
	case '\n': grid_line_feed(g); break;
	case '\b': grid_move(g, g->row, g->column - 1); break;
	case '\t': grid_move(g, g->row, (g->column / 8 + 1) * 8); break;
	case '\033': s->mode = ESCAPE; break;
	default: break;
	}
}

static void escape(struct screen *s, char c)
{
	struct grid *g = &s->grid;

	s->mode = TEXT;
	switch (c) {
	case '[':
		s->mode = CSI;
		s->intro = 0;
		s->parameters = 0;
		memset(s->parameter, 0, sizeof s->parameter);
		break;
	case ']':
	case 'P':
	case 'k':
		s->mode = COMMAND;
		s->string_length = 0;
		break;
	case '(':
	case ')': s->mode = CHARSET; break;
	case '7': s->saved_row = g->row, s->saved_column = g->column; break;
	case '8': grid_move(g, s->saved_row, s->saved_column); break;
	case 'M': grid_move(g, g->row - 1, g->column); break;
	default: break;
	}
}

static void csi(struct screen *s, char c)
{
	if (c >= '0' && c <= '9')
		s->parameter[s->parameters] = within(s->parameter[s->parameters] * 10 + c - '0', 9999);
	else if (c == ';' || c == ':')
		s->parameters = within(s->parameters + 1, PARAMETERS - 1);
	else if (c >= '<' && c <= '?')
		s->intro = c;
	else if (c >= '@') {
		s->mode = TEXT;
		control_sequence(s, c);
	}
}

static void command(struct screen *s, char c)
{
	if (c != '\a' && c != '\033') {
		if (s->string_length < STRING - 1)
			s->string[s->string_length++] = c;
		return;
	}
	s->mode = c == '\a' ? TEXT : COMMAND_ESCAPE;
	s->string[s->string_length] = '\0';
	if (!strncmp(s->string, "7777;", 5))
		snprintf(s->mark, sizeof s->mark, "%s", s->string + 5);
}

static void text(struct screen *s, char c)
{
	unsigned char byte = (unsigned char)c;

	if (byte < 0x20 || byte == 0x7f) {
		control(s, c);
		return;
	}
	if (byte < 0x80 || byte >= 0xc0 || !s->partial_length) {
		s->partial_length = 0;
		s->partial_wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
	}
	s->partial[s->partial_length++] = c;
	if (s->partial_length < s->partial_wanted)
		return;
	grid_put(&s->grid, s->partial, s->partial_length);
	s->partial_length = 0;
}

void screen_feed(struct screen *s, const char *bytes, size_t length)
{
	static void (*const reader[])(struct screen *, char) = { text, escape, csi, NULL, command, NULL };

	for (size_t i = 0; i < length; i++) {
		if (reader[s->mode])
			reader[s->mode](s, bytes[i]);
		else
			s->mode = TEXT;
	}
}

const char *screen_mark(const struct screen *s)
{
	return s->mark;
}

char *screen_answer(struct screen *s)
{
	char *answer = s->answer;

	s->answer = NULL;
	return answer;
}

int screen_line(const struct screen *s)
{
	return s->grid.base + s->grid.row;
}

char *screen_text(const struct screen *s, int from)
{
	return grid_text(&s->grid, from);
}

char *screen_coloured_text(const struct screen *s, int from)
{
	return grid_coloured_text(&s->grid, from);
}
