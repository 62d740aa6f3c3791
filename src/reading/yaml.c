#include "reading/yaml.h"

#include <string.h>
#include <yaml.h>

#include "reading/tags.h"
#include "reading/yamltext.h"

struct anchor {
	struct text name;
	struct node *node;
	bool open; /* its node is still being read */
	struct anchor *next;
};

struct reader {
	struct world *w;
	const char *path;
	struct text bytes;
	yaml_parser_t parser;
	yaml_event_t event;
	struct anchor *anchors;
	size_t budget;
	unsigned depth;
	enum tag_dates dates;
};

static const char *const mend = "correct the file";

static struct place place_of(const struct reader *r, yaml_mark_t mark)
{
	return (struct place){ r->path, (unsigned)mark.line + 1, (unsigned)mark.column + 1 };
}

static bool refuse(struct reader *r, struct place at, const char *what)
{
	return trouble_error(&r->w->troubles, at, mend, "%s", what);
}

/* Bad bytes are met before there are marks. */
static struct place place_of_byte(const struct reader *r, size_t offset)
{
	struct place at = { r->path, 1, 1 };

	for (size_t i = 0; i < offset && i < r->bytes.n; i++) {
		at.column += ((unsigned char)r->bytes.p[i] & 0xc0) != 0x80;
		if (r->bytes.p[i] == '\n') {
			at.line++;
			at.column = 1;
		}
	}
	return at;
}

static bool parse_error(struct reader *r)
{
	struct place at = place_of(r, r->parser.problem_mark);
	const char *what = r->parser.problem ? r->parser.problem : "cannot be read";

	if (r->parser.error == YAML_READER_ERROR)
		at = place_of_byte(r, r->parser.problem_offset);
	return trouble_error(&r->w->troubles, at, mend, "not valid YAML: %s", what);
}

static bool next_event(struct reader *r)
{
	yaml_event_delete(&r->event);
	return yaml_parser_parse(&r->parser, &r->event) ? true : parse_error(r);
}

static struct text kept(struct reader *r, const yaml_char_t *s, size_t n)
{
	return (struct text){ arena_copy(r->w->arena, s, n), n };
}

static struct anchor *remember(struct reader *r, const yaml_char_t *name, struct node *n)
{
	struct anchor *a;

	if (!name)
		return NULL;
	a = arena_alloc(r->w->arena, sizeof *a);
	*a = (struct anchor){ kept(r, name, strlen((const char *)name)), n, true, r->anchors };
	r->anchors = a;
	return a;
}

static size_t characters(struct text t)
{
	size_t count = 0;

	for (size_t i = 0, n; i < t.n; i += n, count++) {
		n = text_char(t.p + i, t.n - i);
		n = n ? n : 1;
	}
	return count;
}

/* Offsets into the text are columns when the scalar stands on one line without escapes. */
static void locate(struct node *n, const yaml_event_t *e, struct text t)
{
	size_t width = e->end_mark.column - e->start_mark.column, quotes;

	quotes = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 2;
	n->verbatim = e->start_mark.line == e->end_mark.line && width == characters(t) + quotes;
	if (n->verbatim && quotes)
		n->at.column++;
}

static bool read_scalar(struct reader *r, struct node **out)
{
	const yaml_event_t *e = &r->event;
	struct text t = kept(r, e->data.scalar.value, e->data.scalar.length);
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	struct node *n = node_new(r->w->arena, NODE_STRING, place_of(r, e->start_mark));
	struct anchor *a = remember(r, e->data.scalar.anchor, n);
	const char *problem;

	if (a)
		a->open = false;
	locate(n, e, t);
	problem = tag_scalar(r->w->arena, n, text_of((const char *)e->data.scalar.tag), t, plain, r->dates);
	*out = n;
	return problem ? refuse(r, n->at, problem) : true;
}

static bool read_node(struct reader *r, struct node **out);

static bool read_alias(struct reader *r, struct node **out)
{
	struct text name = text_of((const char *)r->event.data.alias.anchor);
	struct place at = place_of(r, r->event.start_mark);
	const struct anchor *a = r->anchors;

	while (a && !text_equal(a->name, name))
		a = a->next;
	if (!a)
		return trouble_error(&r->w->troubles, at, mend, "not valid YAML: unknown alias \"%s\"", name.p);
	if (a->open)
		return trouble_error(&r->w->troubles, at, mend, "the alias \"%s\" stands inside what it names", name.p);
	*out = node_copy(r->w->arena, a->node, &r->budget);
	return *out ? true : refuse(r, at, "aliases make this file too large");
}

static bool read_list(struct reader *r, struct node *list)
{
	struct node *item;

	for (;;) {
		if (!next_event(r))
			return false;
		if (r->event.type == YAML_SEQUENCE_END_EVENT)
			return true;
		if (!read_node(r, &item))
			return false;
		node_add(r->w->arena, list, TEXT_NONE, item->at, item);
	}
}

