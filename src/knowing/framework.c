#include "knowing/framework.h"

#include <string.h>

/* The first number of a version range: "^4.1", ">=4 <5", "4". */
static char major_of(struct text range)
{
	size_t i = 0;

	while (i < range.n && !(range.p[i] >= '0' && range.p[i] <= '9'))
		i++;
	return i < range.n && (i + 1 == range.n || strchr(".xX* <|-", range.p[i + 1])) ? range.p[i] : 0;
}

struct framework framework_of(const struct node *config)
{
	const struct node *version = node_get(config, "frameworkVersion"), *stages = node_get(config, "stages");
	const struct node *resolver = node_get(node_get(config, "provider"), "resolver");

	if (version && version->kind == NODE_STRING && major_of(version->text))
		return (struct framework){ major_of(version->text) >= '4' ? "v4" : "v3", "frameworkVersion", version->at };
	if (version && version->kind == NODE_NUMBER)
		return (struct framework){ version->number >= 4 ? "v4" : "v3", "frameworkVersion", version->at };
	if (resolver)
		return (struct framework){ "v4", "provider.resolver", resolver->at };
	if (stages && stages->kind == NODE_MAP)
		return (struct framework){ "v4", "the stages: block", stages->at };
	return (struct framework){ "v3", "the default", NOWHERE };
}
