#include "credentials/begin.h"

#include "credentials/program.h"
#include "knowing/nosuchprofile.h"
#include "obtaining/endpoint.h"

bool errand_begin(struct errand *e, struct text profile, struct chain *c)
{
	struct world *w = e->w;

	e->p = profiles_load(w);
	e->selected = profile_find(e->p, profile);
	e->name = profile_word(w->arena, profile);
	if (!program_may_ask(e, profile) || !chain_find(w, e->p, profile, c))
		return false;
	e->http = (struct http){ .w = w, .at = c->source.at };
	e->http.ca_bundle = text_copy(w->arena, endpoint_ca_bundle(w, e->p, e->selected).value).p;
	e->region = endpoint_region(w, e->p, e->selected).value;
	return true;
}
