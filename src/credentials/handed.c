#include "credentials/handed.h"

#include "credentials/jsonvalue.h"
#include "credentials/moment.h"

static bool wrong(struct errand *e, const struct chain_source *s, const char *what)
{
	return trouble_error(&e->w->troubles, s->at, s->kind == SOURCE_PROCESS ? "run it by hand" : NULL,
			     "error when retrieving credentials from %s: %s", s->method, what);
}

static bool lacks(struct errand *e, const struct chain_source *s, const char *key)
{
	return wrong(e, s, arena_format(e->w->arena, "missing required key in response: '%s'", key));
}

static bool take(struct errand *e, const struct chain_source *s, const json_t *o, const char *token, struct cached *out)
{
	struct arena *a = e->w->secrets;
	struct text until = jsonvalue_text(a, o, "Expiration");
	const json_t *end = json_object_get(o, "Expiration");

	*out = (struct cached){
		.access_key_id = jsonvalue_text(a, o, "AccessKeyId"), .secret_access_key = jsonvalue_text(a, o, "SecretAccessKey"),
		.session_token = jsonvalue_text(a, o, token), .account = jsonvalue_text(a, o, "AccountId"),
		.written = world_now(e->w),
	};
	if (!out->access_key_id.n)
		return lacks(e, s, "AccessKeyId");
	if (!out->secret_access_key.n)
		return lacks(e, s, "SecretAccessKey");
	if (!out->session_token.n)
		out->session_token = TEXT_NONE;
	if (!until.p && (!end || json_is_null(end)))
		return true;
	if (!moment_read(until, &out->expiration))
		return wrong(e, s, "Expiration is not a time with an offset");
	out->until = moment_iso(a, until);
	return out->expiration > out->written ||
	       wrong(e, s, "credentials were refreshed, but the refreshed credentials are still expired");
}

/* 1, 1.0 and true are the same number to Python. */
static bool is_version_one(const json_t *v)
{
	return (json_is_number(v) && json_number_value(v) >= 1.0 && json_number_value(v) <= 1.0) || json_is_true(v);
}

bool handed_by_process(struct errand *e, const struct chain_source *s, struct text json, struct cached *out)
{
	json_t *o = jsonvalue_object(json);
	bool fine;

	if (!o)
		return wrong(e, s, "what it printed is not a JSON object");
	fine = is_version_one(json_object_get(o, "Version")) ||
	       wrong(e, s, "unsupported version for credential process provider, supported versions: 1");
	fine = fine && take(e, s, o, "SessionToken", out);
	json_decref(o);
	if (fine && !out->account.n)
		out->account = s->process_account;
	return fine;
}

bool handed_by_metadata(struct errand *e, const struct chain_source *s, struct text json, struct cached *out)
{
	json_t *o = jsonvalue_object(json);
	bool fine;

	if (!o)
		return wrong(e, s, "unable to parse JSON returned from metadata service");
	fine = take(e, s, o, "Token", out);
	json_decref(o);
	if (fine && (!out->session_token.p || !out->expiration))
		return lacks(e, s, out->expiration ? "Token" : "Expiration");
	return fine;
}
