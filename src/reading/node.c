#include "reading/node.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node *node_new(struct arena *a, enum node_kind kind, struct place at)
{
	struct node *n = arena_alloc(a, sizeof *n);

	n->kind = kind;
	n->at = at;
	return n;
}

struct node *node_string(struct arena *a, struct text t, struct place at)
{
	struct node *n = node_new(a, NODE_STRING, at);

	n->text = t;
	return n;
}

struct node *node_boolean(struct arena *a, bool value, struct place at)
{
	struct node *n = node_new(a, NODE_BOOLEAN, at);

	n->boolean = value;
	return n;
}

struct node *node_number(struct arena *a, double value, struct place at)
{
	struct node *n = node_new(a, NODE_NUMBER, at);

	n->number = value;
	return n;
}

static size_t hash(struct text key)
{
	size_t h = 14695981039346656037u;

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
	return h;
}

/* The slot that holds `key`, or the free one where it belongs. */
static unsigned *slot_of(const struct node *n, struct text key)
{
	size_t i = hash(key) & (n->slot_count - 1);

	while (n->slots[i] && !text_equal(n->entries[n->slots[i] - 1].key, key))
		i = (i + 1) & (n->slot_count - 1);
	return &n->slots[i];
}

/* Called when `n` has one entry more: small maps are searched, larger ones hashed, at most half full. */
static void index_last(struct arena *a, struct node *n)
{
	unsigned *slot;

	if (n->kind != NODE_MAP || n->count < 16)
		return;
	if (n->count * 2 > n->slot_count) {
		n->slot_count = n->slot_count ? n->slot_count * 2 : 64;
		n->slots = arena_array(a, n->slot_count, sizeof *n->slots);
		for (size_t i = 0; i + 1 < n->count; i++)
			if (!*(slot = slot_of(n, n->entries[i].key)))
				*slot = (unsigned)i + 1;
	}
	slot = slot_of(n, n->entries[n->count - 1].key);
	if (!*slot)
		*slot = (unsigned)n->count;
}

void node_add(struct arena *a, struct node *parent, struct text key, struct place at, struct node *value)
{
	parent->entries = arena_grow(a, parent->entries, parent->count, &parent->capacity, sizeof *parent->entries);
	parent->entries[parent->count++] = (struct node_entry){ key, at, value };
	index_last(a, parent);
}

static bool list_index(struct text key, size_t count, size_t *index)
{
	size_t n = 0;

	if (!key.n || key.n > 9 || (key.p[0] == '0' && key.n > 1))
		return false;
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] < '0' || key.p[i] > '9')
			return false;
		n = n * 10 + (size_t)(key.p[i] - '0');
	}
	*index = n;
	return n < count;
}

struct node_entry *node_entry(const struct node *n, struct text key)
{
	size_t i;

	if (!n)
		return NULL;
	if (n->kind == NODE_LIST)
		return list_index(key, n->count, &i) ? &n->entries[i] : NULL;
	if (n->kind != NODE_MAP)
		return NULL;
	if (n->slots) {
		i = *slot_of(n, key);
		return i ? &n->entries[i - 1] : NULL;
	}
	for (i = 0; i < n->count; i++)
		if (text_equal(n->entries[i].key, key))
			return &n->entries[i];
	return NULL;
}

struct node *node_get(const struct node *n, const char *key)
{
	struct node_entry *e = node_entry(n, text_of(key));

	return e ? e->value : NULL;
}

struct node *node_copy(struct arena *a, const struct node *n, size_t *budget)
{
	struct node *copy;

