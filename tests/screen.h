/* What does a person see? A small terminal: enough of xterm for line editors, with all lines kept. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stddef.h>

struct screen;

struct screen *screen_new(int rows, int columns);
void screen_free(struct screen *screen);
void screen_feed(struct screen *screen, const char *bytes, size_t length);

/* The last mark that a prompt has sent (see screen.c), "" if none. */
const char *screen_mark(const struct screen *screen);

/* What the terminal must answer to a program's question since the last call; to be freed, NULL if nothing. */
char *screen_answer(struct screen *screen);

/* The line that the cursor is in, counted from the first line ever. */
int screen_line(const struct screen *screen);

/* The text from a line on, without trailing blanks, a wrapped line in one piece; to be freed. */
char *screen_text(const struct screen *screen, int from);

/* The same, with `{31}` where a colour begins and `{0}` where it ends; {9} is one beyond the eight of old. */
char *screen_coloured_text(const struct screen *screen, int from);

#endif
