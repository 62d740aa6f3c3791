#include "credentials/stserror.h"

#include <string.h>

#include "knowing/nosuchprofile.h"

static const char clock_todo[] = "check your clock";

/* What can be done about it; %s is the profile whose keys signed the request. */
static const struct {
	const char *code, *todo;
} hints[] = {
	{ "InvalidClientTokenId", "correct the access key of profile %s: slsenv configure --profile %s" },
	{ "UnrecognizedClientException", "correct the access key of profile %s: slsenv configure --profile %s" },
	{ "SignatureDoesNotMatch", "correct the secret key of profile %s: slsenv configure --profile %s" },
	{ "ExpiredToken", "the credentials of profile %s are too old: renew them, then try again" },
	{ "ExpiredTokenException", "the credentials of profile %s are too old: renew them, then try again" },
	{ "AccessDenied", "profile %s has to be allowed sts:AssumeRole on this role, and the role has to trust it" },
	{ "RegionDisabledException", "choose another region for profile %s" },
	{ "RequestExpired", clock_todo },
	{ "RequestTimeTooSkewed", clock_todo },
	{ "InvalidIdentityToken", "look at web_identity_token_file of profile %s" },
	{ "Throttling", "try again in a moment" },
};

static bool says(struct text t, const char *words)
{
	return t.n && memmem(t.p, t.n, words, strlen(words));
}

static bool is_clock(const struct sts_answer *a)
{
	return says(a->error_message, "Signature expired") || says(a->error_message, "not yet current") ||
	       text_is(a->error_code, "RequestExpired") || text_is(a->error_code, "RequestTimeTooSkewed");
}

/* How far off this machine's clock is, if the server's says so. */
static const char *clock_words(struct errand *e, int64_t date)
{
	int64_t off = date ? world_now(e->w) - date : 0;
	int64_t minutes = (off < 0 ? -off : off) / 60;

	if (minutes < 2)
		return clock_todo;
	return arena_format(e->w->arena, "check your clock: it is %lld minutes %s AWS's", (long long)minutes,
			    off < 0 ? "behind" : "ahead of");
}

static const char *hint(struct errand *e, const struct sts_call *c, const struct sts_answer *a)
{
	const char *who = profile_word(e->w->arena, c->signer.p ? c->signer : e->selected->name);

	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		struct build b = { .arena = e->w->arena };
		const char *rest = hints[i].todo, *cut;

		if (!text_is(a->error_code, hints[i].code))
			continue;
		while ((cut = strstr(rest, "%s"))) {
			build_bytes(&b, rest, (size_t)(cut - rest));
			build_string(&b, who);
			rest = cut + 2;
		}
		build_string(&b, rest);
		return build_done(&b).p;
	}
	return NULL;
}

bool sts_error(struct errand *e, const struct sts_call *c, const struct http_answer *http, bool read,
	       const struct sts_answer *a)
{
	const char *code = errand_quote(e, a->error_code, c->secret, c->token);
	const char *message = errand_quote(e, a->error_message, c->secret, c->token);
	const char *type = http->content_type.p ? text_show(e->w->arena, http->content_type, 60).p : "no content type";

	if (read && says(a->error_message, "MultiFactorAuthentication failed"))
		return errand_sign_in(e, FAILURE_MFA, NULL, c->at, errand_login_command(e),
				      "an error occurred (%s) when calling the %s operation: %s", code, c->operation, message);
	if (read && a->error_code.p)
		return trouble_error(&e->w->troubles, c->at, is_clock(a) ? clock_words(e, http->date) : hint(e, c, a),
				     "an error occurred (%s) when calling the %s operation: %s", code, c->operation, message);
	if (http->status != 200)
		return trouble_error(&e->w->troubles, c->at, "try again in a moment",
				     "an error occurred (%ld) when calling the %s operation: %s answered without a reason",
				     http->status, c->operation, c->url);
	return trouble_error(&e->w->troubles, c->at, "does a proxy or a sign-in page of the network stand in between?",
			     "unable to parse the response of %s to %s, %s (%s)", c->url, c->operation,
			     read ? "credentials are missing in it" : "invalid XML received", type);
}