	if (!*budget)
		return NULL;
	--*budget;
	copy = node_new(a, n->kind, n->at);
	*copy = *n;
	copy->variables = NULL;
	copy->entries = NULL;
	copy->count = copy->capacity = 0;
	if (!n->count)
		return copy;
	copy->entries = arena_array(a, n->count, sizeof *copy->entries);
	copy->count = copy->capacity = n->count;
	if (n->slots)
		copy->slots = (unsigned *)memcpy(arena_array(a, n->slot_count, sizeof *n->slots), n->slots, n->slot_count * sizeof *n->slots);
	for (size_t i = 0; i < n->count; i++) {
		copy->entries[i] = n->entries[i];
		copy->entries[i].value = node_copy(a, n->entries[i].value, budget);
		if (!copy->entries[i].value)
			return NULL;
	}
	return copy;
}

void node_set(struct arena *a, struct node *parent, const char *key, struct node *value)
{
	struct node_entry *e = node_entry(parent, text_of(key));

	if (e)
		e->value = value;
	else
		node_add(a, parent, text_of(key), value->at, value);
}

/* The fewest digits that read back as the same number. */
static int shortest(double value, char *digits, size_t size)
{
	int exponent = 0;

	for (int precision = 0; precision < 17; precision++) {
		snprintf(digits, size, "%.*e", precision, value);
		if (strtod(digits, NULL) == value)
			break;
	}
	exponent = atoi(strchr(digits, 'e') + 1);
	*strchr(digits, 'e') = 0;
	if (digits[1] == '.')
		memmove(digits + 1, digits + 2, strlen(digits + 2) + 1);
	return exponent;
}

/* ECMA-262 Number::toString, for the digits and decimal exponent found above. */
static void lay_out(struct build *b, const char *digits, int exponent)
{
	int n = (int)strlen(digits), point = exponent + 1;

	if (n <= point && point <= 21) {
		build_string(b, digits);
		for (int i = n; i < point; i++)
			build_char(b, '0');
	} else if (point > 0 && point <= 21) {
		build_bytes(b, digits, (size_t)point);
		build_char(b, '.');
		build_string(b, digits + point);
	} else if (point > -6 && point <= 0) {
		build_string(b, "0.");
		for (int i = point; i < 0; i++)
			build_char(b, '0');
		build_string(b, digits);
	} else {
		build_char(b, digits[0]);
		if (n > 1)
			build_char(b, '.');
		build_string(b, digits + 1);
		build_format(b, "e%+d", exponent);
	}
}

struct text number_text(struct arena *a, double value)
{
	struct build b = { .arena = a };
	char digits[40];
	int exponent;

	if (isnan(value))
		return TEXT("NaN");
	if (value == 0)
		return TEXT("0");
	if (value < 0)
		build_char(&b, '-');
	if (isinf(value)) {
		build_string(&b, "Infinity");
		return build_done(&b);
	}
	exponent = shortest(fabs(value), digits, sizeof digits);
	lay_out(&b, digits, exponent);
	return build_done(&b);
}

static struct text join_list(struct arena *a, const struct node *n)
{
	struct build b = { .arena = a };
	struct text piece;

	for (size_t i = 0; i < n->count; i++) {
		const struct node *item = n->entries[i].value;

		if (i)
			build_char(&b, ',');
		if (item->kind == NODE_MAP)
			build_string(&b, "[object Object]");
		else if (node_text(a, item, &piece))
			build_text(&b, piece);
	}
	return build_done(&b);
}

bool node_text(struct arena *a, const struct node *n, struct text *out)
{
	switch (n->kind) {
	case NODE_NULL:
	case NODE_MAP:
		return false;
	case NODE_BOOLEAN:
		*out = n->boolean ? TEXT("true") : TEXT("false");
		return true;
	case NODE_NUMBER:
		*out = number_text(a, n->number);
		return true;
	case NODE_STRING:
		*out = n->text;
		return true;
	case NODE_LIST:
		*out = join_list(a, n);
		return true;
	}
	return false;
}

struct place node_place(const struct node *n, size_t offset)
{
	struct place at = n->at;

	if (!n->verbatim || !at.column)
		return at;
	for (size_t i = 0, k; i < offset && i < n->text.n; i += k) {
		k = text_char(n->text.p + i, n->text.n - i);
		k = k ? k : 1;
		at.column++;
	}
	return at;
}
