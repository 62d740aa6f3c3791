#include "knowing/framework.h"

#include <string.h>

static void say(struct decision *d, const char *version, const char *why, struct place at)
{
	d->framework = version;
	d->framework_why = why;
	d->framework_at = at;
}

/* The first number of a version range: "^4.1", ">=4 <5", "4". */
static char major_of(struct text range)
{
	size_t i = 0;

	while (i < range.n && !(range.p[i] >= '0' && range.p[i] <= '9'))
		i++;
	return i < range.n && (i + 1 == range.n || strchr(".xX* <|-", range.p[i + 1])) ? range.p[i] : 0;
}

void framework_find(struct decision *d)
{
	const struct node *version = node_get(d->config, "frameworkVersion"), *n;

	say(d, "v3", "the default", NOWHERE);
	if (version && version->kind == NODE_STRING && major_of(version->text)) {
		say(d, major_of(version->text) >= '4' ? "v4" : "v3", "frameworkVersion", version->at);
		return;
	}
	if (version && version->kind == NODE_NUMBER) {
		say(d, version->number >= 4 ? "v4" : "v3", "frameworkVersion", version->at);
		return;
	}
	n = node_get(d->config, "stages");
	if (n && n->kind == NODE_MAP)
		say(d, "v4", "the stages: block", n->at);
	n = node_get(node_get(d->config, "provider"), "resolver");
	if (n)
		say(d, "v4", "provider.resolver", n->at);
}
