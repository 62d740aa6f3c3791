#include "deciding/provider.h"

#include "resolving/variable.h"

/* "provider: aws" is { name: aws }. */
static void expand_provider(struct resolver *r, struct node *provider)
{
	struct node *map = node_new(r->w->arena, NODE_MAP, provider->at), *name = node_new(r->w->arena, NODE_NULL, provider->at);

	*name = *provider;
	node_add(r->w->arena, map, TEXT("name"), provider->at, name);
	*provider = *map;
}

/* The provider's name must be known before .env is loaded, unless that brings it (spec/serverless.md 5.6). */
bool provider_check(struct decision *d, struct resolver *r)
{
	struct node *n = NULL, *provider;
	enum outcome o = resolve_property(r, "provider.name", &n);

	provider = node_get(d->config, "provider");
	if (provider && provider->kind == NODE_STRING && o == MISSING) {
		expand_provider(r, provider);
		return true;
	}
	if (o == FAILED || (o == PENDING && r->phase == PHASE_NAME && r->unresolved && !d->dotenv_wanted))
		return decision_refused(d, r, provider ? provider->at : NOWHERE, "write the name itself",
				   "provider.name cannot be told this early, which the Framework refuses");
	if (o == PENDING && r->phase == PHASE_NAME)
		return true;
	if (decision_stopped(d, r, o))
		return false;
	if (o == MISSING || n->kind != NODE_STRING || !n->text.n)
		return decision_refused(d, r, provider ? provider->at : (struct place){ d->service.path, 1, 1 },
				   "add provider: and name: aws below it", "provider.name is missing");
	return true;
}

/* Two settings must hold no variables at all. */
bool provider_plain(struct decision *d, struct resolver *r)
{
	static const char *const names[] = { "disabledDeprecations", "deprecationNotificationMode" };

	for (size_t i = 0; i < 2; i++) {
		struct node *n = node_get(d->config, names[i]);
		bool bad = n && variable_waits(r, n);

		for (size_t k = 0; n && k < n->count; k++)
			bad = bad || variable_waits(r, n->entries[k].value);
		if (bad)
			return decision_refused(d, r, n->at, "write it without variables",
					   arena_format(r->w->arena, "%s holds variables, which the Framework refuses", names[i]));
	}
	return true;
}
