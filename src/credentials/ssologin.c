#include "credentials/ssologin.h"

#include "credentials/browserlogin.h"
#include "credentials/devicelogin.h"
#include "knowing/sections.h"

bool sso_sign_in(struct errand *e, const struct chain_source *source, bool device)
{
	struct ssoflow f = {
		.e = e, .source = source, .s = { .session = source->sso_session, .start_url = source->start_url,
						 .region = source->sso_region, .device = device || !source->sso_session.p },
	};
	const struct ini_section *section = NULL;

	e->http.at = source->at;
	if (source->sso_session.p)
		section = section_find(e->w, e->p, "sso-session", source->sso_session);
	if (section)
		registration_scopes(section_get(e->p, section, "sso_registration_scopes").value, &f.s);
	return registration_get(e, &f.s, &f.r) && (f.s.device ? device_login : browser_login)(&f);
}
