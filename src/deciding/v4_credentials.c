#include "deciding/v4_credentials.h"

#include <string.h>

#include "resolving/v4.h"
#include "resolving/v4_property.h"
#include "resolving/v4_walk.h"

struct found {
	struct node *node;
	struct text group, name;
	size_t count;           /* of type aws, in both groups together */
};

bool v4_unsure(struct decision *d, struct resolver *r, const char *path, struct place at, const char *why)
{
	r->path = text_of(path);
	resolver_pending(r, r->path, why, false, at);
	decision_stopped(d, r, PENDING);
	r->path = TEXT("");
	return false;
}

static bool is_variable(struct resolver *r, struct node *n)
{
	return n && (n->hop || variable_waits(r, n));
}

/* stages.GROUP.resolvers; `*out` is NULL when there are none. */
static bool resolvers_of(struct decision *d, struct resolver *r, struct text group, struct node **out)
{
	static const char hidden[] = "is a variable where v4 looks for credential resolvers";
	struct node *stages = node_get(d->config, "stages"), *n;
	const struct node_entry *e;

	*out = NULL;
	if (is_variable(r, stages))
		return v4_unsure(d, r, "stages", stages->at, hidden);
	e = node_entry(stages, group);
	if (!e)
		return true;
	if (is_variable(r, e->value))
		return v4_unsure(d, r, "stages", e->value->at, hidden);
	n = node_get(e->value, "resolvers");
	if (is_variable(r, n))
		return v4_unsure(d, r, "stages", n->at, hidden);
	*out = n && n->kind == NODE_MAP ? n : NULL;
	return true;
}

static bool is_aws(const struct node *n)
{
	const struct node *type = node_get(n, "type");

	return type && type->kind == NODE_STRING && text_is(type->text, "aws");
}

/* Counts those of type aws, and takes the first one's name. */
static bool look_in(struct decision *d, struct resolver *r, struct text group, struct found *out)
{
	struct node *list;

	if (!resolvers_of(d, r, group, &list))
		return false;
	for (size_t i = 0; list && i < list->count; i++) {
		struct node_entry *e = &list->entries[i];

		if (is_variable(r, e->value) || is_variable(r, node_get(e->value, "type")) || e->value->kind != NODE_MAP)
			return v4_unsure(d, r, "stages", e->at, "has a resolver that is a variable");
		out->count += is_aws(e->value);
		if (!out->name.p && is_aws(e->value))
			out->name = e->key;
	}
	return true;
}

/* v4 takes the stage's definition of a name, else that of default, whatever type that is. */
static bool define(struct decision *d, struct resolver *r, struct text group, struct found *out)
{
	struct node_entry *e;
	struct node *list;

	if (out->node)
		return true;
	if (!resolvers_of(d, r, group, &list))
		return false;
	e = node_entry(list, out->name);
	out->node = e ? e->value : NULL;
	out->group = group;
	return true;
}

/* One setting of the resolver, by itself. */
static bool setting(struct decision *d, struct resolver *r, const struct v4_credentials *c, const struct node *map, const char *key,
		    struct node **out)
{
	struct node *n = node_get(map, key);
	enum outcome o = n ? variable_resolve(r, n, text_format(r->w->arena, "%s.%s", c->name, key)) : MISSING;

	*out = o == FOUND && n->kind != NODE_NULL ? n : NULL;
	return !decision_stopped(d, r, o);
}

static bool use(struct decision *d, struct resolver *r, const struct found *f, struct v4_credentials *out)
{
	const struct node *dashboard = node_get(f->node, "dashboard");

	out->name = arena_format(r->w->arena, "stages.%s.resolvers.%s", text_show(r->w->arena, f->group, 80).p,
				 text_show(r->w->arena, f->name, 80).p);
	out->at = f->node->at;
	out->no_dashboard = dashboard && dashboard->kind == NODE_BOOLEAN && !dashboard->boolean;
	if (!is_aws(f->node))
		return v4_unsure(d, r, "provider.resolver", f->node->at, "names a resolver that is not of type aws");
	if (node_get(f->node, "accessKeyId") || node_get(f->node, "secretAccessKey"))
		return v4_unsure(d, r, "provider.resolver", f->node->at, "leads to a resolver that has keys of its own");
	return setting(d, r, out, f->node, "profile", &out->profile) && setting(d, r, out, f->node, "region", &out->region);
}

/* provider.resolver; absent when there is none. */
static bool named(struct decision *d, struct resolver *r, struct text *name)
{
	struct node *n = NULL;
	enum outcome o = v4_at(r, "provider.resolver", &n);

	*name = TEXT_NONE;
	if (decision_stopped(d, r, o))
		return false;
	if (o == MISSING || !v4_set(n))
		return true;
	if (n->kind != NODE_STRING || strpbrk(n->text.p, ".[") || text_has_nul(n->text))
		return v4_unsure(d, r, "provider.resolver", n->at, "is no plain name");
	if (v4_set(node_get(node_get(d->config, "provider"), "profile")))
		return decision_refused(d, r, n->at, "keep one of them", "provider.profile and provider.resolver cannot be set both");
	*name = n->text;
	return true;
}

bool v4_credentials_find(struct decision *d, struct resolver *r, struct v4_credentials *out)
{
	struct found f = { .count = 0 };
	struct text name;

	*out = (struct v4_credentials){ .name = NULL };
	if (!named(d, r, &name))
		return false;
	if (!name.p && (v4_set(node_get(node_get(d->config, "provider"), "profile")) || !node_get(d->config, "stages")))
		return true;
	if (!r->v4->stage.p)
		return v4_unsure(d, r, "provider.resolver", node_get(d->config, "stages") ? node_get(d->config, "stages")->at : NOWHERE,
				 "depends on the stage");
	if (strpbrk(r->v4->stage.p, ".["))
		return v4_unsure(d, r, "provider.resolver", NOWHERE, "depends on a stage whose name v4 takes for a path");
	f.name = name;
	if (!name.p && (!look_in(d, r, r->v4->stage, &f) || !look_in(d, r, TEXT("default"), &f)))
		return false;
	if (f.count > 1)
		return decision_refused(d, r, node_get(d->config, "stages")->at, "name one in provider.resolver",
					"there are several resolvers of type aws");
	if (!f.name.p)
		return true;
	if (strpbrk(f.name.p, ".[") || text_has_nul(f.name))
		return v4_unsure(d, r, "stages", NOWHERE, "has a resolver whose name v4 takes for a path");
	if (!define(d, r, r->v4->stage, &f) || !define(d, r, TEXT("default"), &f))
		return false;
	if (!f.node)
		return v4_unsure(d, r, "provider.resolver", NOWHERE, "names no resolver of this stage or of default");
	return use(d, r, &f, out);
}
