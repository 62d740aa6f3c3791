#include "resolving/v4_property.h"

#include "resolving/property.h"

bool v4_set(const struct node *n)
{
	return n && property_true(n);
}

bool v4_inherited(struct text key)
{
	const struct node object = { .kind = NODE_MAP };

	return property_inherited(&object, key);
}

enum outcome v4_property(struct arena *a, const struct node *n, struct text key, struct node **out)
{
	*out = property_of(a, n, key);
	if (*out)
		return FOUND;
	return property_inherited(n, key) ? PENDING : MISSING;
}
