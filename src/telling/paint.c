#include "telling/paint.h"

static const struct {
	const char *name, *zsh, *tmux;
	int sgr;
} colours[COLOUR_COUNT] = {
	[COLOUR_NONE] = { "reset", "%f%b", "#[default]", 0 },
	[GREEN] = { "green", "%F{green}", "#[fg=green]", 32 },
	[RED] = { "red", "%F{red}", "#[fg=red]", 31 },
	[YELLOW] = { "yellow", "%F{yellow}", "#[fg=yellow]", 33 },
	[BLUE] = { "blue", "%F{blue}", "#[fg=blue]", 34 },
	[MAGENTA] = { "magenta", "%F{magenta}", "#[fg=magenta]", 35 },
	[CYAN] = { "cyan", "%F{cyan}", "#[fg=cyan]", 36 },
	[BOLD] = { "bold", "%B", "#[bold]", 1 },
};

enum canvas canvas_named(struct text name)
{
	static const struct {
		const char *name;
		enum canvas canvas;
	} known[] = {
		{ "plain", CANVAS_PLAIN }, { "ansi", CANVAS_ANSI }, { "fish", CANVAS_ANSI },
		{ "bash", CANVAS_BASH }, { "zsh", CANVAS_ZSH }, { "tmux", CANVAS_TMUX },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_is(name, known[i].name))
			return known[i].canvas;
	return CANVAS_COUNT;
}

enum colour colour_named(struct text name)
{
	for (int i = 0; i < COLOUR_COUNT; i++)
		if (text_is(name, colours[i].name))
			return (enum colour)i;
	return COLOUR_COUNT;
}

void paint_text(struct build *b, enum canvas c, struct text shown)
{
	const char special = c == CANVAS_ZSH ? '%' : c == CANVAS_TMUX ? '#' : 0;

	for (size_t i = 0; i < shown.n; i++) {
		build_char(b, shown.p[i]);
		if (special && shown.p[i] == special)
			build_char(b, special);
	}
}

void paint_colour(struct build *b, enum canvas c, enum colour colour)
{
	switch (c) {
	case CANVAS_ANSI:
		build_format(b, "\033[%dm", colours[colour].sgr);
		break;
	case CANVAS_BASH:
		build_format(b, "\001\033[%dm\002", colours[colour].sgr);
		break;
	case CANVAS_ZSH:
		build_string(b, colours[colour].zsh);
		break;
	case CANVAS_TMUX:
		build_string(b, colours[colour].tmux);
		break;
	case CANVAS_PLAIN:
	case CANVAS_COUNT:
		break;
	}
}
