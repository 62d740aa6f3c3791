#include "knowing/unlock.h"

#include <stdlib.h>
#include <string.h>

/* "DIRECTORY INODE STAGE PROFILE": what it is for. */
static struct text subject(struct world *w, const struct request *r)
{
	return text_format(w->arena, "%s %llu %s %s", text_encode(w->arena, text_of(r->directory)).p, (unsigned long long)r->inode,
			   text_encode(w->arena, r->stage).p, text_encode(w->arena, r->profile).p);
}

struct text unlock_words(struct world *w, const struct request *r, unsigned minutes)
{
	return text_format(w->arena, "%lld %s", (long long)(world_now(w) + (int64_t)minutes * 60), subject(w, r).p);
}

void unlock_read(struct world *w, const struct request *r, struct unlock *out)
{
	const char *kept = world_environment(w, "__SLSENV_UNLOCKED");
	const char *blank = kept ? strchr(kept, ' ') : NULL;
	int64_t until, left;

	*out = (struct unlock){ .words = TEXT("") };
	if (!blank || strspn(kept, "0123456789") != (size_t)(blank - kept) || blank - kept > 12 || !text_is(subject(w, r), blank + 1))
		return;
	until = strtoll(kept, NULL, 10);
	left = until - world_now(w);
	if (left <= 0 || left > UNLOCK_MAX_MINUTES * 60)
		return;
	out->until = until;
	out->minutes = (unsigned)((left + 59) / 60);
	out->words = text_of(kept);
	world_deadline(w, until - ((int64_t)out->minutes - 1) * 60);
}
