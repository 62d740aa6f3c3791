#include "credentials/server.h"

#include <string.h>

/* The first row whose beginning fits; what fits none is looked for where the commercial regions are. */
static const struct partition {
	const char *prefix, *suffix, *dual_suffix; /* dual_suffix NULL: none there */
	const char *signin;                        /* behind "REGION."; NULL: "signin.REGION." and the suffix */
	bool fips_is_plain;                        /* the usual hosts are FIPS ones */
} partitions[] = {
	{ "cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "signin.amazonaws.cn", false },
	{ "us-gov-", "amazonaws.com", "api.aws", "signin.amazonaws-us-gov.com", true },
	{ "us-iso-", "c2s.ic.gov", "api.aws.ic.gov", NULL, false },
	{ "us-isob-", "sc2s.sgov.gov", "api.aws.scloud", NULL, false },
	{ "us-isof-", "csp.hci.ic.gov", NULL, NULL, false },
	{ "eu-isoe-", "cloud.adc-e.uk", NULL, NULL, false },
	{ "eusc-de-", "amazonaws.eu", "api.amazonwebservices.eu", NULL, false },
	{ "", "amazonaws.com", "api.aws", "signin.aws.amazon.com", false },
};

static const char *const hosts[SERVICE_COUNT] = {
	[SERVICE_STS] = "sts", [SERVICE_SSO] = "portal.sso", [SERVICE_SSO_OIDC] = "oidc", [SERVICE_SIGNIN] = "signin",
	[SERVICE_CLOUDFORMATION] = "cloudformation",
};

static const struct partition *partition_of(const char *region)
{
	const struct partition *p = partitions;

	if (strncmp(region, "aws-", 4) == 0) /* aws-cn-global */
		region += 4;
	while (strncmp(region, p->prefix, strlen(p->prefix)) != 0)
		p++;
	return p;
}

/* botocore takes each "fips-" out, and then each "-fips". */
static const char *without(struct arena *a, const char *region, const char *part)
{
	struct build b = { .arena = a };
	size_t n = strlen(part);

	while (*region)
		if (strncmp(region, part, n) == 0)
			region += n;
		else
			build_char(&b, *region++);
	return build_done(&b).p;
}

static const char *without_fips(struct arena *a, const char *region)
{
	return without(a, without(a, region, "fips-"), "-fips");
}

const char *server_url(struct arena *a, enum aws_service service, const char *pseudo_region, bool fips, bool dualstack)
{
	const char *region = without_fips(a, pseudo_region);
	const struct partition *p = partition_of(region);

	fips = fips || strcmp(region, pseudo_region) != 0;

	if (service == SERVICE_STS && strcmp(region, "aws-global") == 0 && !fips && !dualstack)
		return "https://sts.amazonaws.com";
	if (dualstack && !p->dual_suffix)
		return NULL;
	if (service == SERVICE_SIGNIN && !fips && !dualstack && p->signin)
		return arena_format(a, "https://%s.%s", region, p->signin);
	if (fips && !dualstack && p->fips_is_plain && service != SERVICE_SIGNIN)
		fips = false;
	return arena_format(a, "https://%s%s.%s.%s", hosts[service], fips ? "-fips" : "", region,
			    dualstack ? p->dual_suffix : p->suffix);
}

/* A host label, which is what botocore takes for a region. */
static bool is_region(struct text t)
{
	if (!t.n || t.n > 63 || t.p[0] == '-' || t.p[t.n - 1] == '-')
		return false;
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

static struct text lower(struct arena *a, struct text t)
{
	char *p = arena_copy(a, t.p, t.n);

	for (size_t i = 0; i < t.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return (struct text){ p, t.n };
}

static struct text without_port(struct text host, const char *port)
{
	return text_ends(host, port) ? text_slice(host, 0, host.n - strlen(port)) : host;
}

/* Takes "http[s]://HOST[:PORT][/PATH]" apart; false when it is anything else. */
static bool take_apart(struct arena *a, struct text url, struct server *out)
{
	size_t from = text_starts(url, "https://") ? 8 : text_starts(url, "http://") ? 7 : 0, n = 0;
	struct text host, rest;

	if (!from)
		return false;
	for (size_t i = from; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '@' || url.p[i] == '?' || url.p[i] == '#' || url.p[i] == 0x7f)
			return false;
	while (from + n < url.n && url.p[from + n] != '/')
		n++;
	host = lower(a, text_slice(url, from, from + n));
	rest = text_slice(url, from + n, url.n);
	out->plain = from == 7;
	out->path = rest.n ? text_copy(a, rest).p : "/";
	while (rest.n && rest.p[rest.n - 1] == '/')
		rest.n--;
	out->host = text_copy(a, without_port(host, out->plain ? ":80" : ":443")).p;
	out->url = text_format(a, "%s%s%s", out->plain ? "http://" : "https://", text_copy(a, host).p, text_copy(a, rest).p).p;
	out->root = text_format(a, "%s%s%s", out->plain ? "http://" : "https://", text_copy(a, host).p, out->path).p;
	return n > 0;
}

bool server_no_region(struct errand *e)
{
	return trouble_error(&e->w->troubles, e->http.at, "add region to the profile, or export AWS_REGION",
			     "you must specify a region");
}

bool server_find(struct errand *e, enum aws_service service, struct text region, struct server *out)
{
	struct arena *a = e->w->arena;
	const char *own;
	struct profile_value url;

	*out = (struct server){ .region = region.p ? text_copy(a, region).p : "us-east-1" };
	if (!endpoint_configured(e->w, e->p, e->selected, service, &url))
		return false;
	out->own = !url.value.p;
	if (!region.p && service != SERVICE_STS)
		return server_no_region(e);
	if (region.p && !is_region(region))
		return trouble_error(&e->w->troubles, e->http.at, "correct the region",
				     "provided region_name '%s' doesn't match a supported format",
				     text_show(a, region, 80).p);
	if (url.value.p)
		return take_apart(a, url.value, out) ||
		       trouble_error(&e->w->troubles, url.at, "write it as https://HOST", "invalid endpoint: %s",
				     text_show(a, url.value, 100).p);
	own = server_url(a, service, region.p ? out->region : "aws-global", endpoint_fips(e->w, e->p, e->selected),
			 endpoint_dualstack(e->w, e->p, e->selected));
	out->region = without_fips(a, out->region);
	if (strcmp(out->region, "aws-global") == 0)
		out->region = "us-east-1";
	return own ? take_apart(a, text_of(own), out) :
		     trouble_error(&e->w->troubles, e->http.at, "turn use_dualstack_endpoint off",
				   "there are no dual-stack endpoints in %s", out->region);
}
