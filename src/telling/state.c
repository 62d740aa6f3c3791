#include "telling/state.h"

#include <ctype.h>
#include <string.h>

const char *state_word(enum state s)
{
	static const char *const words[STATE_COUNT] = {
		[STATE_OUTSIDE] = "none", [STATE_OK] = "ok", [STATE_APPROVAL] = "approval", [STATE_DENIED] = "denied",
		[STATE_UNRESOLVED] = "unresolved", [STATE_OVERRIDE] = "override", [STATE_NONE] = "none", [STATE_ERROR] = "error",
	};

	return words[s];
}

/* AWS_<STAGE>_PROFILE and its kin, the stage in capitals and nothing else changed (spec/serverless.md 4.1). */
static const char *stage_variable(struct world *w, struct text stage, const char *suffix)
{
	char *name = arena_format(w->arena, "AWS_%s_%s", stage.p, suffix);

	for (size_t i = 4; i < 4 + stage.n; i++)
		name[i] = (char)toupper((unsigned char)name[i]);
	return name;
}

static bool filled(const char *value)
{
	return value && *value;
}

static const struct ours_variable *variable(const struct standing *s, enum export_name e)
{
	return &s->ours.variables[e];
}

/* A key pair, or a change to what we had exported, is the person's word (design, section 3). */
static const char *overriding(struct world *w, struct standing *s)
{
	static const enum export_name watched[] = {
		EXPORT_ACCESS_KEY_ID, EXPORT_SECRET_ACCESS_KEY, EXPORT_PROFILE, EXPORT_DEFAULT_PROFILE,
	};
	const char *id = stage_variable(w, s->decision.stage.value, "ACCESS_KEY_ID");
	const char *secret = stage_variable(w, s->decision.stage.value, "SECRET_ACCESS_KEY");

	for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
		const struct ours_variable *v = variable(s, watched[i]);

		if (v->owner == CHANGED && (i < 2 || filled(v->live)))
			return v->name;
	}
	if (filled(world_environment(w, id)) && filled(world_environment(w, secret)))
		return id;
	if (variable(s, EXPORT_ACCESS_KEY_ID)->owner == PERSONS && variable(s, EXPORT_SECRET_ACCESS_KEY)->owner == PERSONS &&
	    filled(variable(s, EXPORT_ACCESS_KEY_ID)->live) && filled(variable(s, EXPORT_SECRET_ACCESS_KEY)->live))
		return "AWS_ACCESS_KEY_ID";
	if (s->decision.from_aws_profile)
		return filled(ours_person(w, &s->ours, "AWS_PROFILE")) ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE";
	return NULL;
}

/* The profile whose credentials the Framework would use: rows 2, 6 and 7 of spec/serverless.md 4.1. */
static void find_profile(struct world *w, struct standing *s)
{
	const char *name = stage_variable(w, s->decision.stage.value, "PROFILE"), *value;
	bool given = s->options.profile.value.p != NULL;

	s->profile = s->decision.profile.value.n ? s->decision.profile.value : TEXT_NONE; /* '' is as good as none */
	s->profile_from = s->decision.profile.used ? s->decision.profile.used->name : NULL;
	if (given)
		return;
	value = world_environment(w, name);
	if (filled(value)) {
		s->profile = text_of(value);
		s->profile_from = name;
	}
}

/* What is known of the profile without asking anybody: for approvals and for show. */
static void look_at_profile(struct world *w, struct standing *s)
{
	struct troubles kept = w->troubles;

	w->troubles = (struct troubles){ .arena = kept.arena };
	s->profiles = profiles_load(w);
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
		.account = s->credential.account,
	};
}

static struct profile_value region_of(const struct standing *s)
{
	const struct answer *a = &s->decision.region;

	return (struct profile_value){ .value = a->value, .at = a->used ? a->used->at : NOWHERE };
}

static enum state decided_state(struct world *w, struct standing *s)
{
	struct request r;

	find_profile(w, s);
	s->override = overriding(w, s);
	if (s->override && !s->options.profile.value.p)
		return STATE_OVERRIDE;
	s->override = NULL;
	if (!s->profile.n)
		return STATE_NONE;
	look_at_profile(w, s);
	r = request_of(s);
	s->verdict = s->options.profile.value.p ? (struct verdict){ APPROVAL_ALLOWED, "you named the profile" }
						: approval_check(w, &s->settings, &r);
	if (s->verdict.approval == APPROVAL_DENIED)
		return STATE_DENIED;
	if (s->verdict.approval == APPROVAL_NEEDED)
		return STATE_APPROVAL;
	if (!credential_exportable(w, "provider.region", region_of(s)))
		return STATE_ERROR;
	return credential_obtain(w, s->profiles, s->profile, &s->credential) ? STATE_OK : STATE_ERROR;
}

/* No service, but a profile that was named on the command line. */
static enum state named_state(struct world *w, struct standing *s)
{
	s->profile = s->options.profile.value;
	s->profile_from = s->options.profile.from;
	s->verdict = (struct verdict){ APPROVAL_ALLOWED, "you named the profile" };
	s->profiles = profiles_load(w);
	return credential_obtain(w, s->profiles, s->profile, &s->credential) ? STATE_OK : STATE_ERROR;
}

void standing_find(struct world *w, const struct options *o, struct standing *out)
{
	*out = (struct standing){ .options = *o };
	settings_read(w, &out->settings);
	ours_read(w, &out->ours);
	options_from_shell(w, &out->options);
	choose(w, &out->options, &out->ours, &out->decision);
	switch (out->decision.decided) {
	case DECIDED:
		out->state = decided_state(w, out);
		break;
	case NO_SERVICE:
		out->state = o->profile.value.p ? named_state(w, out) : STATE_OUTSIDE;
		break;
	case UNRESOLVED:
		out->state = STATE_UNRESOLVED;
		break;
	case UNDECIDABLE:
		out->state = STATE_ERROR;
		break;
	}
	if (trouble_first_error(&w->troubles) && out->state != STATE_OUTSIDE && out->state != STATE_UNRESOLVED)
		out->state = STATE_ERROR;
}

bool standing_request(struct world *w, struct standing *s, struct request *out)
{
	if (s->decision.decided != DECIDED || !s->profile.p)
		return false;
	if (!s->profiles)
		look_at_profile(w, s);
	*out = request_of(s);
	return true;
}
