#include "credentials/oidc.h"

bool oidc_client_is_gone(const struct oidc_answer *a)
{
	static const char *const errors[] = {
		"InvalidClientException", "invalid_client", "UnauthorizedClientException", "unauthorized_client",
	};

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (a->status != 200 && text_is(a->error, errors[i]))
			return true;
	return false;
}

bool oidc_post(struct errand *e, struct text region, const char *path, const json_t *body, unsigned tries,
	       struct oidc_answer *out)
{
	struct http_request r = { .method = "POST", .tries = tries };
	struct arena *a = e->w->secrets;
	struct http_answer http;

	*out = (struct oidc_answer){ .status = 0 };
	if (!server_find(e, SERVICE_SSO_OIDC, region, &out->server))
		return false;
	r.url = arena_format(e->w->arena, "%s%s", out->server.url, path);
	r.plain = out->server.plain;
	r.body = jsonvalue_print(a, body, 0);
	http_add(&r, "Content-Type", TEXT("application/json"));
	if (!http_ask(&e->http, &r, &http))
		return false;
	out->status = http.status;
	out->object = jsonvalue_object(http.body);
	if (http.status == 200)
		return true;
	out->error = http.error_type.p ? http.error_type : jsonvalue_text(a, out->object, "error");
	out->description = jsonvalue_text(a, out->object, "error_description");
	if (!out->description.p)
		out->description = jsonvalue_text(a, out->object, "message");
	return true;
}
