#include "obtaining/renewal.h"

#include "ground/living.h"
#include "obtaining/fetch.h"
#include "obtaining/lent.h"

/* A machine that slept does not count that as waiting: so it is looked often enough. */
enum { SOON = 2, SELDOM = 600 };

/* When to look again, in seconds. */
static int64_t next_look(struct world *w, bool fetching)
{
	int64_t left = w->deadline ? w->deadline - world_now(w) : SELDOM;

	return fetching || left < SOON ? SOON : left > SELDOM ? SELDOM : left;
}

/* What a person has to do is not tried. Nobody sees what went wrong: the next prompt says it. */
static bool start_fetching(struct world *w, const struct renewal *r, enum obtained now, const struct obtaining *how, const struct ours *ours)
{
	struct fetch f = { .profile = r->profile, .how = how, .ours = ours, .self = r->self };
	struct cached handed;

	return how->wanted && now != OBTAINED_LOGIN && now != OBTAINED_MFA && fetch(w, &f, &handed) == FETCH_GOES_ON;
}

/* One look, in a world of its own: what was seen before does not count, and the keys are wiped. */
static int64_t look(const struct renewal *r, int64_t *expires)
{
	struct world *w = world_posix_new();
	struct profiles *profiles = profiles_load(w);
	struct credential c = { .expires = 0 };
	struct obtaining how;
	struct ours ours;
	enum obtained now;
	int64_t next;

	ours_read(w, false, &ours);
	now = obtain(w, profiles, r->profile, &ours, &c, &how);
	if ((now == OBTAINED_KEYS || now == OBTAINED_EXPIRING) && c.expires > *expires && lent_write(w, r->owner, &c, r->names, r->count))
		*expires = c.expires;
	next = next_look(w, start_fetching(w, r, now, &how, &ours));
	world_posix_free(w);
	return next;
}

void renewal_tend(struct world *w, const struct renewal *r)
{
	int64_t expires = 0;

	while (!living_wait(w, r->owner, (int)look(r, &expires) * 1000))
		continue;
}
