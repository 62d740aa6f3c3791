#include "credentials/devicelogin.h"

#include "ground/process.h"

enum { INTERVAL = 5, SLOWER = 5, LONGEST_INTERVAL = 60, LONGEST = 86400 }; /* seconds */

static const char device_grant[] = "urn:ietf:params:oauth:grant-type:device_code";

struct device {
	struct text code, user_code, page, page_with_code;
	int64_t until, interval;
};

static bool read_device(struct ssoflow *f, const struct oidc_answer *answer, struct device *out)
{
	struct arena *a = f->e->w->secrets;
	const char *missing;

	*out = (struct device){
		.code = jsonvalue_text(a, answer->object, "deviceCode"),
		.user_code = jsonvalue_text(a, answer->object, "userCode"),
		.page = jsonvalue_text(a, answer->object, "verificationUri"),
		.page_with_code = jsonvalue_text(a, answer->object, "verificationUriComplete"),
		.until = SSOFLOW_SECONDS, .interval = INTERVAL,
	};
	jsonvalue_number(answer->object, "expiresIn", &out->until);
	jsonvalue_number(answer->object, "interval", &out->interval);
	out->until = process_clock() + (out->until < 1 || out->until > LONGEST ? SSOFLOW_SECONDS : out->until) * 1000;
	if (out->interval < 1 || out->interval > LONGEST_INTERVAL)
		out->interval = INTERVAL;
	if (!out->page_with_code.n)
		out->page_with_code = out->page;
	missing = !out->code.n ? "deviceCode" : !out->user_code.n ? "userCode" : !ssoflow_is_page(out->page, answer->server.plain) ||
		  !ssoflow_is_page(out->page_with_code, answer->server.plain) ? "a verificationUri that is a web page" : NULL;
	return !missing || oidc_error(f->e, "StartDeviceAuthorization", answer, missing);
}

static bool begin_device(struct ssoflow *f, struct device *out)
{
	struct oidc_answer answer;
	json_t *request = json_object();
	bool fine;

	jsonvalue_set(request, "clientId", f->r.id);
	jsonvalue_set(request, "clientSecret", f->r.secret);
	jsonvalue_set(request, "startUrl", f->s.start_url);
	if (!oidc_call(f->e, f->s.region, "/device_authorization", request, 0, &answer))
		return false;
	f->client_is_gone = oidc_client_is_gone(&answer);
	fine = read_device(f, &answer, out);
	json_decref(answer.object);
	return fine;
}

enum polled { POLL_DONE, POLL_WAIT, POLL_FAILED };

static enum polled poll_device(struct ssoflow *f, struct device *d)
{
	struct oidc_answer a;
	json_t *request = ssoflow_request(f, device_grant);
	bool kept;

	jsonvalue_set(request, "deviceCode", d->code);
	if (!ssoflow_token(f, request, 0, &a, &kept))
		return POLL_FAILED;
	if (kept)
		return POLL_DONE;
	if (oidc_is(&a, "AuthorizationPendingException", "authorization_pending"))
		return POLL_WAIT;
	if (oidc_is(&a, "SlowDownException", "slow_down")) {
		d->interval += SLOWER;
		return POLL_WAIT;
	}
	if (oidc_is(&a, "ExpiredTokenException", "expired_token"))
		ssoflow_failed(f, "run it again", "the time for signing in is over");
	else if (oidc_is(&a, "AccessDeniedException", "access_denied"))
		ssoflow_failed(f, "run it again if that was a mistake", "the sign-in was refused (AccessDeniedException)");
	else
		oidc_error(f->e, "CreateToken", &a, NULL);
	return POLL_FAILED;
}

/* Somebody may have agreed before: the first try comes before any word to the person, as in the AWS CLI. */
bool device_login(struct ssoflow *f)
{
	struct arena *a = f->e->w->arena;
	struct device d;
	enum polled p;

	if (!begin_device(f, &d))
		return false;
	p = poll_device(f, &d);
	if (p == POLL_WAIT)
		ssoflow_show(f, d.page_with_code,
			  arena_format(a, "It asks whether the code is %s. Any other device will do as well: %s",
				       text_show(a, d.user_code, 80).p, text_show(a, d.page, 0).p));
	while (p == POLL_WAIT) {
		if (process_clock() >= d.until)
			return ssoflow_failed(f, "run it again", "the time for signing in is over");
		process_pause((unsigned)d.interval * 1000);
		p = poll_device(f, &d);
	}
	return p == POLL_DONE;
}
