#include "knowing/source.h"

#include "knowing/property.h"

enum outcome source_missing(struct call *c, const char *reason)
{
	c->reason = reason;
	return MISSING;
}

enum outcome source_pending(struct call *c, const char *reason)
{
	c->reason = reason;
	return PENDING;
}

enum outcome source_refused(struct call *c, const char *reason)
{
	c->refused = true;
	return source_pending(c, reason);
}

enum outcome source_found(struct call *c, struct node *value, const char *from)
{
	c->value = value;
	c->from = from;
	return FOUND;
}

bool source_address(struct resolver *r, const struct call *c, struct text *out)
{
	return c->address && property_true(c->address) && node_text(r->w->arena, c->address, out);
}
