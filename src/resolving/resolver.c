#include "resolving/resolver.h"

#include <stdarg.h>

enum { MAX_UNRESOLVED = 20 };

enum outcome resolver_failed(struct resolver *r, struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	trouble_error(&r->w->troubles, at, "`slsenv why` shows each step", "%s: %s", r->path.n ? r->path.p : "configuration",
		      arena_vformat(r->w->arena, format, args));
	va_end(args);
	return FAILED;
}

enum outcome resolver_pending(struct resolver *r, struct text variable, const char *reason, bool refused, struct place at)
{
	struct unresolved *u = arena_alloc(r->w->arena, sizeof *u), **last = &r->unresolved;

	for (size_t i = 0; *last; last = &(*last)->next)
		if (++i >= MAX_UNRESOLVED || (text_equal((*last)->path, r->path) && text_equal((*last)->variable, variable)))
			return PENDING;
	*u = (struct unresolved){ r->path, variable, reason, refused, at, NULL };
	*last = u;
	return PENDING;
}

static void add_part(struct resolver *r, struct hop *h, const struct hop *part)
{
	if (!h || !part)
		return;
	for (size_t i = 0; i < h->part_count; i++)
		if (h->parts[i] == part)
			return;
	h->parts = arena_grow(r->w->arena, h->parts, h->part_count, &h->part_capacity, sizeof *h->parts);
	h->parts[h->part_count++] = part;
}

void resolver_read(struct resolver *r, const struct node *n)
{
	add_part(r, r->hop, n->hop);
}
