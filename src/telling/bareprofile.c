#include "telling/bareprofile.h"

#include <string.h>

#include "knowing/jsprofile.h"
#include "telling/show.h"

static bool is_of_shell(const struct option_value *v, const char *variable)
{
	return v->value.n && v->from && strcmp(v->from, variable) == 0;
}

/* The source that outranks exported keys; -1: none, or it leads to the same profile. */
static int stronger(const struct whose *whose, bool v4, struct text profile)
{
	int used = whose_counts(whose);
	const struct credential_source *c = used < 0 ? NULL : &whose->sources[used];

	if (!c || used == FROM_KEYS || (used == FROM_FILE && !v4) || (c->profile.p && text_equal(c->profile, profile)))
		return -1;
	return used;
}

static const char *words_of(struct world *w, const struct credential_source *c)
{
	const char *where = c->at.file ? arena_format(w->arena, ", %s", show_place(w, c->at)) : "";

	if (!c->profile.p)
		return arena_format(w->arena, "the keys in %s%s", c->name, where);
	return arena_format(w->arena, "profile \"%s\" (%s%s)", text_show(w->arena, c->profile, 80).p, c->name, where);
}

static bool by_these_rules(struct world *w, const struct standing *s, const struct options *o, const struct decision *d,
			   struct bare_profile *out)
{
	bool v4 = d->framework.version[1] == '4';
	struct whose whose;
	int used;

	if (d->decided == UNRESOLVED && v4) {
		out->words = "a profile that cannot be told";
		return true;
	}
	if (d->decided != DECIDED)
		return false;
	whose_credentials(w, o, &s->ours, d, s->profiles, &whose);
	used = stronger(&whose, v4, s->profile);
	if (used < 0 && !v4 && whose.refused == FROM_FILE) /* it gives up over that profile, whatever keys there are */
		used = FROM_FILE;
	if (used < 0)
		return false;
	out->words = words_of(w, &whose.sources[used]);
	return true;
}

bool bare_profile_differs(struct world *w, const struct standing *s, struct bare_profile *out)
{
	struct troubles kept = w->troubles;
	struct options o = s->options;
	struct decision d;
	bool differs;

	*out = (struct bare_profile){ .words = NULL };
	if (!is_of_shell(&o.profile, "SLSENV_SET_PROFILE") || !standing_is_named(s) || !state_has_keys(s->state))
		return false;
	o.profile = (struct option_value){ .from = NULL };
	if (is_of_shell(&o.stage, "SLSENV_SET_STAGE") && !s->settings.framework_wrap)
		o.stage = o.profile;
	w->troubles = (struct troubles){ .arena = kept.arena };
	decide(w, &o, &s->ours, &d);
	differs = by_these_rules(w, s, &o, &d, out) || (d.other && by_these_rules(w, s, &o, d.other, out));
	w->troubles = kept;
	out->mended = (d.framework.version[1] == '4' && !d.other) || js_profile(w, s->profiles, s->profile).usable;
	return differs;
}
