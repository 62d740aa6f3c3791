#include "credentials/ssotoken.h"

#include <errno.h>
#include <string.h>

#include "credentials/awsfile.h"
#include "credentials/moment.h"
#include "credentials/oidc.h"

enum { REFRESH_WINDOW = 15 * 60, LOCK_SECONDS = 40 /* longer than the other one asks */ };

/* One token while it is looked at. */
struct token {
	struct errand *e;
	const struct chain_source *s;
	const char *path;
	struct awsfile file;
	int64_t left;      /* seconds */
};

const char *ssotoken_path(struct world *w, const struct chain_source *s)
{
	return awsfile_path(w, "~/.aws/sso/cache", "sso-token", s->sso_session.p ? "sessionName" : "startUrl",
			    s->sso_session.p ? &s->sso_session : &s->start_url, NULL);
}

static bool sign_in(const struct token *t, const char *what)
{
	return errand_sign_in(t->e, FAILURE_LOGIN, t->path, t->s->at,
			      arena_format(t->e->w->arena, "%s, or aws sso login --profile %s",
					   errand_login_command(t->e), t->e->name), "%s", what);
}

bool ssotoken_ended(struct errand *e, const struct chain_source *s)
{
	struct token t = { .e = e, .s = s, .path = ssotoken_path(e->w, s) };

	return sign_in(&t, arena_format(e->w->arena, "the SSO session associated with this profile (%s) has expired or is "
					"otherwise invalid", e->name));
}

/* A sign-in of ours mends it as well: it replaces the file. */
static bool distrusted(const struct token *t)
{
	t->e->kind = FAILURE_LOGIN;
	t->e->watch = t->path;
	return awsfile_distrusted(t->e->w, t->path, arena_format(t->e->w->arena, "the SSO token of profile %s", t->e->name),
				  arena_format(t->e->w->arena, ", or %s", errand_login_command(t->e)));
}

static bool load(struct token *t)
{
	struct arena *a = t->e->w->arena;
	struct text name = t->s->sso_session.p ? t->s->sso_session : t->s->start_url, ends;
	int64_t end;

	if (!t->path)
		return trouble_error(&t->e->w->troubles, t->s->at, "set HOME", "there is no home directory to look for SSO tokens in");
	awsfile_done(&t->file);
	awsfile_read(t->e->w, t->path, &t->file);
	if (!t->file.found)
		return sign_in(t, arena_format(a, "error loading SSO Token: Token for %s does not exist",
					       text_show(a, name, 200).p));
	if (t->file.open)
		return distrusted(t);
	ends = jsonvalue_text(t->e->w->secrets, t->file.object, "expiresAt");
	if (!jsonvalue_text(t->e->w->secrets, t->file.object, "accessToken").n || !moment_read(ends, &end))
		return sign_in(t, arena_format(a, "error loading SSO Token: Token for %s is invalid",
					       text_show(a, t->s->start_url, 200).p));
	t->left = end - world_now(t->e->w);
	return true;
}

static bool can_refresh(const struct token *t)
{
	static const char *const keys[] = { "refreshToken", "clientId", "clientSecret" };
	struct arena *a = t->e->w->secrets;
	int64_t end;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!jsonvalue_text(a, t->file.object, keys[i]).p)
			return false;
	return moment_read(jsonvalue_text(a, t->file.object, "registrationExpiresAt"), &end) && end > world_now(t->e->w);
}

static json_t *refresh_request(const struct token *t)
{
	json_t *body = json_object();
	struct arena *a = t->e->w->secrets;

	jsonvalue_set(body, "clientId", jsonvalue_text(a, t->file.object, "clientId"));
	jsonvalue_set(body, "clientSecret", jsonvalue_text(a, t->file.object, "clientSecret"));
	jsonvalue_set(body, "grantType", TEXT("refresh_token"));
	jsonvalue_set(body, "refreshToken", jsonvalue_text(a, t->file.object, "refreshToken"));
	return body;
}

/* Puts what the service said into the file; what else is there stays. */
static void keep(struct token *t, const json_t *answer)
{
	struct world *w = t->e->w;
	struct text refresh = jsonvalue_text(w->secrets, answer, "refreshToken");
	int64_t seconds = 0;

	jsonvalue_number(answer, "expiresIn", &seconds);
	jsonvalue_set(t->file.object, "accessToken", jsonvalue_text(w->secrets, answer, "accessToken"));
	jsonvalue_set(t->file.object, "expiresAt", moment_text(w->arena, world_now(w) + seconds));
	if (refresh.p)
		jsonvalue_set(t->file.object, "refreshToken", refresh);
	t->left = seconds;
	if (!awsfile_write(w, t->path, &t->file))
		trouble_warning(&w->troubles, (struct place){ t->path, 0, 0 }, "make it writable",
				"the refreshed SSO token cannot be kept: %s", strerror(errno));
}

/* Asks for a new token. False when there is none: with an error if nobody answered, without one if the answer was no. */
static bool refresh(struct token *t)
{
	json_t *body = refresh_request(t);
	struct oidc_answer answer;
	bool fine = oidc_post(t->e, t->s->sso_region, "/token", body, 0, &answer);

	json_decref(body);
	if (!fine)
		return false;
	t->e->client_is_gone = oidc_client_is_gone(&answer);
	fine = answer.status == 200 && jsonvalue_text(t->e->w->secrets, answer.object, "accessToken").n;
	if (fine)
		keep(t, answer.object);
	json_decref(answer.object);
	return fine;
}

/* Two processes must not spend the same refresh token. */
static void refresh_alone(struct token *t)
{
	struct world *w = t->e->w;
	struct trouble *said = w->troubles.last;
	struct text name = text_format(w->arena, "sso-token %s", t->path);
	bool locked, fine;
	int lock;

	locked = cache_lock(w, name, LOCK_SECONDS, &lock);
	fine = load(t) && (t->left >= REFRESH_WINDOW || !can_refresh(t) || refresh(t));
	if (locked)
		cache_unlock(lock);
	if (!fine && t->file.object && t->left > 0) /* the old one is still good */
		trouble_forget(&w->troubles, said);
}

bool ssotoken_get(struct errand *e, const struct chain_source *s, struct text *out)
{
	struct token t = { .e = e, .s = s, .path = ssotoken_path(e->w, s) };
	bool fine = load(&t);

	if (fine && s->sso_session.p && s->incomplete)
		fine = trouble_error(&e->w->troubles, s->at, "add it to the sso-session",
				     "the profile is configured to use the SSO token provider but is missing the following "
				     "configuration: %s", s->incomplete);
	else if (fine && s->sso_session.p && t.left < REFRESH_WINDOW && can_refresh(&t))
		refresh_alone(&t);
	fine = fine && !trouble_first_error(&e->w->troubles);
	if (fine && t.left <= 0)
		fine = !s->sso_session.p ? ssotoken_ended(e, s) :
					   sign_in(&t, "error when retrieving token from sso: Token has expired and refresh "
						       "failed");
	if (fine)
		*out = jsonvalue_text(e->w->secrets, t.file.object, "accessToken");
	awsfile_done(&t.file);
	return fine;
}
