#include "telling/prompt.h"

#include <string.h>

enum { MAX_SHOWN = 40 };

enum colour { GREEN, RED, YELLOW, BLUE };

static const struct {
	const char *zsh;
	int sgr;
} colours[] = { { "green", 32 }, { "red", 31 }, { "yellow", 33 }, { "blue", 34 } };

static const struct {
	bool bracket; /* is the state's word shown? */
	enum colour colour;
} looks[STATE_COUNT] = {
	[STATE_OUTSIDE] = { false, GREEN }, [STATE_OK] = { false, GREEN }, [STATE_EXPIRING] = { true, YELLOW },
	[STATE_REFRESHING] = { true, BLUE }, [STATE_LOGIN] = { true, YELLOW }, [STATE_MFA] = { true, YELLOW },
	[STATE_APPROVAL] = { true, YELLOW },
	[STATE_DENIED] = { true, YELLOW }, [STATE_UNRESOLVED] = { true, RED }, [STATE_OVERRIDE] = { true, YELLOW },
	[STATE_NONE] = { false, BLUE }, [STATE_ERROR] = { true, RED },
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
		build_format(&b, "%s[%s]", b.n ? " " : "", state_word(s->state));
	return build_done(&b);
}

bool prompt_wants_colour(struct world *w)
{
	const char *no = world_environment(w, "NO_COLOR"), *term = world_environment(w, "TERM");

	return !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

static struct text percent_doubled(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++)
		build_string(&b, t.p[i] == '%' ? "%%" : (char[]){ t.p[i], 0 });
	return build_done(&b);
}

struct text prompt_segment(struct world *w, const struct standing *s, enum dialect d)
{
	struct text t = prompt_text(w, s);
	enum colour c = settings_is_guarded(&s->settings, s->decision.stage.value) ? RED : looks[s->state].colour;

	if (d == DIALECT_ZSH)
		t = percent_doubled(w->arena, t);
	if (!t.n || !prompt_wants_colour(w))
		return t;
	if (d == DIALECT_ZSH)
		return text_format(w->arena, "%%F{%s}%s%%f", colours[c].zsh, t.p);
	if (d == DIALECT_BASH)
		return text_format(w->arena, "\001\033[%dm\002%s\001\033[0m\002", colours[c].sgr, t.p);
	return text_format(w->arena, "\033[%dm%s\033[0m", colours[c].sgr, t.p);
}
