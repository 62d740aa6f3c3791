/* How does a text get its colour where it will be shown?
 *
 * A terminal takes escape sequences; prompts want their own marks around them, and their own special characters doubled.
 */
#ifndef SLSENV_TELLING_PAINT_H
#define SLSENV_TELLING_PAINT_H

#include "ground/text.h"

enum colour { COLOUR_NONE, GREEN, RED, YELLOW, BLUE, MAGENTA, CYAN, BOLD, COLOUR_COUNT };

enum canvas {
	CANVAS_PLAIN, /* no colour at all */
	CANVAS_ANSI,  /* escape sequences as they are: a terminal, fish */
	CANVAS_BASH,  /* \001 and \002 around them, for PS1 */
	CANVAS_ZSH,   /* %F{red}, and % doubled */
	CANVAS_TMUX,  /* #[fg=red], and # doubled */
	CANVAS_COUNT
};

/* CANVAS_COUNT when there is no such name: "plain", "ansi", "bash", "zsh", "fish", "tmux". */
enum canvas canvas_named(struct text name);

/* COLOUR_COUNT when there is no such name: "red", "green", ..., "bold"; "reset" is COLOUR_NONE. */
enum colour colour_named(struct text name);

void paint_text(struct build *b, enum canvas c, struct text shown);
void paint_colour(struct build *b, enum canvas c, enum colour colour); /* COLOUR_NONE: back to normal */

#endif
