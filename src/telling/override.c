#include "telling/state.h"

static bool filled(const char *value)
{
	return value && *value;
}

/* What we had exported and the person has changed since is the person's word (design, section 3). So is what we could not take
 * away: a universal variable of fish, which shows through. */
static const char *changed_by_person(const struct standing *s)
{
	static const enum export_name watched[] = {
		EXPORT_ACCESS_KEY_ID, EXPORT_SECRET_ACCESS_KEY, EXPORT_SESSION_TOKEN, EXPORT_SECURITY_TOKEN, EXPORT_PROFILE,
		EXPORT_DEFAULT_PROFILE,
	};

	for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
		const struct ours_variable *v = &s->ours.variables[watched[i]];

		if (v->owner == CHANGED && (i < 2 || filled(v->live)))
			return v->name;
	}
	return NULL;
}

static bool is_keys(int source)
{
	return source == FROM_KEYS || source == FROM_STAGE_KEYS;
}

/* v4 does not ask for a profile that was named where a credential resolver of the file is in force. */
bool standing_is_named(const struct standing *s)
{
	return s->options.profile.value.p && !s->decision.resolver;
}

/* The variable of the person's that decides, so that we keep out of the way; NULL: none. */
const char *standing_overriding(struct world *w, const struct standing *s)
{
	const char *changed = changed_by_person(s);
	const struct credential_source *keys = &s->whose.sources[FROM_KEYS];
	int used = whose_counts(&s->whose);

	if (standing_is_named(s))
		return NULL;
	if (changed)
		return changed;
	/* v4 itself would prefer provider.profile to a key pair. But to export that profile we would have to overwrite the person's
	 * own keys, which is never done; and while they are there the AWS CLI and the SDKs use them. */
	if (s->decision.framework.version[1] == '4' && keys->present && !keys->dotenv)
		return keys->name;
	if (used >= 0 && is_keys(used))
		return s->whose.sources[used].dotenv ? arena_format(w->arena, "%s in the service's .env", s->whose.sources[used].name)
						     : s->whose.sources[used].name;
	if (s->decision.from_aws_profile)
		return filled(ours_person(w, &s->ours, "AWS_PROFILE")) ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE";
	return NULL;
}
