#include "reading/tags.h"

#include <math.h>
#include <string.h>

#include "reading/scalar.h"
#include "reading/timestamp.h"

#define CORE "tag:yaml.org,2002:"

static const char *const unknown = "unknown YAML tag";
static const char *const mismatch = "the value does not fit its YAML tag";

/* Known for scalars, lists and maps alike; the intrinsic function's name is the tag's, but for these two. */
static bool is_cloudformation(struct text tag)
{
	static const char *const names[] = {
		"!And", "!Base64", "!Cidr", "!Condition", "!Equals", "!FindInMap", "!GetAtt", "!GetAZs", "!If",
		"!ImportValue", "!Join", "!Not", "!Or", "!Ref", "!Select", "!Split", "!Sub",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_is(tag, names[i]))
			return true;
	return false;
}

static struct text function_name(struct arena *a, struct text tag)
{
	if (text_is(tag, "!Ref") || text_is(tag, "!Condition"))
		return text_slice(tag, 1, tag.n);
	return text_format(a, "Fn::%s", tag.p + 1);
}

/* "!GetAtt a.b.c" is ["a", "b.c"]. */
static struct node *attribute(struct arena *a, struct node *scalar)
{
	const char *dot = scalar->text.n ? memchr(scalar->text.p, '.', scalar->text.n) : NULL;
	struct node *list = node_new(a, NODE_LIST, scalar->at);
	size_t cut = dot ? (size_t)(dot - scalar->text.p) : scalar->text.n;

	node_add(a, list, TEXT_NONE, scalar->at, node_string(a, text_copy(a, text_slice(scalar->text, 0, cut)), scalar->at));
	node_add(a, list, TEXT_NONE, scalar->at,
		 node_string(a, dot ? text_slice(scalar->text, cut + 1, scalar->text.n) : TEXT(""), scalar->at));
	return list;
}

/* Turns `n` into { function: what n was }. */
static void wrap(struct arena *a, struct node *n, struct text tag)
{
	struct node *inner = node_new(a, NODE_NULL, n->at);

	*inner = *n;
	if (text_is(tag, "!GetAtt") && inner->kind == NODE_STRING)
		inner = attribute(a, inner);
	*n = (struct node){ .kind = NODE_MAP, .at = n->at };
	node_add(a, n, function_name(a, text_copy(a, tag)), n->at, inner);
}

/* The text that a Date becomes on its way through JSON. */
static bool date(struct arena *a, struct node *n, struct text t)
{
	if (!timestamp_read(a, t, &n->text))
		return false;
	n->verbatim = false;
	n->no_json = true;
	return true;
}

static const char *core_scalar(struct arena *a, struct node *n, struct text name, struct text t)
{
	n->text = t;
	if (text_is(name, "str"))
		return NULL;
	if (text_is(name, "null")) {
		n->kind = NODE_NULL;
		return scalar_null(t) ? NULL : mismatch;
	}
	if (text_is(name, "bool")) {
		n->kind = NODE_BOOLEAN;
		return scalar_boolean(t, &n->boolean) ? NULL : mismatch;
	}
	if (text_is(name, "int")) {
		n->kind = NODE_NUMBER;
		return scalar_integer(t, &n->number) ? NULL : mismatch;
	}
	if (text_is(name, "float")) {
		bool ok = scalar_float(t, &n->number) || scalar_integer(t, &n->number);

		n->kind = isfinite(n->number) ? NODE_NUMBER : NODE_NULL;
		n->no_json = !isfinite(n->number);
		return ok ? NULL : mismatch;
	}
	if (text_is(name, "timestamp"))
		return date(a, n, t) ? NULL : mismatch;
	return "this YAML tag is not supported here";
}

const char *tag_scalar(struct arena *a, struct node *n, struct text tag, struct text t, bool plain, enum tag_dates dates)
{
	n->text = t;
	if (!tag.p && plain)
		scalar_type(n, t);
	if (!tag.p && plain && n->kind == NODE_STRING && dates == DATES_PLAIN)
		date(a, n, t);
	if (!tag.p || text_is(tag, "!"))
		return NULL;
	if (text_starts(tag, CORE))
		return core_scalar(a, n, text_slice(tag, strlen(CORE), tag.n), t);
	if (!is_cloudformation(tag))
		return unknown;
	if (plain && !t.n)
		n->kind = NODE_NULL;
	wrap(a, n, tag);
	return NULL;
}

const char *tag_collection(struct arena *a, struct node *n, struct text tag)
{
	if (!tag.p || text_is(tag, "!"))
		return NULL;
	if (text_starts(tag, CORE)) {
		struct text name = text_slice(tag, strlen(CORE), tag.n);

		if (n->kind == NODE_MAP)
			return text_is(name, "map") || text_is(name, "set") ? NULL : mismatch;
		return text_is(name, "seq") || text_is(name, "omap") ? NULL : mismatch;
	}
	if (!is_cloudformation(tag))
		return unknown;
	wrap(a, n, tag);
	return NULL;
}
