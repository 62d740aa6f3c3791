#include "verbs/fetching.h"

#include <string.h>

#include "obtaining/fetch.h"

enum { LONGEST = 60000 };

static bool was(struct world *w, const char *variable, struct text value)
{
	const char *now = w->ops->environment(w, variable); /* not a question on which the answer depends */

	return now && text_is(value, now);
}

/* Is this shell in the same service still, or again, so that whoever sits there has waited already? */
static bool was_here(struct world *w, const struct standing *s)
{
	static const enum state tried[] = { STATE_OK, STATE_EXPIRING, STATE_REFRESHING, STATE_LOGIN, STATE_MFA, STATE_ERROR };

	if (!was(w, "SLSENV_PROFILE", s->profile) || !was(w, "SLSENV_STAGE", s->decision.stage.value))
		return false;
	for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
		if (was(w, "SLSENV_STATE", text_of(state_word(tried[i]))))
			return true;
	return false;
}

/* With keys in hand nobody waits for newer ones, but for a command that may take longer than they last. */
static unsigned how_long(struct world *w, const struct standing *s, enum patience p)
{
	if (p == PATIENCE_END)
		return LONGEST;
	if (p == PATIENCE_NONE || state_has_keys(s->state) || (p == PATIENCE_PROMPT && was_here(w, s)))
		return 0;
	return s->settings.network_wait;
}

static struct text known_account(const struct standing *s)
{
	return s->credential.account_came ? TEXT_NONE : s->credential.account;
}

/* What was fetched is on disk now: nothing that was seen counts any more. A person's yes does, if it is about the same still. */
static void look_again(struct run *r, struct standing *s)
{
	struct text stage = s->decision.stage.value, profile = s->profile, account = known_account(s);
	struct world *w = r->w;
	bool agreed = s->agreed;

	w->log = w->log_last = NULL;
	memset(w->index, 0, sizeof w->index);
	w->deadline = 0;
	w->troubles.first = w->troubles.last = NULL;
	standing_find(w, &r->options, s);
	if (agreed && s->state == STATE_APPROVAL && text_equal(stage, s->decision.stage.value) && text_equal(profile, s->profile) &&
	    text_equal(account, known_account(s)))
		standing_agree(w, s);
}

/* Keys that nobody keeps: they stand in no file that could be looked at again. */
static void take(struct run *r, struct standing *s, const struct cached *handed)
{
	look_again(r, s); /* there is a note now */
	if (s->obtaining.wanted)
		s->state = obtain_handed(r->w, handed, &s->credential, &s->obtaining) == OBTAINED_KEYS ? STATE_OK : STATE_ERROR;
}

static enum fetched fetch_once(struct run *r, struct standing *s, enum patience p)
{
	struct cached handed;
	struct fetch f = {
		.profile = s->profile, .how = &s->obtaining, .ours = &s->ours, .self = r->self,
		.milliseconds = how_long(r->w, s, p), .at_prompt = p == PATIENCE_PROMPT,
	};
	enum fetched result = fetch(r->w, &f, &handed);

	if (result == FETCH_ENDED)
		look_again(r, s);
	else if (result == FETCH_HANDED)
		take(r, s, &handed);
	else if (result == FETCH_IMPOSSIBLE && !state_has_keys(s->state))
		s->state = STATE_ERROR;
	return result;
}

void fetch_credentials(struct run *r, struct standing *s, enum patience p)
{
	/* Once more where another shell was waited for, and what it got is nothing that one can hand on. */
	for (int round = 0; round < 2 && s->obtaining.wanted; round++)
		if (fetch_once(r, s, p) != FETCH_ENDED)
			return;
}
