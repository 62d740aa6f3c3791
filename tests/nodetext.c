#include "nodetext.h"

#include <stdlib.h>
#include <string.h>

/* As text_show() leaves it readable: only what a case file cannot hold is escaped. */
static void write_text(struct build *b, struct text t)
{
	build_char(b, '"');
	for (size_t i = 0, n; i < t.n; i += n) {
		struct text shown;

		n = text_char(t.p + i, t.n - i);
		n = n ? n : 1;
		shown = text_show(b->arena, text_slice(t, i, i + n), 0);
		if (t.p[i] == '\\' || t.p[i] == '\n' || t.p[i] == '\t' || t.p[i] == '\r')
			build_format(b, "\\%c", t.p[i] == '\n' ? 'n' : t.p[i] == '\t' ? 't' : t.p[i] == '\r' ? 'r' : '\\');
		else
			build_text(b, shown);
	}
	build_char(b, '"');
}

static int by_key(const void *a, const void *b)
{
	return text_compare((*(const struct node_entry *const *)a)->key, (*(const struct node_entry *const *)b)->key);
}

static void write_node(struct build *b, const struct node *n)
{
	const struct node_entry **sorted = arena_array(b->arena, n->count + 1, sizeof *sorted);
	struct text t;

	if (n->kind == NODE_STRING) {
		write_text(b, n->text);
	} else if (n->kind == NODE_LIST || n->kind == NODE_MAP) {
		for (size_t i = 0; i < n->count; i++)
			sorted[i] = &n->entries[i];
		if (n->kind == NODE_MAP)
			qsort(sorted, n->count, sizeof *sorted, by_key);
		build_char(b, n->kind == NODE_MAP ? '{' : '[');
		for (size_t i = 0; i < n->count; i++) {
			build_string(b, i ? "," : "");
			if (n->kind == NODE_MAP) {
				write_text(b, sorted[i]->key);
				build_char(b, ':');
			}
			write_node(b, sorted[i]->value);
		}
		build_char(b, n->kind == NODE_MAP ? '}' : ']');
	} else {
		build_string(b, node_text(b->arena, n, &t) ? t.p : "null");
	}
}

struct text node_canonical(struct arena *a, const struct node *n)
{
	struct build b = { .arena = a };

	write_node(&b, n);
	return build_done(&b);
}

struct place marked_place(struct arena *a, const char *file, const char *marked, struct text *without)
{
	struct place at = { file, 1, 1 };
	struct build b = { .arena = a };
	const char *mark = strchr(marked, '@'), *end = marked + strlen(marked);

	for (const char *p = marked; p < mark;) {
		size_t n = text_char(p, (size_t)(end - p));

		at.column = *p == '\n' ? 1 : at.column + 1;
		at.line += *p == '\n';
		p += n ? n : 1;
	}
	build_bytes(&b, marked, (size_t)(mark - marked));
	build_string(&b, mark + 1);
	*without = build_done(&b);
	return at;
}
