#include "credentials/ssoflow.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "credentials/awsfile.h"
#include "credentials/browser.h"
#include "credentials/moment.h"
#include "credentials/ssotoken.h"

bool ssoflow_failed(struct ssoflow *f, const char *todo, const char *what)
{
	return trouble_error(&f->e->w->troubles, f->e->http.at, todo, "%s", what);
}

json_t *ssoflow_request(struct ssoflow *f, const char *grant)
{
	json_t *request = json_object();

	jsonvalue_set(request, "grantType", text_of(grant));
	jsonvalue_set(request, "clientId", f->r.id);
	jsonvalue_set(request, "clientSecret", f->r.secret);
	return request;
}

/* The token that came, into the AWS CLI's file. */
static bool keep_token(struct ssoflow *f, const struct oidc_answer *a)
{
	struct world *w = f->e->w;
	struct text access = jsonvalue_text(w->secrets, a->object, "accessToken");
	const char *path = ssotoken_path(w, f->source);
	struct awsfile file;
	int64_t seconds = 0;
	bool ok;

	if (!access.n || !jsonvalue_number(a->object, "expiresIn", &seconds))
		return oidc_error(f->e, "CreateToken", a, access.n ? "expiresIn" : "accessToken");
	if (!path)
		return ssoflow_failed(f, "set HOME", "there is no home directory to keep the token in");
	awsfile_read(w, path, &file);
	if (!file.object)
		file.object = json_object();
	jsonvalue_set(file.object, "startUrl", f->s.start_url);
	jsonvalue_set(file.object, "region", f->s.region);
	jsonvalue_set(file.object, "accessToken", access);
	jsonvalue_set(file.object, "expiresAt", moment_text(w->arena, world_now(w) + seconds));
	jsonvalue_set(file.object, "clientId", f->r.id);
	jsonvalue_set(file.object, "clientSecret", f->r.secret);
	jsonvalue_set(file.object, "registrationExpiresAt", moment_text(w->arena, f->r.expires));
	jsonvalue_set(file.object, "refreshToken", jsonvalue_text(w->secrets, a->object, "refreshToken"));
	ok = awsfile_write(w, path, &file);
	awsfile_done(&file);
	return ok || trouble_error(&w->troubles, (struct place){ path, 0, 0 }, "mend its owner and mode, or make room",
				   "the token cannot be kept here: %s", strerror(errno));
}

bool ssoflow_token(struct ssoflow *f, json_t *request, unsigned tries, struct oidc_answer *a, bool *kept)
{
	bool fine = oidc_call(f->e, f->s.region, "/token", request, tries, a);

	f->client_is_gone = fine && oidc_client_is_gone(a);
	*kept = fine && a->status == 200 && keep_token(f, a);
	json_decref(a->object);
	return fine && (*kept || a->status != 200);
}

bool ssoflow_is_page(struct text url, bool plain)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || (unsigned char)url.p[i] >= 0x7f)
			return false;
	return text_starts(url, "https://") || (plain && text_starts(url, "http://"));
}

void ssoflow_show(struct ssoflow *f, struct text url, const char *also)
{
	struct world *w = f->e->w;
	bool opened = browser_open(w, url.p);

	fprintf(stderr, "slsenv: %s\n\n  %s\n\n%s\n",
		opened ? "sign in on the page that your browser opens; if it opens none, go to" :
			 "to sign in, open this page in a browser:",
		text_show(w->arena, url, 0).p, also);
}
