#include "credentials/login.h"

#include <errno.h>
#include <string.h>

#include "credentials/awsfile.h"
#include "credentials/dpop.h"
#include "credentials/moment.h"
#include "credentials/server.h"

enum { REFRESH_LEFT = 5 * 60, LOCK_SECONDS = 40 /* longer than the other one asks */ };

struct session {
	struct errand *e;
	const struct chain_source *s;
	const char *path;
	struct awsfile file;
	int64_t left;
};

const char *login_path(struct world *w, const struct chain_source *s)
{
	const char *dir = world_environment(w, "AWS_LOGIN_CACHE_DIRECTORY");

	return awsfile_path(w, dir ? dir : "~/.aws/login/cache", "login", "loginSession", &s->login_session, NULL);
}

static bool sign_in(const struct session *l, const char *what)
{
	return errand_sign_in(l->e, FAILURE_LOGIN, l->path, l->s->at,
			      arena_format(l->e->w->arena, "sign in: aws login --profile %s", l->e->name), "%s", what);
}

static const char *missing_keys(const struct session *l)
{
	static const char *const keys[] = { "accessToken", "refreshToken", "dpopKey", "clientId" };
	const char *list = NULL;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!json_object_get(l->file.object, keys[i]))
			list = list ? arena_format(l->e->w->arena, "%s, %s", list, keys[i]) : keys[i];
	return list;
}

static bool take(const struct session *l, struct cached *out)
{
	struct arena *a = l->e->w->secrets;
	const json_t *o = json_object_get(l->file.object, "accessToken");

	*out = (struct cached){
		.access_key_id = jsonvalue_text(a, o, "accessKeyId"), .secret_access_key = jsonvalue_text(a, o, "secretAccessKey"),
		.session_token = jsonvalue_text(a, o, "sessionToken"), .account = jsonvalue_text(a, o, "accountId"),
		.written = world_now(l->e->w),
	};
	return out->access_key_id.n && out->secret_access_key.n && out->session_token.n &&
	       moment_read(jsonvalue_text(a, o, "expiresAt"), &out->expiration);
}

static bool load(struct session *l, struct cached *out)
{
	struct arena *a = l->e->w->arena;
	const char *missing;

	if (!l->path)
		return trouble_error(&l->e->w->troubles, l->s->at, "set HOME", "there is no home directory to look for sign-ins in");
	awsfile_done(&l->file);
	awsfile_read(l->e->w, l->path, &l->file);
	if (l->file.open)
		return awsfile_distrusted(l->e->w, l->path, arena_format(a, "the sign-in of profile %s", l->e->name), "");
	if (!l->file.object)
		return sign_in(l, arena_format(a, "error loading login session token: Unable to load a existing login session for "
					       "session %s", text_show(a, l->s->login_session, 200).p));
	missing = missing_keys(l);
	if (missing)
		return sign_in(l, arena_format(a, "error loading login session token: Failed to load access token from token "
					       "cache, missing required fields: %s", missing));
	if (!take(l, out))
		return sign_in(l, "error loading login session token: the cached token is incomplete");
	l->left = out->expiration - out->written;
	return true;
}

static bool refused(const struct session *l, const struct http_answer *http)
{
	json_t *object = jsonvalue_object(http->body);
	struct text error = jsonvalue_text(l->e->w->secrets, object, "error");
	const char *message = errand_quote(l->e, jsonvalue_text(l->e->w->secrets, object, "message"), TEXT_NONE, TEXT_NONE);

	json_decref(object);
	if (text_is(error, "TOKEN_EXPIRED") || text_is(error, "USER_CREDENTIALS_CHANGED"))
		return sign_in(l, "your session has expired or credentials have changed");
	if (text_is(error, "INSUFFICIENT_PERMISSIONS"))
		return trouble_error(&l->e->w->troubles, l->s->at, "ask for the permission signin:CreateOAuth2Token",
				     "unable to create or refresh login credentials due to insufficient permissions");
	return trouble_error(&l->e->w->troubles, l->s->at, "try again; if that does not help: aws login",
			     "an error occurred (%s) when calling the CreateOAuth2Token operation: %s",
			     errand_quote(l->e, http->error_type, TEXT_NONE, TEXT_NONE), message);
}

