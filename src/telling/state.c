#include "telling/state.h"

#include <string.h>

#include "deciding/asked.h"
#include "deciding/chosen.h"
#include "knowing/nosuchprofile.h"

/* What is known of the profile without asking anybody: for approvals and for show. */
static void look_at_profile(struct world *w, struct standing *s)
{
	struct troubles kept = w->troubles;

	w->troubles = (struct troubles){ .arena = kept.arena };
	credential_obtain(w, s->profiles, s->profile, &s->credential);
	w->troubles = kept;
}

static struct request request_of(const struct standing *s)
{
	return (struct request){
		.directory = s->decision.service.directory,
		.inode = s->decision.service.inode,
		.stage = s->decision.stage.value,
		.profile = s->profile,
		.account = s->credential.account_came ? TEXT_NONE : s->credential.account,
	};
}

/* SDKs build host names of it. */
static bool is_region(struct world *w, struct profile_value region)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";

	if (!region.value.p || (strspn(region.value.p, allowed) == region.value.n && region.value.n <= 64))
		return true;
	return trouble_error(&w->troubles, region.at, "write a region like eu-west-1", "\"%s\" is no region name",
			     text_show(w->arena, region.value, 80).p);
}

/* On this very command line, not once for a shell that walks on. */
static bool is_typed(const struct option_value *v)
{
	return v->value.p && v->from && strncmp(v->from, "option", 6) == 0;
}

/* What is named with a command needs no approval for it; a denial counts all the same. */
static struct verdict approval(struct world *w, const struct standing *s, const struct request *r)
{
	struct verdict v = approval_check(w, &s->settings, r);

	if (v.approval == APPROVAL_NEEDED && is_typed(&s->options.profile) && standing_is_named(s))
		return (struct verdict){ APPROVAL_ALLOWED, "you named the profile" };
	return v;
}

static struct profile_value region_of(const struct standing *s)
{
	const struct answer *a = &s->decision.region;

	return (struct profile_value){ .value = a->value, .at = a->used ? a->used->at : NOWHERE };
}

/* Where the profile's name stands. */
static struct place place_of_profile(const struct standing *s)
{
	for (int i = FROM_COUNT; i-- > 0;)
		if (s->whose.sources[i].present && text_equal(s->whose.sources[i].profile, s->profile))
			return s->whose.sources[i].at;
	return NOWHERE;
}

/* The keys are good, but Serverless v3 and osls give up over a profile that they cannot use themselves. */
static void warn_of_refusal(struct world *w, const struct standing *s)
{
	const struct credential_source *c = s->whose.refused < 0 ? NULL : &s->whose.sources[s->whose.refused];

	if (s->whose.refused == FROM_OPTION && strcmp(c->name, "SLSENV_SET_PROFILE") == 0)
		return; /* the Framework does not know of it: telling/bareprofile.h */
	if (c && c->problem && !s->options.lends && !(s->whose.refused == FROM_PROFILE && !c->dotenv))
		trouble_warning(&w->troubles, c->at, "run it as `slsenv exec -- sls ...`, which lends it the keys",
				"Serverless v3 itself will say: %s (%s)", c->problem, c->name);
}

static enum state obtained_state(struct world *w, struct standing *s)
{
	static const enum state states[] = {
		[OBTAINED_ERROR] = STATE_ERROR, [OBTAINED_KEYS] = STATE_OK, [OBTAINED_EXPIRING] = STATE_EXPIRING,
		[OBTAINED_NOTHING] = STATE_REFRESHING, [OBTAINED_LOGIN] = STATE_LOGIN, [OBTAINED_MFA] = STATE_MFA,
	};

	return states[obtain(w, s->profiles, s->profile, &s->ours, &s->credential, &s->obtaining)];
}

/* A shell that has just begun, or a script, has unlocked nothing. */
static bool is_locked(struct world *w, struct standing *s, const struct request *r)
{
	if (!settings_is_guarded(&s->settings, r->stage))
		return false;
	if (!s->options.fresh_shell)
		unlock_read(w, r, &s->unlock);
	return !s->unlock.until && !s->options.unlocked;
}

static bool is_there(struct world *w, const struct standing *s)
{
	if (profile_find(s->profiles, s->profile) || profiles_unreadable(s->profiles))
		return true;
	return profile_not_found(w, s->profiles, s->profile, place_of_profile(s));
}

/* What is left once the profile may be used. */
static enum state keys_state(struct world *w, struct standing *s)
{
	enum state state;

	if (!credential_exportable(w, "provider.region", region_of(s)) || !is_region(w, region_of(s)))
		return STATE_ERROR;
	if (!is_there(w, s))
		return STATE_ERROR;
	state = obtained_state(w, s);
	if (state_has_keys(state))
		warn_of_refusal(w, s);
	return state;
}