/* A key as JavaScript makes a property name of it. */
static struct text key_text(struct arena *a, const struct node *key)
{
	struct text t;

	if (node_text(a, key, &t))
		return t;
	return key->kind == NODE_NULL ? TEXT("null") : TEXT("[object Object]");
}

/* Adds what `map` does not have yet. */
static void merge(struct arena *a, struct node *map, const struct node *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (!node_entry(map, from->entries[i].key))
			node_add(a, map, from->entries[i].key, from->entries[i].at, from->entries[i].value);
}

/* A list of mappings may stand for them, but no list of lists. */
static bool merge_all(struct reader *r, struct node *map, const struct node *sources, bool inner)
{
	for (size_t i = 0; i < sources->count; i++) {
		const struct node *from = sources->entries[i].value;

		if (from->kind == NODE_LIST && !inner) {
			if (!merge_all(r, map, from, true))
				return false;
		} else if (from->kind == NODE_MAP) {
			merge(r->w->arena, map, from);
		} else {
			return refuse(r, from->at, "a merge key (<<) needs a mapping or a list of mappings");
		}
	}
	return true;
}

static bool add_pair(struct reader *r, struct node *map, const struct node *key, struct node *value)
{
	struct text name = key_text(r->w->arena, key);

	if (node_entry(map, name))
		return trouble_error(&r->w->troubles, key->at, mend, "the key \"%s\" occurs twice in one mapping", name.p);
	node_add(r->w->arena, map, name, key->at, value);
	return true;
}

static bool read_map(struct reader *r, struct node *map)
{
	struct node *merges = node_new(r->w->arena, NODE_LIST, map->at), *key, *value;

	for (;;) {
		bool is_merge;

		if (!next_event(r))
			return false;
		if (r->event.type == YAML_MAPPING_END_EVENT)
			return merge_all(r, map, merges, false);
		is_merge = r->event.type == YAML_SCALAR_EVENT && !r->event.data.scalar.tag &&
			   r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
			   strcmp((const char *)r->event.data.scalar.value, "<<") == 0;
		if (!read_node(r, &key) || !next_event(r) || !read_node(r, &value))
			return false;
		if (is_merge)
			node_add(r->w->arena, merges, TEXT_NONE, key->at, value);
		else if (!add_pair(r, map, key, value))
			return false;
	}
}

static bool read_collection(struct reader *r, struct node **out)
{
	bool list = r->event.type == YAML_SEQUENCE_START_EVENT;
	const yaml_char_t *name = list ? r->event.data.sequence_start.anchor : r->event.data.mapping_start.anchor;
	const yaml_char_t *raw = list ? r->event.data.sequence_start.tag : r->event.data.mapping_start.tag;
	struct text tag = raw ? kept(r, raw, strlen((const char *)raw)) : TEXT_NONE;
	struct node *n = node_new(r->w->arena, list ? NODE_LIST : NODE_MAP, place_of(r, r->event.start_mark));
	struct anchor *a = remember(r, name, n);
	const char *problem;

	if (++r->depth > YAML_MAX_DEPTH)
		return refuse(r, n->at, "nested too deeply");
	if (!(list ? read_list(r, n) : read_map(r, n)))
		return false;
	r->depth--;
	if (a)
		a->open = false;
	problem = tag_collection(r->w->arena, n, tag);
	*out = n;
	return problem ? refuse(r, n->at, problem) : true;
}

static bool read_node(struct reader *r, struct node **out)
{
	if (!r->budget)
		return refuse(r, place_of(r, r->event.start_mark), "too many values in one file");
	r->budget--;
	switch (r->event.type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(r, out);
	case YAML_ALIAS_EVENT:
		return read_alias(r, out);
	default:
		return read_collection(r, out);
	}
}

static bool read_stream(struct reader *r, struct node **out)
{
	if (!next_event(r) || !next_event(r)) /* stream start, document start or stream end */
		return false;
	if (r->event.type == YAML_STREAM_END_EVENT) {
		*out = node_new(r->w->arena, NODE_NULL, (struct place){ r->path, 1, 1 });
		return true;
	}
	if (!next_event(r) || !read_node(r, out) || !next_event(r) || !next_event(r))
		return false;
	if (r->event.type != YAML_STREAM_END_EVENT)
		return refuse(r, place_of(r, r->event.start_mark), "a second document in one file");
	return true;
}

bool yaml_read(struct world *w, const char *path, struct text bytes, enum tag_dates dates, struct node **out)
{
	struct reader r = { .w = w, .path = path, .budget = YAML_MAX_NODES, .dates = dates };
	bool ok;

	if (!yaml_text(w, path, &bytes))
		return false;
	r.bytes = bytes;
	if (!yaml_parser_initialize(&r.parser))
		return trouble_error(&w->troubles, (struct place){ path, 0, 0 }, NULL, "out of memory");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.p, bytes.n);
	ok = read_stream(&r, out);
	yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return ok;
}
