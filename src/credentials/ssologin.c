#include "credentials/ssologin.h"

#include <stdio.h>

#include "credentials/browserlogin.h"
#include "credentials/devicelogin.h"
#include "knowing/sections.h"

static bool run(struct ssoflow *f, bool anew)
{
	f->client_is_gone = false;
	return registration_get(f->e, &f->s, anew, &f->r) && (f->s.device ? device_login : browser_login)(f);
}

bool sso_sign_in(struct errand *e, const struct chain_source *source, bool device)
{
	struct ssoflow f = {
		.e = e, .source = source, .s = { .session = source->sso_session, .start_url = source->start_url,
						 .region = source->sso_region, .device = device || !source->sso_session.p },
	};
	const struct ini_section *section = NULL;
	struct trouble *said = e->w->troubles.last;

	e->http.at = source->at;
	if (source->sso_session.p)
		section = section_find(e->w, e->p, "sso-session", source->sso_session);
	if (section)
		registration_scopes(section_get(e->p, section, "sso_registration_scopes").value, &f.s);
	if (run(&f, e->client_is_gone))
		return true;
	if (!f.client_is_gone || !f.r.kept)
		return false;
	trouble_forget(&e->w->troubles, said);
	fputs("slsenv: AWS no longer knows the client that was registered for this sign-in: registering anew\n", stderr);
	return run(&f, true);
}
