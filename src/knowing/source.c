#include "knowing/source.h"

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

/* The address as text; false when there is none, or one that is no text. */
bool source_address(const struct call *c, struct text *out)
{
	if (!c->address || c->address->kind != NODE_STRING || !c->address->text.n)
		return false;
	*out = c->address->text;
	return true;
}
