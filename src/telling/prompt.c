#include "telling/prompt.h"

#include <string.h>

enum { MAX_SHOWN = 40 };

/* What a state looks like: is its word shown, its colour, its symbol, and the symbol where there is no UTF-8. */
static const struct {
	bool bracket;
	enum colour colour;
	const char *symbol, *ascii;
} looks[STATE_COUNT] = {
	[STATE_OUTSIDE] = { false, GREEN, "", "" },
	[STATE_OK] = { false, GREEN, "\u2713", "+" },
	[STATE_EXPIRING] = { true, YELLOW, "\u25d4", "~" },
	[STATE_REFRESHING] = { true, BLUE, "\u21bb", "@" },
	[STATE_LOGIN] = { true, YELLOW, "\u2192", ">" },
	[STATE_MFA] = { true, YELLOW, "\u00b6", "#" },
	[STATE_APPROVAL] = { true, YELLOW, "?", "?" },
	[STATE_DENIED] = { true, YELLOW, "\u2298", "-" },
	[STATE_LOCKED] = { true, RED, "\u25a0", "=" },
	[STATE_UNRESOLVED] = { true, RED, "\u2026", "..." },
	[STATE_OVERRIDE] = { true, YELLOW, "!", "!" },
	[STATE_NONE] = { false, BLUE, "\u2013", "-" },
	[STATE_ERROR] = { true, RED, "\u2717", "x" },
};

struct text prompt_text(struct world *w, const struct standing *s)
{
	struct build b = { .arena = w->arena };

	if (s->state == STATE_OUTSIDE)
		return TEXT("");
	if (s->decision.stage.value.p)
		build_text(&b, text_show(w->arena, s->decision.stage.value, MAX_SHOWN));
	if (s->profile.p) {
		build_char(&b, ':');
		build_text(&b, text_show(w->arena, s->profile, MAX_SHOWN));
	}
	if (looks[s->state].bracket)
		build_format(&b, "%s[%s%s]", b.n ? " " : "", state_word(s->state), state_minutes(w, s));
	if (s->unlock.minutes && state_has_keys(s->state))
		build_format(&b, " [%um]", s->unlock.minutes);
	return build_done(&b);
}

bool prompt_wants_colour(struct world *w)
{
	const char *no = world_environment(w, "NO_COLOR"), *term = world_environment(w, "TERM");

	return !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

enum colour prompt_colour(const struct standing *s)
{
	return settings_is_guarded(&s->settings, s->decision.stage.value) ? RED : looks[s->state].colour;
}

static bool is_utf8(struct world *w)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = world_environment(w, names[i]);

		if (value && *value)
			return strcasestr(value, "UTF-8") || strcasestr(value, "utf8");
	}
	return false;
}

const char *prompt_symbol(struct world *w, const struct standing *s)
{
	return is_utf8(w) ? looks[s->state].symbol : looks[s->state].ascii;
}

struct text prompt_segment(struct world *w, const struct standing *s, enum dialect d)
{
	static const enum canvas canvases[DIALECT_COUNT] = {
		[DIALECT_BASH] = CANVAS_BASH, [DIALECT_ZSH] = CANVAS_ZSH, [DIALECT_FISH] = CANVAS_ANSI, [DIALECT_POSIX] = CANVAS_PLAIN,
	};
	struct build b = { .arena = w->arena };
	struct text t = prompt_text(w, s);
	bool coloured = t.n && prompt_wants_colour(w);

	if (coloured)
		paint_colour(&b, canvases[d], prompt_colour(s));
	paint_text(&b, canvases[d], t);
	if (coloured)
		paint_colour(&b, canvases[d], COLOUR_NONE);
	return build_done(&b);
}
