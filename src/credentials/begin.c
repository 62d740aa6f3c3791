#include "credentials/begin.h"

#include "credentials/program.h"
#include "knowing/nosuchprofile.h"
#include "obtaining/endpoint.h"

void errand_read_files(struct errand *e, struct text profile)
{
	struct world *w = e->w;
	struct profile *nobody = arena_alloc(w->arena, sizeof *nobody);

	*nobody = (struct profile){ .name = profile };
	e->p = profiles_load(w);
	e->selected = profile_find(e->p, profile);
	e->selected = e->selected ? e->selected : nobody;
	e->name = profile_word(w->arena, profile);
}

void errand_find_way(struct errand *e, const struct chain *c)
{
	struct world *w = e->w;

	e->http = (struct http){ .w = w, .at = c->source.at };
	e->http.ca_bundle = text_copy(w->arena, endpoint_ca_bundle(w, e->p, e->selected).value).p;
	e->region = endpoint_region(w, e->p, e->selected).value;
}

bool errand_begin(struct errand *e, struct text profile, struct chain *c)
{
	errand_read_files(e, profile);
	if (!program_may_ask(e, profile) || !chain_find(e->w, e->p, profile, c))
		return false;
	errand_find_way(e, c);
	return true;
}