static enum state decided_state(struct world *w, struct standing *s)
{
	struct request r;

	if (!standing_find_profile(w, s))
		return STATE_UNRESOLVED;
	if (s->override)
		return STATE_OVERRIDE;
	if (!s->profile.n)
		return STATE_NONE;
	look_at_profile(w, s);
	r = request_of(s);
	s->verdict = approval(w, s, &r);
	if (s->verdict.approval == APPROVAL_DENIED)
		return STATE_DENIED;
	if (s->verdict.approval == APPROVAL_NEEDED) /* a name that the person has mistyped is nothing to approve */
		return !standing_is_named(s) || is_there(w, s) ? STATE_APPROVAL : STATE_ERROR;
	if (is_locked(w, s, &r))
		return STATE_LOCKED;
	return keys_state(w, s);
}

/* What only the Framework can tell, it may be asked: with permission, and away from the prompt. */
static enum state unresolved_state(struct world *w, struct standing *s)
{
	struct request r = request_of(s);

	if (!s->decision.framework.program)
		return STATE_UNRESOLVED;
	s->may_run = approval_may_run(w, &s->settings, &r);
	if (!s->may_run)
		return STATE_UNRESOLVED;
	switch (asked_look(w, &s->options, &s->ours, &s->decision)) {
	case ASKED_ANSWER:
		return decided_state(w, s);
	case ASKED_REFUSAL:
		return STATE_ERROR;
	case ASKED_NOTHING:
		break;
	}
	return STATE_REFRESHING;
}

/* No service, but a profile that was named on the command line. */
static enum state named_state(struct world *w, struct standing *s)
{
	const struct profile *profile;
	struct profile_value region = { .value = TEXT_NONE };

	s->profile = s->options.profile.value;
	s->profile_from = s->options.profile.from;
	s->verdict = (struct verdict){ APPROVAL_ALLOWED, "you named the profile" };
	s->profiles = profiles_load(w);
	if ((profile = profile_find(s->profiles, s->profile)))
		region = profile_get(s->profiles, profile, "region");
	answer_add_option(&s->decision.region, &s->options.region, "option --region");
	answer_add(&s->decision.region, "the profile's region", region.value.n ? region.value : TEXT_NONE, region.at);
	answer_settle(&s->decision.region);
	return keys_state(w, s);
}

/* Nothing is exported, and the word says more than "error". */
static bool speaks_for_itself(enum state s)
{
	return s == STATE_OUTSIDE || s == STATE_UNRESOLVED || s == STATE_REFRESHING || s == STATE_LOGIN || s == STATE_MFA;
}

void standing_find(struct world *w, const struct options *o, struct standing *out)
{
	*out = (struct standing){ .options = *o, .unlock.words = TEXT("") };
	settings_read(w, &out->settings);
	ours_read(w, o->fresh_shell, &out->ours);
	out->forgets_choice = chosen_elsewhere(w, &out->options, &out->ours);
	if (!out->forgets_choice)
		options_from_shell(w, &out->options);
	decide(w, &out->options, &out->ours, &out->decision);
	switch (out->decision.decided) {
	case DECIDED:
		out->state = decided_state(w, out);
		break;
	case NO_SERVICE:
		out->state = o->profile.value.p ? named_state(w, out) : STATE_OUTSIDE;
		break;
	case UNRESOLVED:
		out->state = unresolved_state(w, out);
		break;
	case UNDECIDABLE:
		out->state = STATE_ERROR;
		break;
	}
	if (trouble_first_error(&w->troubles) && !speaks_for_itself(out->state))
		out->state = STATE_ERROR;
}

void standing_stageguard(struct world *w, struct standing *s)
{
	struct troubles kept = w->troubles;
	struct options o = s->options;

	if (!state_has_keys(s->state) || s->decision.decided != DECIDED)
		return;
	/* A profile that was chosen for the shell stands beside the stage that a bare sls means; who names another stage means that one's. */
	if (o.profile.from && strcmp(o.profile.from, "SLSENV_SET_PROFILE") == 0)
		o.profile = (struct option_value){ .from = NULL };
	w->troubles = (struct troubles){ .arena = kept.arena };
	stageguard_find(w, &o, &s->ours, &s->decision, s->profiles, s->profile, &s->stageguard);
	w->troubles = kept;
}

void standing_agree(struct world *w, struct standing *s)
{
	s->agreed = true;
	s->verdict = (struct verdict){ APPROVAL_ALLOWED, "you said yes" };
	s->state = keys_state(w, s);
}

bool standing_request(struct world *w, struct standing *s, struct request *out)
{
	if (s->decision.decided != DECIDED || !s->profile.p)
		return false;
	if (!s->credential.access_key_id.p)
		look_at_profile(w, s);
	*out = request_of(s);
	return true;
}
