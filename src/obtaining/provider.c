#include "obtaining/provider.h"

static const struct provider providers[] = {
	{ CREDENTIAL_ROLE, profile_get, "role_arn", "web_identity_token_file", false, "assume-role" },
	{ CREDENTIAL_WEB_IDENTITY, profile_get, "web_identity_token_file", NULL, true,
	  "assume-role-with-web-identity" },
	{ CREDENTIAL_SSO, profile_get, "sso_account_id", NULL, false, "sso" },
	{ CREDENTIAL_SSO, profile_get, "sso_role_name", NULL, false, "sso" },
	{ CREDENTIAL_STATIC, profile_get_credentials, "aws_access_key_id", NULL, false, "shared-credentials-file" },
	{ CREDENTIAL_LOGIN, profile_get, "login_session", NULL, false, "login" },
	{ CREDENTIAL_PROCESS, profile_get, "credential_process", NULL, false, "custom-process" },
	{ CREDENTIAL_STATIC, profile_get_config, "aws_access_key_id", NULL, false, "config-file" },
};

static const char *const names[] = {
	[CREDENTIAL_NONE] = "none", [CREDENTIAL_STATIC] = "static", [CREDENTIAL_ROLE] = "role",
	[CREDENTIAL_WEB_IDENTITY] = "web-identity", [CREDENTIAL_SSO] = "sso", [CREDENTIAL_LOGIN] = "login",
	[CREDENTIAL_PROCESS] = "process",
};

const struct provider *provider_engaged(const struct profiles *p, const struct profile *profile, unsigned pass)
{
	for (size_t i = 0; i < sizeof providers / sizeof *providers; i++) {
		const struct provider *row = &providers[i];
		struct text value = row->get(p, profile, row->key).value;
		bool out = row->unless && row->get(p, profile, row->unless).value.p;

		if (value.p && (!row->filled || value.n) && !out && !(pass >> row->kind & 1))
			return row;
	}
	return NULL;
}

enum credential_kind credential_kind_of(const struct profiles *p, const struct profile *profile)
{
	const struct provider *row = provider_engaged(p, profile, PASS_NONE);

	return row ? row->kind : CREDENTIAL_NONE;
}

const char *credential_kind_name(enum credential_kind k)
{
	return names[k];
}
