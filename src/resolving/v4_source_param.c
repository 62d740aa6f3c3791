#include "resolving/v4_sources.h"

#include "resolving/source.h"
#include "resolving/v4.h"
#include "resolving/v4_property.h"
#include "resolving/v4_walk.h"
#include "resolving/variable.h"

enum { MAX_DEPTH = 4 };

/* One of the four places, strongest first; a STAGE in a path is replaced. */
static const char *const groups[][MAX_DEPTH] = {
	{ "stages", "STAGE", "params" }, { "params", "STAGE" }, { "stages", "default", "params" }, { "params", "default" },
};

/* Before the stage is known v4 has not resolved any of them, and never the maps of stages:. */
static bool is_hidden(struct resolver *r, struct node *n, const char *const *path, size_t depth)
{
	bool waited = n->kind == NODE_STRING && variable_waits(r, n);

	return (waited || n->hop) && (!r->v4->stage.p || (path[0][0] == 's' && depth < 2));
}

static enum outcome find(struct resolver *r, struct call *c, const char *const *path, struct text name, struct node **out)
{
	struct text where = TEXT("");
	struct node *n = r->config;

	for (size_t i = 0; n; i++) {
		bool last = i == MAX_DEPTH || !path[i];
		struct text key = last ? name : text_is(text_of(path[i]), "STAGE") ? r->v4->stage : text_of(path[i]);
		const struct node_entry *e = key.p ? node_entry(n, key) : NULL;
		enum outcome o;

		if (!e)
			return MISSING;
		where = text_format(r->w->arena, "%s%s%s", where.p, i ? "." : "", text_show(r->w->arena, key, 200).p);
		n = e->value;
		if (!last && is_hidden(r, n, path, i))
			return source_pending(c, "stands behind a value that v4 may not have resolved by then");
		o = v4_resolve(r, n, where, !r->v4->stage.p);
		if (o != FOUND)
			return o;
		*out = n;
		if (last)
			return FOUND;
	}
	return MISSING;
}

bool v4_has_dashboard(const struct node *config)
{
	return v4_set(node_get(config, "app"));
}

/* A null hides what weaker groups have. */
static enum outcome from_groups(struct resolver *r, struct call *c, struct text name, struct node **out)
{
	bool null = false;

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		enum outcome o = find(r, c, groups[i], name, out);

		if (o == MISSING)
			continue;
		if (o == FOUND && null && (*out)->kind != NODE_NULL)
			return source_pending(c, "is null for this stage, and has a value for all");
		if (o != FOUND || (*out)->kind != NODE_NULL)
			return o;
		null = true;
	}
	return MISSING;
}

enum outcome v4_ask_param(struct resolver *r, struct call *c)
{
	struct node *n = NULL;
	struct text name;
	enum outcome o;

	if (!source_address(r, c, &name) || text_has_nul(name))
		return source_pending(c, "names no parameter");
	o = source_param_option(r, c, name);
	if (o != MISSING)
		return o;
	if (r->phase == PHASE_NAME)
		return source_pending(c, "depends on the stage");
	if (r->v4->asked_param && r->v4->stage.p)
		return source_pending(c, "belongs to a source that was asked before the stage was decided");
	o = from_groups(r, c, name, &n);
	if (o == FOUND) {
		resolver_read(r, n);
		return source_found(c, n, "params");
	}
	if (o == MISSING && v4_has_dashboard(r->config))
		return source_pending(c, "may be a parameter of the Serverless Dashboard");
	if (o == MISSING && v4_inherited(name))
		return source_pending(c, "is something that JavaScript has on every object");
	return o == MISSING ? source_missing(c, "is no parameter here") : o;
}
