#include "verbs/consent.h"

#include <string.h>

#include "ground/agree.h"
#include "verbs/asking.h"
#include "verbs/codes.h"
#include "verbs/fetching.h"

/* What stands in the way, in words; NULL: nothing. */
static const char *obstacle(struct world *w, const struct standing *s)
{
	const struct decision *d = &s->decision;
	const char *guarded = "";

	if (state_has_keys(s->state))
		return NULL;
	if (d->decided == DECIDED && settings_is_guarded(&s->settings, d->stage.value))
		guarded = arena_format(w->arena, "stage \"%s\" is guarded", text_show(w->arena, d->stage.value, 80).p);
	if (s->state == STATE_LOCKED)
		return arena_format(w->arena, "%s, and its profile is \"%s\"", guarded, text_show(w->arena, s->profile, 80).p);
	return arena_format(w->arena, "profile \"%s\" for stage \"%s\" is not approved here%s%s", text_show(w->arena, s->profile, 80).p,
			    text_show(w->arena, d->stage.value, 80).p, *guarded ? ", and " : "", guarded);
}

static int refuse(struct world *w, const struct standing *s, const char *why, const char *todo)
{
	trouble_error(&w->troubles, (struct place){ s->decision.service.path, 0, 0 }, todo, "%s", why);
	return EXIT_NOT_APPROVED;
}

static int go_on(struct run *r, struct standing *s)
{
	if (state_has_keys(s->state))
		return EXIT_DONE;
	standing_agree(r->w, s);
	fetch_credentials(r, s, PATIENCE_END);
	return (int)exit_code_of(s);
}

static int ask_person(struct run *r, const char *purpose, struct standing *s)
{
	struct world *w = r->w;
	const char *why = obstacle(w, s), *account = s->credential.account.p;

	if (!why)
		return EXIT_DONE;
	switch (agree(arena_format(w->arena, "slsenv: %s: %s. Use its keys (account %s) %s this once? [y/N] ",
				   text_show(w->arena, text_of(s->decision.service.path), 0).p, why, account ? account : "unknown", purpose))) {
	case AGREE_NOBODY:
		return refuse(w, s, why, s->state == STATE_LOCKED
				? "there is no terminal to ask on: run it on one, or take the stage out of [guard] stages"
				: "there is no terminal to ask on: `slsenv allow` approves it, or name the profile with --aws-profile");
	case AGREE_NO:
		return refuse(w, s, why, "you did not say yes");
	case AGREE_YES:
		break;
	}
	r->options.unlocked = true;
	return go_on(r, s);
}

static int undecided(struct world *w, const struct standing *s)
{
	if (s->state == STATE_REFRESHING && s->profile.p)
		trouble_error(&w->troubles, NOWHERE, "try again", "the credentials of profile \"%s\" are still being fetched",
			      text_show(w->arena, s->profile, 80).p);
	for (const struct unresolved *u = s->decision.unresolved; u; u = u->next)
		trouble_error(&w->troubles, u->at, "`slsenv why` shows each step", "%s cannot be told: %s %s", text_show(w->arena, u->path, 80).p,
			      text_show(w->arena, u->variable, 120).p, u->reason);
	return (int)exit_code_of(s);
}

static int outside(struct world *w)
{
	trouble_error(&w->troubles, NOWHERE, "go to a directory that has a serverless.yml, or name a profile with --aws-profile",
		      "no service here or above");
	return EXIT_FAILED;
}

/* The directory's own Framework has to be asked: here a person waits for it. */
static void wait_for_framework(struct run *r, struct standing *s)
{
	if (s->state != STATE_REFRESHING || s->decision.decided != UNRESOLVED || !ask_now(r, s))
		return;
	r->w->log = r->w->log_last = NULL;
	memset(r->w->index, 0, sizeof r->w->index); /* files have changed: look again */
	standing_find(r->w, &r->options, s);
}

int consent(struct run *r, const char *purpose, struct standing *s)
{
	standing_find(r->w, &r->options, s);
	wait_for_framework(r, s);
	fetch_credentials(r, s, PATIENCE_END); /* also what has failed long ago, or ought to be renewed */
	switch (s->state) {
	case STATE_OK:
	case STATE_EXPIRING:
	case STATE_APPROVAL:
	case STATE_LOCKED:
		return ask_person(r, purpose, s);
	case STATE_DENIED:
		return refuse(r->w, s, arena_format(r->w->arena, "this directory gets no credentials: %s", s->verdict.why),
			      "`slsenv revoke` takes a denial back");
	case STATE_UNRESOLVED:
	case STATE_REFRESHING:
		return undecided(r->w, s);
	case STATE_OUTSIDE:
		return outside(r->w);
	case STATE_NONE:
	case STATE_OVERRIDE:
		return EXIT_DONE;
	case STATE_LOGIN:
	case STATE_MFA:
	case STATE_ERROR:
	case STATE_COUNT:
		break;
	}
	return (int)exit_code_of(s);
}
