#include "knowing/resolver.h"

#include <stdarg.h>

enum outcome resolver_failed(struct resolver *r, struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	trouble_error(&r->w->troubles, at, "`slsenv why` shows each step", "%s: %s", r->path.n ? r->path.p : "configuration",
		      arena_vformat(r->w->arena, format, args));
	va_end(args);
	return FAILED;
}

static void add_part(struct resolver *r, struct hop *h, const struct hop *part)
{
	if (!h || !part)
		return;
	h->parts = arena_grow(r->w->arena, h->parts, h->part_count, &h->part_capacity, sizeof *h->parts);
	h->parts[h->part_count++] = part;
}

void resolver_read(struct resolver *r, const struct node *n)
{
	add_part(r, r->hop, n->hop);
}
