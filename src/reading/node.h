/* What is a configuration, once read, whatever it was written in?
 *
 * A tree of JSON values, as the Framework holds it after its JSON round trip (spec/serverless.md 1.6, 2), in which every
 * value and key knows its file, line and column. Everything lives in the run's arena.
 */
#ifndef SLSENV_READING_NODE_H
#define SLSENV_READING_NODE_H

#include <stdbool.h>

#include "ground/arena.h"
#include "ground/text.h"
#include "ground/trouble.h"

enum node_kind { NODE_NULL, NODE_BOOLEAN, NODE_NUMBER, NODE_STRING, NODE_LIST, NODE_MAP };

struct node;

struct node_entry {
	struct text key; /* absent in lists */
	struct place at; /* of the key */
	struct node *value;
};

struct variable_state; /* resolving/variable.c: what is still to be resolved in this value */
struct hop;            /* resolving/hop.h: how this value came to stand here */

struct node {
	enum node_kind kind;
	bool boolean;
	bool verbatim;       /* text stands in the file as it is, on one line, from `at` on: offsets are columns */
	bool no_json;        /* a Date's text, or null for an infinity or NaN: to the Framework so until it has gone through JSON */
	unsigned char rounds; /* how many variables brought each other here; the Framework allows 10 */
	double number;
	struct text text;    /* NODE_STRING */
	struct place at;
	struct node_entry *entries; /* NODE_LIST, NODE_MAP: in file order */
	size_t count, capacity;
	unsigned *slots;     /* NODE_MAP with many entries: hash table of entry numbers + 1, 0 is free */
	size_t slot_count;
	struct variable_state *variables; /* NULL until looked at */
	const struct hop *hop;            /* NULL: it stands in the file like this */
};

struct node *node_new(struct arena *a, enum node_kind kind, struct place at);
struct node *node_string(struct arena *a, struct text t, struct place at);
struct node *node_boolean(struct arena *a, bool value, struct place at);
struct node *node_number(struct arena *a, double value, struct place at);

/* Appends to a list or map. */
void node_add(struct arena *a, struct node *parent, struct text key, struct place at, struct node *value);

/* A map's entry of that name, or a list's of that decimal index; NULL when there is none or `n` is a scalar or NULL. */
struct node_entry *node_entry(const struct node *n, struct text key);
struct node *node_get(const struct node *n, const char *key); /* the entry's value, or NULL */

/* A copy of the whole tree that shares no node; at most `*budget` nodes are made, then NULL. Unresolved variables are copied
 * as the text they are. */
struct node *node_copy(struct arena *a, const struct node *n, size_t *budget);

/* Replaces a map's or list's value in place, by key; adds it when there is none. */
void node_set(struct arena *a, struct node *parent, const char *key, struct node *value);

/* A finite number as JavaScript's String() prints it: 12, 1.5, 1e+21, -0 as "0". */
struct text number_text(struct arena *a, double value);

/* The value as JavaScript's template text would have it: false (and `out` untouched) for null and maps; lists are joined with
 * commas, null inside them being empty. */
bool node_text(struct arena *a, const struct node *n, struct text *out);

/* The position of the character at byte `offset` of a string node's text. */
struct place node_place(const struct node *n, size_t offset);

#endif
