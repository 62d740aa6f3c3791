#include "reading/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reading/jsonstring.h"

struct reader {
	struct arena *arena;
	const char *path;
	const char *p, *end;
	const char *problem; /* set once, with `bad` */
	const char *bad;
	unsigned depth;
	size_t nodes;
	const char *seen; /* positions are counted up to here: */
	unsigned line, column;
};

/* Asked with growing `p`, so that counting stays linear. */
static struct place place_at(struct reader *r, const char *p)
{
	for (; r->seen < p; r->seen++) {
		if (*r->seen == '\n') {
			r->line++;
			r->column = 1;
		} else {
			r->column += ((unsigned char)*r->seen & 0xc0) != 0x80;
		}
	}
	return (struct place){ r->path, r->line, r->column };
}

static bool fail(struct reader *r, const char *what)
{
	if (!r->problem) {
		r->problem = what;
		r->bad = r->p;
	}
	return false;
}

static void skip_blanks(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r'))
		r->p++;
}

static bool string(struct reader *r, struct text *out, bool *verbatim)
{
	const char *problem = json_string_at(r->arena, &r->p, r->end, out, verbatim);

	return problem ? fail(r, problem) : true;
}

static size_t count_digits(const char *p, const char *end)
{
	size_t n = 0;

	while (p + n < end && p[n] >= '0' && p[n] <= '9')
		n++;
	return n;
}

static bool number(struct reader *r, double *out)
{
	const char *p = r->p + (*r->p == '-');
	size_t n = count_digits(p, r->end);

	if (!n || (n > 1 && *p == '0'))
		return fail(r, "bad number");
	p += n;
	if (p < r->end && *p == '.') {
		n = count_digits(p + 1, r->end);
		if (!n)
			return fail(r, "bad number");
		p += 1 + n;
	}
	if (p < r->end && (*p == 'e' || *p == 'E')) {
		const char *q = p + 1;

		q += q < r->end && (*q == '+' || *q == '-');
		n = count_digits(q, r->end);
		if (!n)
			return fail(r, "bad number");
		p = q + n;
	}
	*out = strtod(arena_copy(r->arena, r->p, (size_t)(p - r->p)), NULL);
	r->p = p;
	return true;
}

static bool value(struct reader *r, struct node **out);

static bool expect(struct reader *r, char c, const char *what)
{
	skip_blanks(r);
	if (r->p == r->end || *r->p != c)
		return fail(r, what);
	r->p++;
	return true;
}

/* `,` goes on, `closing` ends. */
static bool more(struct reader *r, char closing, bool *again)
{
	skip_blanks(r);
	*again = r->p < r->end && *r->p == ',';
	if (!*again && (r->p == r->end || *r->p != closing))
		return fail(r, closing == ']' ? "expected ',' or ']'" : "expected ',' or '}'");
	r->p++;
	return true;
}

static bool member(struct reader *r, struct node *map)
{
	struct text key;
	struct place at;
	struct node *item;
	struct node_entry *old;
	bool verbatim;

	skip_blanks(r);
	at = place_at(r, r->p);
	if (r->p == r->end || *r->p != '"')
		return fail(r, "expected a property name in double quotes");
	if (!string(r, &key, &verbatim) || !expect(r, ':', "expected ':'") || !value(r, &item))
		return false;
	old = node_entry(map, key);
	if (old)
		*old = (struct node_entry){ key, at, item };
	else
		node_add(r->arena, map, key, at, item);
	return true;
}

static bool item(struct reader *r, struct node *list)
{
	struct node *n;

	if (!value(r, &n))
		return false;
	node_add(r->arena, list, TEXT_NONE, n->at, n);
	return true;
}

static bool collection(struct reader *r, struct node *n, char closing)
{
	bool again = true;

	if (++r->depth > JSON_MAX_DEPTH)
		return fail(r, "nested too deeply");
	r->p++;
	skip_blanks(r);
	if (r->p < r->end && *r->p == closing) {
		r->p++;
		again = false;
	}
	while (again)
		if (!(closing == ']' ? item(r, n) : member(r, n)) || !more(r, closing, &again))
			return false;
	r->depth--;
	return true;
}

static bool word(struct reader *r, const char *w)
{
	size_t n = strlen(w);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, w, n) != 0)
		return fail(r, "expected a value");
	r->p += n;
	return true;
}

static bool value(struct reader *r, struct node **out)
{
	struct node *n;

	skip_blanks(r);
	if (++r->nodes > JSON_MAX_NODES)
		return fail(r, "too many values in one file");
	n = *out = node_new(r->arena, NODE_NULL, place_at(r, r->p));
	switch (r->p < r->end ? *r->p : 0) {
	case '{':
		n->kind = NODE_MAP;
		return collection(r, n, '}');
	case '[':
		n->kind = NODE_LIST;
		return collection(r, n, ']');
	case '"':
		n->kind = NODE_STRING;
		n->at.column += n->at.column != 0;
		return string(r, &n->text, &n->verbatim);
	case 't':
		n->kind = NODE_BOOLEAN;
		n->boolean = true;
		return word(r, "true");
	case 'f':
		n->kind = NODE_BOOLEAN;
		return word(r, "false");
	case 'n':
		return word(r, "null");
	case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
		n->kind = NODE_NUMBER;
		if (!number(r, &n->number))
			return false;
		n->kind = isfinite(n->number) ? NODE_NUMBER : NODE_NULL;
		n->no_json = !isfinite(n->number);
		return true;
	default:
		return fail(r, "expected a value");
	}
}

bool json_read(struct world *w, const char *path, struct text bytes, struct node **out)
{
	struct reader r = { .arena = w->arena, .path = path, .p = bytes.p, .end = bytes.p + bytes.n, .seen = bytes.p };
	bool ok;

	r.line = r.column = 1;
	ok = value(&r, out);
	skip_blanks(&r);
	if (ok && r.p != r.end)
		ok = fail(&r, "text after the value");
	if (ok)
		return true;
	r.seen = bytes.p;
	r.line = r.column = 1;
	return trouble_error(&w->troubles, place_at(&r, r.bad), "correct the file", "not valid JSON: %s", r.problem);
}
