#include "credentials/browserlogin.h"

#include <errno.h>
#include <string.h>

#include "credentials/listener.h"
#include "credentials/pkce.h"
#include "credentials/urltext.h"

static void add(struct build *b, const char *key, struct text value)
{
	build_format(b, "&%s=", key);
	url_encode(b, value, "%20");
}

static bool page_of(struct ssoflow *f, const struct pkce *k, const char *redirect, struct text *out)
{
	struct build b = { .arena = f->e->w->arena }, scopes = { .arena = f->e->w->arena };
	struct server server;

	if (!server_find(f->e, SERVICE_SSO_OIDC, f->s.region, &server))
		return false;
	for (size_t i = 0; i < f->s.scope_count; i++) {
		build_string(&scopes, i ? " " : "");
		build_text(&scopes, f->s.scopes[i]);
	}
	build_format(&b, "%s/authorize?response_type=code", server.url);
	add(&b, "client_id", f->r.id);
	add(&b, "redirect_uri", text_of(redirect));
	add(&b, "state", k->state);
	add(&b, "code_challenge_method", TEXT("S256"));
	add(&b, "scopes", f->s.scope_count ? build_done(&scopes) : TEXT(REGISTRATION_SCOPE));
	add(&b, "code_challenge", k->challenge);
	*out = build_done(&b);
	return true;
}

static bool take_code(struct ssoflow *f, const struct pkce *k, const char *redirect, struct text code)
{
	json_t *request = ssoflow_request(f, "authorization_code");
	struct oidc_answer answer;
	bool kept;

	jsonvalue_set(request, "redirectUri", text_of(redirect));
	jsonvalue_set(request, "codeVerifier", k->verifier);
	jsonvalue_set(request, "code", code);
	if (!ssoflow_token(f, request, 1, &answer, &kept)) /* a code counts once */
		return false;
	return kept || oidc_error(f->e, "CreateToken", &answer, NULL);
}

static bool wait_for_code(struct ssoflow *f, struct listener *listener, const struct pkce *k, struct text *code)
{
	struct errand *e = f->e;

	switch (listener_wait(listener, e->w->secrets, REGISTRATION_REDIRECT_PATH, k->state, SSOFLOW_SECONDS, code)) {
	case LISTENER_CODE:
		return true;
	case LISTENER_REFUSED:
		f->client_is_gone = text_is(*code, "unauthorized_client") || text_is(*code, "invalid_client");
		return ssoflow_failed(f, "run it again if that was a mistake",
			      arena_format(e->w->arena, "the sign-in was refused (%s)", text_show(e->w->arena, *code, 80).p));
	case LISTENER_TIMEOUT:
		registration_end(e, &f->s, &f->r); /* perhaps the page has said that it does not know us */
		break;
	}
	return ssoflow_failed(f, "run it again, or with --use-device-code where no browser can reach this machine",
		      "the time for signing in is over");
}

bool browser_login(struct ssoflow *f)
{
	struct errand *e = f->e;
	struct listener listener;
	struct text code, page;
	struct pkce k;
	const char *redirect;
	bool ok;

	if (!pkce_make(e->w->secrets, &k))
		return ssoflow_failed(f, NULL, "this OpenSSL has no random numbers");
	if (!listener_open(&listener))
		return trouble_error(&e->w->troubles, e->http.at, "sign in with --use-device-code",
				     "the browser cannot come back to 127.0.0.1: %s", strerror(errno));
	redirect = arena_format(e->w->arena, "http://127.0.0.1:%u%s", listener.port, REGISTRATION_REDIRECT_PATH);
	ok = page_of(f, &k, redirect, &page);
	if (ok) {
		ssoflow_show(f, page, "Is there no browser on this machine? Ctrl-C, and add --use-device-code.");
		ok = wait_for_code(f, &listener, &k, &code);
	}
	listener_close(&listener);
	return ok && take_code(f, &k, redirect, code);
}
