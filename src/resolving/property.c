#include "resolving/property.h"

/* JavaScript's length of a text: UTF-16 units. */
static size_t units(struct text t)
{
	size_t count = 0;

	for (size_t i = 0, n; i < t.n; i += n) {
		n = text_char(t.p + i, t.n - i);
		count += n == 4 ? 2 : 1;
		n = n ? n : 1;
	}
	return count;
}

/* The character at a decimal index, which counts UTF-16 units; half of a pair is shown as no character. */
static struct node *character(struct arena *a, const struct node *n, struct text key)
{
	size_t wanted = 0;

	if (!key.n || key.n > 6 || (key.p[0] == '0' && key.n > 1))
		return NULL;
	for (size_t k = 0; k < key.n; k++) {
		if (key.p[k] < '0' || key.p[k] > '9')
			return NULL;
		wanted = wanted * 10 + (size_t)(key.p[k] - '0');
	}
	for (size_t i = 0, at = 0, size; i < n->text.n && at <= wanted; i += size, at += size == 4 ? 2 : 1) {
		size = text_char(n->text.p + i, n->text.n - i);
		size = size ? size : 1;
		if (size == 4 && at + 1 >= wanted)
			return node_string(a, TEXT("\xef\xbf\xbd"), n->at);
		if (at == wanted)
			return node_string(a, text_copy(a, text_slice(n->text, i, i + size)), n->at);
	}
	return NULL;
}

struct node *property_of(struct arena *a, const struct node *n, struct text key)
{
	const struct node_entry *e = node_entry(n, key);

	if (e)
		return e->value;
	if (n && n->kind == NODE_LIST && text_is(key, "length"))
		return node_number(a, (double)n->count, n->at);
	if (n && n->kind == NODE_STRING && text_is(key, "length"))
		return node_number(a, (double)units(n->text), n->at);
	return n && n->kind == NODE_STRING ? character(a, n, key) : NULL;
}

static bool among(struct text key, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(key, names[i]))
			return true;
	return false;
}

#define AMONG(key, names) among(key, names, sizeof names / sizeof *names)

bool property_inherited(const struct node *n, struct text key)
{
	static const char *const all[] = {
		"constructor", "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
		"hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
	}, *const of_text[] = {
		"anchor", "at", "big", "blink", "bold", "charAt", "charCodeAt", "codePointAt", "concat", "endsWith", "fixed",
		"fontcolor", "fontsize", "includes", "indexOf", "isWellFormed", "italics", "lastIndexOf", "link", "localeCompare",
		"match", "matchAll", "normalize", "padEnd", "padStart", "repeat", "replace", "replaceAll", "search", "slice",
		"small", "split", "startsWith", "strike", "sub", "substr", "substring", "sup", "toLocaleLowerCase",
		"toLocaleUpperCase", "toLowerCase", "toUpperCase", "toWellFormed", "trim", "trimEnd", "trimLeft", "trimRight",
		"trimStart",
	}, *const of_list[] = {
		"at", "concat", "copyWithin", "entries", "every", "fill", "filter", "find", "findIndex", "findLast",
		"findLastIndex", "flat", "flatMap", "forEach", "includes", "indexOf", "join", "keys", "lastIndexOf", "map", "pop",
		"push", "reduce", "reduceRight", "reverse", "shift", "slice", "some", "sort", "splice", "toReversed", "toSorted",
		"toSpliced", "unshift", "values", "with",
	}, *const of_number[] = { "toExponential", "toFixed", "toPrecision" };

	switch (n->kind) {
	case NODE_NULL:
		return false;
	case NODE_STRING:
		return AMONG(key, all) || AMONG(key, of_text);
	case NODE_LIST:
		return AMONG(key, all) || AMONG(key, of_list);
	case NODE_NUMBER:
		return AMONG(key, all) || AMONG(key, of_number);
	case NODE_BOOLEAN:
	case NODE_MAP:
		break;
	}
	return AMONG(key, all);
}

bool property_true(const struct node *n)
{
	switch (n->kind) {
	case NODE_NULL:
		return false;
	case NODE_BOOLEAN:
		return n->boolean;
	case NODE_NUMBER:
		return n->number != 0;
	case NODE_STRING:
		return n->text.n != 0;
	case NODE_LIST:
	case NODE_MAP:
		return true;
	}
	return false;
}
