#include "credentials/sso.h"

#include "credentials/jsonvalue.h"
#include "credentials/server.h"
#include "credentials/ssotoken.h"
#include "credentials/urltext.h"

static bool take(struct errand *e, const struct chain_source *s, struct text body, struct cached *out)
{
	json_t *object = jsonvalue_object(body);
	const json_t *o = json_object_get(object, "roleCredentials");
	struct arena *a = e->w->secrets;
	int64_t milliseconds = 0;
	bool fine;

	*out = (struct cached){
		.access_key_id = jsonvalue_text(a, o, "accessKeyId"), .secret_access_key = jsonvalue_text(a, o, "secretAccessKey"),
		.session_token = jsonvalue_text(a, o, "sessionToken"), .account = s->account_id, .written = world_now(e->w),
	};
	fine = jsonvalue_number(o, "expiration", &milliseconds) && out->access_key_id.n && out->secret_access_key.n &&
	       out->session_token.n;
	out->expiration = milliseconds < 1000 ? 1 : milliseconds / 1000; /* 0 would mean that they last */
	json_decref(object);
	return fine || trouble_error(&e->w->troubles, s->at, "does a proxy or a sign-in page of the network stand in between?",
				     "unable to parse the response to GetRoleCredentials: credentials are missing in it");
}

static bool refused(struct errand *e, const struct chain_source *s, const struct http_answer *http, struct text token)
{
	struct arena *a = e->w->arena;
	json_t *object = jsonvalue_object(http->body);
	const char *message = errand_quote(e, jsonvalue_text(e->w->secrets, object, "message"), token, TEXT_NONE);
	const char *type = http->error_type.p ? errand_quote(e, http->error_type, token, TEXT_NONE) :
						arena_format(a, "%ld", http->status);
	const char *todo = "try again in a moment";

	json_decref(object);
	if (http->status == 401 || text_is(http->error_type, "UnauthorizedException"))
		return ssotoken_ended(e, s);
	if (http->status == 403 || http->status == 404)
		todo = arena_format(a, "does your account have the role %s in %s? Compare sso_role_name and sso_account_id",
				    text_show(a, s->role_name, 80).p, text_show(a, s->account_id, 20).p);
	return trouble_error(&e->w->troubles, s->at, todo, "an error occurred (%s) when calling the GetRoleCredentials operation: %s",
			     type, message);
}

bool sso_role_credentials(struct errand *e, const struct chain_source *s, struct cached *out)
{
	struct http_request r = { .method = "GET" };
	struct build url = { .arena = e->w->arena };
	struct http_answer http;
	struct server server;
	struct text token;

	if (!ssotoken_get(e, s, &token) || !server_find(e, SERVICE_SSO, s->sso_region, &server))
		return false;
	build_format(&url, "%s/federation/credentials?role_name=", server.url);
	url_encode(&url, s->role_name, "%20");
	build_string(&url, "&account_id=");
	url_encode(&url, s->account_id, "%20");
	r.url = build_done(&url).p;
	r.plain = server.plain;
	http_add(&r, "x-amz-sso_bearer_token", token);
	if (!http_ask(&e->http, &r, &http))
		return false;
	return http.status == 200 ? take(e, s, http.body, out) : refused(e, s, &http, token);
}
