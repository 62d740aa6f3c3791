#include "telling/state.h"

#include "deciding/either.h"

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
static const char *overriding(struct world *w, const struct standing *s)
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

static void find_profile(struct world *w, struct standing *s)
{
	int used;

	whose_credentials(w, &s->options, &s->ours, &s->decision, s->profiles, &s->whose);
	used = whose_counts(&s->whose);
	s->profile = TEXT_NONE;
	s->profile_from = NULL;
	if (used >= 0 && s->whose.sources[used].profile.p) {
		s->profile = s->whose.sources[used].profile;
		s->profile_from = s->whose.sources[used].name;
	} else if (s->decision.profile.value.n) {
		s->profile = s->decision.profile.value;
		s->profile_from = s->decision.profile.used->name;
	}
	s->override = overriding(w, s);
}

static const char *words_for(struct world *w, const struct standing *s)
{
	if (s->override)
		return s->override;
	return s->profile.n ? arena_format(w->arena, "\"%s\" by %s", text_show(w->arena, s->profile, 80).p, s->profile_from) : "none";
}

bool standing_find_profile(struct world *w, struct standing *s)
{
	struct standing other = *s;

	s->profiles = profiles_load(w);
	find_profile(w, s);
	if (!s->decision.other)
		return true;
	other.profiles = s->profiles;
	decision_copy(&other.decision, s->decision.other);
	find_profile(w, &other);
	if (!s->override == !other.override && (s->override || (s->profile.n == other.profile.n &&
								(!s->profile.n || text_equal(s->profile, other.profile)))))
		return true;
	either_differ(w, &s->decision, "provider.profile", "the credentials' source", words_for(w, s), words_for(w, &other));
	return false;
}
