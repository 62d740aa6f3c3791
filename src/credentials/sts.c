#include "credentials/sts.h"

#include "credentials/moment.h"
#include "credentials/server.h"
#include "credentials/sigv4.h"
#include "credentials/stserror.h"
#include "credentials/urltext.h"

enum { LARGEST_TOKEN = 20000 };

static const char content_type[] = "application/x-www-form-urlencoded; charset=utf-8";

/* As Python's quote_plus writes it. */
static void add(struct build *b, const char *key, struct text value)
{
	build_format(b, "&%s=", key);
	url_encode(b, value, "+");
}

/* botocore refuses what is shorter (in characters) before it asks; an absent value is fine. */
static bool long_enough(struct errand *e, struct place at, const char *key, struct text value, size_t least)
{
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++)
		n += ((unsigned char)value.p[i] & 0xc0) != 0x80;
	if (!value.p || n >= least)
		return true;
	return trouble_error(&e->w->troubles, at, "correct it", "parameter validation failed: invalid length for parameter %s, "
			     "value: %zu, valid min length: %zu", key, n, least);
}

static bool long_duration(struct errand *e, const struct role_hop *h)
{
	if (!h->has_duration || h->duration >= 900)
		return true;
	return trouble_error(&e->w->troubles, h->at, "correct duration_seconds",
			     "parameter validation failed: invalid value for parameter DurationSeconds, value: %lld, "
			     "valid min value: 900", h->duration);
}

/* In botocore's order. */
static bool fits(struct errand *e, const struct role_hop *h, struct text code)
{
	return long_enough(e, h->at, "RoleSessionName", h->session_name.n ? h->session_name : TEXT_NONE, 2) &&
	       long_enough(e, h->at, "ExternalId", h->external_id, 2) &&
	       long_enough(e, h->mfa_at, "SerialNumber", h->mfa_serial, 9) && long_duration(e, h) &&
	       long_enough(e, h->at, "RoleArn", h->role_arn, 20) && long_enough(e, h->mfa_at, "TokenCode", code, 6);
}

static struct build begin(struct errand *e, const char *operation, struct text role, struct text session)
{
	struct build b = { .arena = e->w->secrets };

	build_format(&b, "Action=%s&Version=2011-06-15", operation);
	add(&b, "RoleArn", role);
	if (!session.n)
		session = text_format(e->w->arena, "slsenv-session-%lld", (long long)world_now(e->w));
	add(&b, "RoleSessionName", session);
	return b;
}

/* Adds the headers that a signature is; `by` NULL: none. */
static bool sign(struct errand *e, const struct server *s, const char *service, const struct cached *by,
		 struct http_request *r)
{
	struct sigv4 v = {
		.region = s->region, .service = service, .method = "POST", .host = s->host, .content_type = content_type,
		.path = s->path, .body = r->body, .now = world_now(e->w),
	};
	struct text date, authorization;

	if (!by)
		return true;
	v.access_key_id = by->access_key_id;
	v.secret_access_key = by->secret_access_key;
	v.session_token = by->session_token;
	if (!sigv4_sign(e->w->secrets, &v, &date, &authorization))
		return trouble_error(&e->w->troubles, e->http.at, NULL, "this OpenSSL cannot compute HMAC-SHA-256");
	http_add(r, "X-Amz-Date", date);
	http_add(r, "Authorization", authorization);
	if (by->session_token.p)
		http_add(r, "X-Amz-Security-Token", by->session_token);
	return true;
}

/* arn:PARTITION:sts::ACCOUNT:assumed-role/... */
static struct text account_of(struct text arn)
{
	size_t from = 0;

	for (int colons = 0; colons < 4; from++) {
		if (from >= arn.n)
			return TEXT_NONE;
		colons += arn.p[from] == ':';
	}
	return arn.n - from < 12 ? TEXT_NONE : text_slice(arn, from, from + 12);
}

bool sts_post(struct errand *e, enum aws_service service, struct text body, const struct cached *by,
	      struct http_answer *out, const char **url)
{
	struct http_request r = { .method = "POST", .body = body };
	struct server s;