/* Puts the new keys into the file; what else is there stays. */
static bool keep(struct session *l, struct text body, struct cached *out)
{
	static const char *const keys[] = { "accessKeyId", "secretAccessKey", "sessionToken" };
	json_t *answer = jsonvalue_object(body), *token = json_object_get(l->file.object, "accessToken");
	const json_t *fresh = json_object_get(answer, "accessToken");
	struct world *w = l->e->w;
	struct text refresh = jsonvalue_text(w->secrets, answer, "refreshToken");
	int64_t seconds = 0;
	bool fine = jsonvalue_number(answer, "expiresIn", &seconds) && json_is_object(token);

	for (size_t i = 0; fine && i < sizeof keys / sizeof *keys; i++) {
		struct text value = jsonvalue_text(w->secrets, fresh, keys[i]);

		fine = value.n > 0;
		jsonvalue_set(token, keys[i], value);
	}
	json_decref(answer);
	if (!fine)
		return trouble_error(&w->troubles, l->s->at, "sign in again: aws login",
				     "unable to refresh access token due to an invalid service response");
	jsonvalue_set(token, "expiresAt", moment_text(w->arena, world_now(w) + seconds));
	if (refresh.p)
		jsonvalue_set(l->file.object, "refreshToken", refresh);
	if (!awsfile_write(w, l->path, &l->file))
		trouble_warning(&w->troubles, (struct place){ l->path, 0, 0 }, "make it writable",
				"the refreshed sign-in cannot be kept: %s", strerror(errno));
	return take(l, out);
}

static struct text refresh_request(const struct session *l)
{
	json_t *body = json_object();
	struct arena *a = l->e->w->secrets;
	struct text t;

	jsonvalue_set(body, "clientId", jsonvalue_text(a, l->file.object, "clientId"));
	jsonvalue_set(body, "refreshToken", jsonvalue_text(a, l->file.object, "refreshToken"));
	jsonvalue_set(body, "grantType", TEXT("refresh_token"));
	t = jsonvalue_print(a, body, 0);
	json_decref(body);
	return t;
}

static bool refresh(struct session *l, struct cached *out)
{
	struct http_request r = { .method = "POST", .body = refresh_request(l) };
	struct world *w = l->e->w;
	struct http_answer http;
	struct server server;
	struct text proof;

	if (!server_find(l->e, SERVICE_SIGNIN, l->e->region, &server))
		return false;
	r.url = arena_format(w->arena, "%s/v1/token", server.url);
	r.plain = server.plain;
	if (!dpop_proof(w, jsonvalue_text(w->secrets, l->file.object, "dpopKey"), r.url, &proof))
		return sign_in(l, "error loading login session token: Unable to load private key from cached token");
	http_add(&r, "Content-Type", TEXT("application/json"));
	http_add(&r, "DPoP", proof);
	r.tries = 1; /* a proof counts once */
	if (!http_ask(&l->e->http, &r, &http))
		return false;
	return http.status == 200 ? keep(l, http.body, out) : refused(l, &http);
}

bool login_credentials(struct errand *e, const struct chain_source *s, struct cached *out)
{
	struct session l = { .e = e, .s = s, .path = login_path(e->w, s) };
	bool fine = load(&l, out), locked;
	int lock;

	if (fine && l.left <= REFRESH_LEFT) {
		/* Two processes must not spend the same refresh token. */
		locked = cache_lock(e->w, text_format(e->w->arena, "login %s", l.path), LOCK_SECONDS, &lock);
		fine = load(&l, out) && (l.left > REFRESH_LEFT || refresh(&l, out));
		if (locked)
			cache_unlock(lock);
	}
	awsfile_done(&l.file);
	return fine;
}
