#include "credentials/metadata.h"

#include <strings.h>

#include "credentials/handed.h"
#include "knowing/nosuchprofile.h"

static const char roles_path[] = "/latest/meta-data/iam/security-credentials/";

static bool nothing(struct errand *e, const struct chain_source *s, const char *why)
{
	return trouble_error(&e->w->troubles, s->at, "this is for an instance of EC2 that has a role",
			     "error when retrieving credentials from Ec2InstanceMetadata: no credentials found in "
			     "credential_source referenced in profile %s (%s)", profile_word(e->w->arena, s->profile), why);
}

static const char *base_url(struct errand *e)
{
	const char *set = world_environment(e->w, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
	const char *mode = world_environment(e->w, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
	struct text url = text_of(set && *set ? set : mode && strcasecmp(mode, "ipv6") == 0 ? "http://[fd00:ec2::254]" :
								 "http://169.254.169.254");

	while (url.n && url.p[url.n - 1] == '/')
		url.n--;
	return text_copy(e->w->arena, url).p;
}

static bool ask(struct errand *e, const char *url, const char *method, const char *header, struct text value,
		struct http_answer *out)
{
	struct http_request r = {
		.method = method, .url = url, .plain = true, .direct = true, .seconds = 1, .tries = 1,
	};

	http_add(&r, header, value);
	return http_ask(&e->http, &r, out);
}

bool metadata_of_instance(struct errand *e, const struct chain_source *s, struct cached *out)
{
	const char *base = base_url(e), *url;
	const char header[] = "x-aws-ec2-metadata-token";
	struct http_answer token, role, keys;

	url = arena_format(e->w->arena, "%s/latest/api/token", base);
	if (!ask(e, url, "PUT", "x-aws-ec2-metadata-token-ttl-seconds", TEXT("21600"), &token))
		return false;
	if (token.status != 200 || !token.body.n)
		return nothing(e, s, "the metadata service gave no token");
	url = arena_format(e->w->arena, "%s%s", base, roles_path);
	if (!ask(e, url, "GET", header, token.body, &role))
		return false;
	if (role.status != 200 || !role.body.n || role.body.n > 200)
		return nothing(e, s, "the instance has no role");
	url = arena_format(e->w->arena, "%s%s", url, text_encode(e->w->arena, role.body).p);
	if (!ask(e, url, "GET", header, token.body, &keys))
		return false;
	if (keys.status != 200)
		return nothing(e, s, arena_format(e->w->arena, "status %ld", keys.status));
	return handed_by_metadata(e, s, keys.body, out);
}
