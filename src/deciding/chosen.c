#include "deciding/chosen.h"

#include "deciding/service.h"

/* Made where no service is: for the first one that is entered. */
static const char for_the_next[] = "?";

static bool filled(const char *value)
{
	return value && *value;
}

/* The service that we stand in; NULL: none. */
static const char *service_mark(struct world *w, const struct options *o)
{
	struct troubles kept = w->troubles;
	char *print = arena_alloc(w->arena, 7);
	struct service s;
	enum service_search found;

	w->troubles = (struct troubles){ .arena = kept.arena };
	found = service_find(w, o, &s);
	w->troubles = kept;
	if (found != SERVICE_FOUND)
		return NULL;
	fingerprint_text(0, text_format(w->arena, "%s %llu", s.directory, (unsigned long long)s.inode), print);
	return print;
}

bool chosen_elsewhere(struct world *w, const struct options *o, struct ours *ours)
{
	bool any = filled(world_environment(w, "SLSENV_SET_STAGE")) || filled(world_environment(w, "SLSENV_SET_PROFILE"));
	const char *here = any ? service_mark(w, o) : NULL;
	struct text before = ours->chosen_in;

	ours->chosen_in = TEXT_NONE;
	if (!any)
		return false;
	if (filled(world_environment(w, "__SLSENV_CHOSEN")) || text_is(before, for_the_next))
		ours->chosen_in = text_of(here ? here : for_the_next);
	else if (here && text_is(before, here))
		ours->chosen_in = before;
	else
		return before.p != NULL;
	return false;
}
