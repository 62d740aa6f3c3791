#include "credentials/oidccall.h"

#include "ground/process.h"

enum { PATIENCE = 30000 };

bool oidc_call(struct errand *e, struct text region, const char *path, json_t *request, unsigned tries, struct oidc_answer *out)
{
	bool fine;

	e->http.until = process_clock() + PATIENCE;
	fine = oidc_post(e, region, path, request, tries, out);
	json_decref(request);
	return fine;
}

bool oidc_is(const struct oidc_answer *a, const char *aws, const char *oauth)
{
	return text_is(a->error, aws) || text_is(a->error, oauth);
}

bool oidc_error(struct errand *e, const char *operation, const struct oidc_answer *a, const char *missing)
{
	struct troubles *t = &e->w->troubles;
	const char *url = a->server.url;

	if (a->error.p)
		return trouble_error(t, e->http.at, NULL, "an error occurred (%s) when calling the %s operation: %s",
				     errand_quote(e, a->error, TEXT_NONE, TEXT_NONE), operation,
				     errand_quote(e, a->description.p ? a->description : TEXT("no reason was given"),
						  TEXT_NONE, TEXT_NONE));
	if (a->status == 200 && a->object && missing)
		return trouble_error(t, e->http.at, "try again", "unable to parse the response to %s: %s is missing in it",
				     operation, missing);
	return trouble_error(t, e->http.at, "does a proxy or a sign-in page of the network stand in between?",
			     "%s answered %s with HTTP status %ld and no JSON", url, operation, a->status);
}
