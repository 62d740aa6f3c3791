#include "knowing/stages.h"

#include <string.h>

enum { MAX_STAGES = 100 };

static void add(struct world *w, struct stages *out, struct text name)
{
	for (size_t i = 0; i < out->count; i++)
		if (text_equal(out->list[i].name, name))
			return;
	if (out->count >= MAX_STAGES || !name.n || text_has_nul(name))
		return;
	out->list = arena_grow(w->arena, out->list, out->count, &out->capacity, sizeof *out->list);
	out->list[out->count++] = (struct stage){ .name = name };
}

static void add_keys(struct world *w, struct stages *out, const struct node *map)
{
	for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
		if (!text_is(map->entries[i].key, "default"))
			add(w, out, map->entries[i].key);
}

/* "self:custom.profiles.dev" with the stage dev: the keys of custom.profiles. */
static void add_indexed(struct world *w, struct stages *out, const struct decision *d, struct text asked)
{
	const struct node *n = d->config;
	size_t from = 5;

	if (!text_starts(asked, "self:"))
		return;
	while (n && from <= asked.n) {
		const char *dot = memchr(asked.p + from, '.', asked.n - from);
		size_t to = dot ? (size_t)(dot - asked.p) : asked.n;
		struct text key = text_slice(asked, from, to);
		const struct node_entry *e = node_entry(n, key);

		if (text_equal(key, d->stage.value))
			add_keys(w, out, n);
		n = e ? e->value : NULL;
		from = to + 1;
	}
}

/* Only where the address was put together from variables is a component that equals the stage there because of the stage. */
static void add_hops(struct world *w, struct stages *out, const struct decision *d, const struct hop *h, unsigned depth)
{
	for (; h && depth < 50; h = h->sibling) {
		if (h->expression.n > 2 && strstr(h->expression.p + 2, "${")) {
			add_indexed(w, out, d, h->answered);
			for (size_t i = 0; i < h->passed_count; i++)
				add_indexed(w, out, d, h->passed[i].source);
		}
		for (size_t i = 0; i < h->part_count; i++)
			add_hops(w, out, d, h->parts[i], depth + 1);
	}
}

static void add_answer(struct world *w, struct stages *out, const struct decision *d, const struct answer *a)
{
	for (size_t i = 0; i < a->count; i++)
		add_hops(w, out, d, a->candidates[i].hops, 0);
}

void stages_find(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d,
		 struct stages *out)
{
	struct troubles kept = w->troubles;

	*out = (struct stages){ .count = 0 };
	if (d->decided != DECIDED)
		return;
	add(w, out, d->stage.value);
	add_answer(w, out, d, &d->profile);
	add_answer(w, out, d, &d->region);
	add_keys(w, out, node_get(d->config, "params"));
	if (d->framework.version[1] == '4')
		add_keys(w, out, node_get(d->config, "stages"));
	for (size_t i = 0; i < out->count; i++) {
		struct options other = *o;

		w->troubles = (struct troubles){ .arena = kept.arena };
		other.stage = (struct option_value){ out->list[i].name, "option --stage" };
		decide(w, &other, ours, &out->list[i].decision);
	}
	w->troubles = kept;
}
