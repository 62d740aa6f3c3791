#include "credentials/registration.h"

#include "credentials/awsfile.h"
#include "credentials/canonical.h"
#include "credentials/digest.h"
#include "credentials/moment.h"
#include "credentials/oidccall.h"
#include "knowing/awspaths.h"

enum { LEFT_SECONDS = 15 * 60 };

void registration_scopes(struct text list, struct sign_in *s)
{
	size_t from = 0;

	for (size_t i = 0; i <= list.n; i++) {
		size_t to = i;

		if (i < list.n && list.p[i] != ',')
			continue;
		while (from < to && (list.p[from] == ' ' || list.p[from] == '\t'))
			from++;
		while (to > from && (list.p[to - 1] == ' ' || list.p[to - 1] == '\t'))
			to--;
		if (to > from && s->scope_count < sizeof s->scopes / sizeof *s->scopes)
			s->scopes[s->scope_count++] = text_slice(list, from, to);
		from = i + 1;
	}
}

/* The file's name: the digest of what botocore writes down about it. */
static const char *file_path(struct errand *e, const struct sign_in *s)
{
	struct world *w = e->w;
	const char *dir = aws_fixed_path(w, "~/.aws/sso/cache");
	struct build b = { .arena = w->arena };
	struct text hash;

	build_string(&b, "{\"region\": ");
	canonical_string(&b, s->region);
	build_string(&b, ", \"scopes\": ");
	build_string(&b, s->scope_count ? "[" : "null");
	for (size_t i = 0; i < s->scope_count; i++) {
		build_string(&b, i ? ", " : "");
		canonical_string(&b, s->scopes[i]);
	}
	build_string(&b, s->scope_count ? "], \"session_name\": " : ", \"session_name\": ");
	if (s->session.p)
		canonical_string(&b, s->session);
	else
		build_string(&b, "null");
	build_string(&b, ", \"startUrl\": ");
	canonical_string(&b, s->start_url);
	build_string(&b, ", \"tool\": \"botocore\"}");
	if (!*dir || !digest_hex(w->arena, "SHA1", build_done(&b), &hash))
		return NULL;
	return arena_format(w->arena, "%s/%s.json", dir, hash.p);
}

static bool is_for_browser(const json_t *object)
{
	const json_t *grants = json_object_get(object, "grantTypes"), *grant;
	size_t i;

	json_array_foreach(grants, i, grant)
		if (json_is_string(grant) && text_is(text_of(json_string_value(grant)), "authorization_code"))
			return true;
	return false;
}

static bool take(struct world *w, const json_t *object, const struct sign_in *s, struct registration *out)
{
	*out = (struct registration){
		.id = jsonvalue_text(w->secrets, object, "clientId"), .secret = jsonvalue_text(w->secrets, object, "clientSecret"),
		.kept = true,
	};
	return out->id.n && out->secret.n && moment_read(jsonvalue_text(w->secrets, object, "expiresAt"), &out->expires) &&
	       out->expires - world_now(w) >= LEFT_SECONDS && is_for_browser(object) != s->device;
}

static json_t *strings(const struct text *list, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_stringn(list[i].p, list[i].n));
	return array;
}

static json_t *scopes_of(const struct sign_in *s)
{
	const struct text usual = TEXT(REGISTRATION_SCOPE);

	return s->scope_count || s->device ? strings(s->scopes, s->scope_count) : strings(&usual, 1);
}

static json_t *grants_of_browser(void)
{
	const struct text grants[] = { TEXT("authorization_code"), TEXT("refresh_token") };

	return strings(grants, 2);
}

static json_t *request_of(struct world *w, const struct sign_in *s)
{
	const struct text redirect = TEXT("http://127.0.0.1" REGISTRATION_REDIRECT_PATH);
	json_t *r = json_object();

	jsonvalue_set(r, "clientName",
		      s->session.p ? text_format(w->arena, "slsenv-client-%s", text_copy(w->arena, s->session).p) :
				     text_format(w->arena, "slsenv-client-%lld", (long long)world_now(w)));
	jsonvalue_set(r, "clientType", TEXT("public"));
	if (s->scope_count || !s->device)
		json_object_set_new(r, "scopes", scopes_of(s));
	if (!s->device) {
		json_object_set_new(r, "grantTypes", grants_of_browser());
		json_object_set_new(r, "redirectUris", strings(&redirect, 1));
		jsonvalue_set(r, "issuerUrl", s->start_url);
	}
	return r;
}

static bool ask(struct errand *e, const struct sign_in *s, struct registration *out)
{
	struct world *w = e->w;
	struct oidc_answer answer;
	const char *missing = NULL;

	if (!oidc_call(e, s->region, "/client/register", request_of(w, s), 0, &answer))
		return false;
	*out = (struct registration){
		.id = jsonvalue_text(w->secrets, answer.object, "clientId"),
		.secret = jsonvalue_text(w->secrets, answer.object, "clientSecret"),
	};
	if (!out->id.n)
		missing = "clientId";
	else if (!out->secret.n)
		missing = "clientSecret";
	else if (!jsonvalue_number(answer.object, "clientSecretExpiresAt", &out->expires))
		missing = "clientSecretExpiresAt";
	json_decref(answer.object);
	return !missing || oidc_error(e, "RegisterClient", &answer, missing);
}

static void keep(struct errand *e, const struct sign_in *s, const char *path, const struct registration *r)
{
	struct awsfile f;
	json_t *object = json_object();

	awsfile_read(e->w, path, &f);
	awsfile_done(&f);
	f.object = object;
	jsonvalue_set(object, "clientId", r->id);
	jsonvalue_set(object, "clientSecret", r->secret);
	jsonvalue_set(object, "expiresAt", moment_text(e->w->arena, r->expires));
	if (s->scope_count || !s->device)
		json_object_set_new(object, "scopes", scopes_of(s));
	if (!s->device)
		json_object_set_new(object, "grantTypes", grants_of_browser());
	awsfile_write(e->w, path, &f); /* should that fail, the next sign-in asks again */
	awsfile_done(&f);
}

void registration_end(struct errand *e, const struct sign_in *s, const struct registration *r)
{
	struct registration ended = *r;
	const char *path = file_path(e, s);

	ended.expires = world_now(e->w);
	if (path && r->kept)
		keep(e, s, path, &ended);
}

bool registration_get(struct errand *e, const struct sign_in *s, bool anew, struct registration *out)
{
	const char *path = file_path(e, s);
	struct awsfile kept;
	bool good;

	if (!path)
		return trouble_error(&e->w->troubles, e->http.at, "set HOME",
				     "there is no home directory to keep a sign-in in");
	awsfile_read(e->w, path, &kept);
	good = take(e->w, kept.object, s, out);
	awsfile_done(&kept);
	if (good && !anew)
		return true;
	if (!ask(e, s, out))
		return false;
	keep(e, s, path, out);
	return true;
}
