#include "telling/state.h"

const char *state_word(enum state s)
{
	static const char *const words[STATE_COUNT] = {
		[STATE_OUTSIDE] = "none", [STATE_OK] = "ok", [STATE_EXPIRING] = "expiring", [STATE_REFRESHING] = "refreshing",
		[STATE_LOGIN] = "login", [STATE_MFA] = "mfa", [STATE_APPROVAL] = "approval", [STATE_DENIED] = "denied", [STATE_LOCKED] = "locked",
		[STATE_UNRESOLVED] = "unresolved", [STATE_OVERRIDE] = "override", [STATE_NONE] = "none", [STATE_ERROR] = "error",
	};

	return words[s];
}

bool state_has_keys(enum state s)
{
	return s == STATE_OK || s == STATE_EXPIRING;
}

const char *state_minutes(struct world *w, const struct standing *s)
{
	int64_t left = s->credential.expires - world_now(w);

	return s->state == STATE_EXPIRING ? arena_format(w->arena, " %lldm", (long long)(left + 59) / 60) : "";
}