	if (!server_find(e, service, e->region, &s))
		return false;
	if (by && !s.own && !e->region.p)
		return server_no_region(e);
	*url = r.url = s.root;
	r.plain = s.plain;
	http_add(&r, "Content-Type", text_of(content_type));
	return sign(e, &s, service == SERVICE_STS ? "sts" : "cloudformation", by, &r) && http_ask(&e->http, &r, out);
}

static bool ask(struct errand *e, struct sts_call *c, struct build *body, const struct cached *by, struct cached *out)
{
	struct sts_answer answer;
	struct place before = e->http.at;
	struct http_answer http;
	bool read;

	e->http.at = c->at;
	read = sts_post(e, SERVICE_STS, build_done(body), by, &http, &c->url);
	e->http.at = before;
	if (!read)
		return false;
	read = sts_answer_read(e->w->secrets, http.body, &answer);
	*out = (struct cached){
		.access_key_id = answer.access_key_id, .secret_access_key = answer.secret_access_key, .session_token = answer.session_token,
		.account = account_of(answer.arn), .written = world_now(e->w),
	};
	return (read && http.status == 200 && out->access_key_id.n && out->secret_access_key.n && out->session_token.n &&
		moment_read(answer.expiration, &out->expiration)) ||
	       sts_error(e, c, &http, read, &answer);
}

bool sts_assume_role(struct errand *e, const struct role_hop *hop, struct text code, const struct cached *by,
		     struct text signer, struct cached *out)
{
	struct sts_call c = {
		.operation = "AssumeRole", .at = hop->at, .secret = by->secret_access_key, .token = by->session_token,
		.signer = signer,
	};
	struct build b;

	if (!fits(e, hop, code))
		return false;
	b = begin(e, "AssumeRole", hop->role_arn, hop->session_name);
	if (hop->external_id.p)
		add(&b, "ExternalId", hop->external_id);
	if (hop->has_duration)
		add(&b, "DurationSeconds", text_format(e->w->arena, "%lld", hop->duration));
	if (hop->mfa_serial.p)
		add(&b, "SerialNumber", hop->mfa_serial);
	if (code.p)
		add(&b, "TokenCode", code);
	return ask(e, &c, &b, by, out);
}

/* The file's whole content, not even its last newline cut off. */
static bool read_token(struct errand *e, const struct chain_source *s, struct text *out)
{
	const char *path = world_join(e->w, e->w->cwd ? e->w->cwd : "/", text_copy(e->w->arena, s->token_file).p);
	enum read_result r = text_has_nul(s->token_file) ? READ_MISSING :
							   world_read(e->w, e->w->secrets, path, LARGEST_TOKEN, out);

	e->watch = path; /* a new token may be what mends a failure */
	if (r != READ_OK)
		return trouble_error(&e->w->troubles, s->at, "correct web_identity_token_file",
				     "the web identity token file %s %s", text_show(e->w->arena, s->token_file, 200).p,
				     read_result_text(r));
	return text_is_utf8(*out) || trouble_error(&e->w->troubles, s->at, NULL, "the web identity token in %s is no text",
						   text_show(e->w->arena, s->token_file, 200).p);
}

bool sts_web_identity(struct errand *e, const struct chain_source *s, struct cached *out)
{
	struct sts_call c = { .operation = "AssumeRoleWithWebIdentity", .at = s->at };
	struct build b;

	if (!read_token(e, s, &c.token) || !long_enough(e, s->at, "RoleArn", s->role_arn, 20) ||
	    !long_enough(e, s->at, "RoleSessionName", s->session_name.n ? s->session_name : TEXT_NONE, 2) ||
	    !long_enough(e, s->at, "WebIdentityToken", c.token, 4))
		return false;
	b = begin(e, c.operation, s->role_arn, s->session_name);
	add(&b, "WebIdentityToken", c.token);
	return ask(e, &c, &b, NULL, out);
}
