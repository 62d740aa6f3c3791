#include "obtaining/endpoint.h"

#include <strings.h>

#include "knowing/ours.h"
#include "knowing/sections.h"

static const struct {
	const char *variable, *block;
} services[SERVICE_COUNT] = {
	[SERVICE_STS] = { "AWS_ENDPOINT_URL_STS", "sts" },
	[SERVICE_SSO] = { "AWS_ENDPOINT_URL_SSO", "sso" },
	[SERVICE_SSO_OIDC] = { "AWS_ENDPOINT_URL_SSO_OIDC", "sso_oidc" },
	[SERVICE_SIGNIN] = { "AWS_ENDPOINT_URL_SIGNIN", "signin" },
	[SERVICE_CLOUDFORMATION] = { "AWS_ENDPOINT_URL_CLOUDFORMATION", "cloudformation" },
};

static const struct profile_value nothing;

static struct profile_value from_environment(struct world *w, const char *name)
{
	struct ours ours;
	const char *value;

	ours_read(w, false, &ours);
	value = ours_person(w, &ours, name);
	return (struct profile_value){ .value = value && *value ? text_of(value) : TEXT_NONE };
}

/* The variable if it is set to something, else the profile's key. */
static struct profile_value either(struct world *w, const struct profiles *p, const struct profile *profile,
				   const char *variable, const char *key)
{
	struct profile_value v = from_environment(w, variable);

	if (!v.value.p)
		v = profile_get(p, profile, key);
	return v.value.n ? v : nothing;
}

static bool is_true(struct profile_value v)
{
	return v.value.n == 4 && strncasecmp(v.value.p, "true", 4) == 0;
}

/* The section of services that the profile names; false when it names one that is not there. */
static bool find_services(struct world *w, const struct profiles *p, const struct profile *profile,
			  const struct ini_section **out)
{
	struct profile_value name = profile_get(p, profile, "services");

	*out = name.value.p ? section_find(w, p, "services", name.value) : NULL;
	return !name.value.p || *out;
}

bool endpoint_known(struct world *w, const struct profiles *p, const struct profile *profile, enum aws_service service,
		    struct profile_value *out)
{
	const struct ini_section *set;

	*out = nothing;
	if (is_true(either(w, p, profile, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")))
		return true;
	*out = from_environment(w, services[service].variable);
	if (!out->value.n)
		*out = from_environment(w, "AWS_ENDPOINT_URL");
	if (out->value.n)
		return true;
	if (!find_services(w, p, profile, &set))
		return false;
	if (set)
		*out = section_nested(w->arena, section_get(p, set, services[service].block), "endpoint_url");
	if (!out->value.n)
		*out = profile_get(p, profile, "endpoint_url");
	if (!out->value.n)
		*out = nothing;
	return true;
}

bool endpoint_configured(struct world *w, const struct profiles *p, const struct profile *profile, enum aws_service service,
			 struct profile_value *out)
{
	struct profile_value name = profile_get(p, profile, "services");

	if (endpoint_known(w, p, profile, service, out))
		return true;
	return trouble_error(&w->troubles, name.at, "add the section to the config file, or remove this line",
			     "the profile is configured to use the services section but the \"%s\" services configuration "
			     "does not exist", text_show(w->arena, name.value, 0).p);
}

struct profile_value endpoint_region_of_boto3(struct world *w, const struct profiles *p, const struct profile *profile)
{
	return either(w, p, profile, "AWS_DEFAULT_REGION", "region");
}

struct profile_value endpoint_region(struct world *w, const struct profiles *p, const struct profile *profile)
{
	struct profile_value v = from_environment(w, "AWS_REGION");

	return v.value.p ? v : endpoint_region_of_boto3(w, p, profile);
}

bool endpoint_fips(struct world *w, const struct profiles *p, const struct profile *profile)
{
	return is_true(either(w, p, profile, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"));
}

bool endpoint_dualstack(struct world *w, const struct profiles *p, const struct profile *profile)
{
	return is_true(either(w, p, profile, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"));
}

struct profile_value endpoint_ca_bundle(struct world *w, const struct profiles *p, const struct profile *profile)
{
	return either(w, p, profile, "AWS_CA_BUNDLE", "ca_bundle");
}
