#include "resolving/resolve.h"

#include <string.h>

#include "resolving/property.h"
#include "resolving/sources.h"
#include "resolving/text_parser.h"

static struct text deeper(struct arena *a, struct text path, struct text key)
{
	return text_format(a, "%s%s%s", path.n ? path.p : "", path.n ? "." : "", text_show(a, key, 200).p);
}

static struct text index_text(struct arena *a, size_t i)
{
	return text_format(a, "%zu", i);
}

/* Resolves every variable inside a list or map; an error or a wait there is one here (spec/serverless.md 5.5, self). */
static enum outcome inside(struct resolver *r, struct node *n, struct text path)
{
	for (size_t i = 0; i < n->count; i++) {
		struct node *item = n->entries[i].value;
		struct text key = n->kind == NODE_LIST ? index_text(r->w->arena, i) : n->entries[i].key;
		enum outcome o = FOUND;

		if (item->count || (item->kind == NODE_STRING && memchr(item->text.p, '$', item->text.n))) {
			struct text where = deeper(r->w->arena, path, key);

			o = variable_resolve(r, item, where);
			if (o == FOUND && item->count)
				o = inside(r, item, where);
		}
		if (o != FOUND)
			return o;
	}
	return FOUND;
}

/* The Framework resolves all of a section as soon as a variable brings it. Before .env is loaded that counts: what is missing then
 * must not come from there. What goes wrong is only for those who ask for it. */
static void along(struct resolver *r, struct node *n, struct text path)
{
	struct troubles kept = r->w->troubles;
	bool quiet = r->quiet;

	r->quiet = true;
	r->w->troubles = (struct troubles){ .arena = kept.arena };
	for (size_t i = 0; i < n->count; i++) {
		struct node *item = n->entries[i].value;
		struct text where = deeper(r->w->arena, path, n->kind == NODE_LIST ? index_text(r->w->arena, i) : n->entries[i].key);

		if (variable_resolve(r, item, where) == FOUND && item->count)
			along(r, item, where);
	}
	r->w->troubles = kept;
	r->quiet = quiet;
}

static enum outcome step(struct resolver *r, struct node **n, struct text key, struct text path)
{
	const struct node *of = *n;
	enum outcome o;

	*n = property_of(r->w->arena, of, key);
	if (!*n && r->serverless3 && property_inherited(of, key))
		return resolver_failed(r, of->at, "\"%s\" is a function of JavaScript's own there, which serverless 3 takes and refuses", key.p);
	if (!*n)
		return MISSING;
	o = variable_resolve(r, *n, path);
	if (o == FOUND)
		resolver_read(r, *n);
	return o;
}

static enum outcome walk(struct resolver *r, struct text dotted, struct node **out)
{
	struct node *n = r->config;
	struct text path = TEXT("");
	enum outcome o = FOUND;
	size_t from = 0;

	while (dotted.n && from <= dotted.n && o == FOUND) {
		const char *dot = memchr(dotted.p + from, '.', dotted.n - from);
		size_t to = dot ? (size_t)(dot - dotted.p) : dotted.n;
		struct text key = text_copy(r->w->arena, text_slice(dotted, from, to));

		path = deeper(r->w->arena, path, key);
		o = step(r, &n, key, path);
		from = to + 1;
	}
	if (o == FOUND)
		o = inside(r, n, path);
	*out = n;
	return o;
}

void resolve_init(struct resolver *r, struct world *w, struct node *config, const struct options *o,
		  const struct ours *ours, const char *directory)
{
	*r = (struct resolver){
		.w = w, .config = config, .options = o, .ours = ours, .directory = directory, .budget = RESOLVE_MAX_NODES,
		.text_budget = RESOLVE_MAX_TEXT, .variable_budget = RESOLVE_MAX_VARIABLES, .max_rounds = RESOLVE_MAX_ROUNDS,
		.path = TEXT(""), .ask = source_ask, .knows = source_known, .walk = walk, .inside = inside, .along = along,
		.argument = variable_argument, .parse = expression_parse, .piece = variable_piece,
	};
}

void resolve_phase(struct resolver *r, enum phase phase)
{
	r->phase = phase;
	r->unresolved = NULL;
}

enum outcome resolve_property(struct resolver *r, const char *path, struct node **out)
{
	return walk(r, text_of(path), out);
}
