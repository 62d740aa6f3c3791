#include "knowing/either.h"

static bool same(const struct answer *a, const struct answer *b)
{
	return a->value.n == b->value.n && (!a->value.n || text_equal(a->value, b->value));
}

static void differ(struct world *w, struct decision *d, const char *path)
{
	decision_closed(w, d, "means one thing to Serverless v3 and another to v4: say which with frameworkVersion");
	d->unresolved->path = text_of(path);
	d->unresolved->variable = TEXT("stages");
	d->unresolved->at = d->framework.at;
}

void either_compare(struct world *w, const struct decision *three, struct decision *four)
{
	if (three->decided == UNRESOLVED)
		decision_copy(four, three);
	else if (four->decided == UNRESOLVED)
		return;
	else if (three->decided != four->decided)
		differ(w, four, "provider");
	else if (four->decided != DECIDED)
		return;
	else if (!same(&three->stage, &four->stage))
		differ(w, four, "provider.stage");
	else if (!same(&three->profile, &four->profile))
		differ(w, four, "provider.profile");
	else if (!same(&three->region, &four->region))
		differ(w, four, "provider.region");
}
