#include "knowing/framework.h"

#include <string.h>

#include "reading/json.h"

enum { MAX_PACKAGE = 1 << 20 };

static const char *const packages[] = { "osls", "serverless" };

/* The first number of a version range: "^4.1", ">=4 <5", "4". */
static char major_of(struct text range)
{
	size_t i = 0;

	while (i < range.n && !(range.p[i] >= '0' && range.p[i] <= '9'))
		i++;
	return i < range.n && (i + 1 == range.n || strchr(".xX* <|-", range.p[i + 1])) ? range.p[i] : 0;
}

static const char *version_of(char major)
{
	return major >= '4' ? "v4" : "v3";
}

/* A package.json that cannot be read says nothing. */
static struct node *read_package(struct world *w, const char *path)
{
	struct troubles kept = w->troubles;
	struct node *n = NULL;
	struct text bytes;

	w->troubles = (struct troubles){ .arena = kept.arena };
	if (world_read(w, w->arena, path, MAX_PACKAGE, &bytes) != READ_OK || !json_read(w, path, bytes, &n))
		n = NULL;
	w->troubles = kept;
	return n;
}

static bool take(struct framework *f, const struct node *range, const char *package, const char *why)
{
	if (!range || range->kind != NODE_STRING)
		return false;
	f->package = package;
	if (!f->version && major_of(range->text)) {
		f->version = version_of(major_of(range->text));
		f->why = why;
		f->at = range->at;
	}
	return true;
}

static bool installed(struct world *w, const char *dir, struct framework *f)
{
	for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
		const char *path = world_join(w, dir, arena_format(w->arena, "node_modules/%s/package.json", packages[i]));

		if (!take(f, node_get(read_package(w, path), "version"), packages[i], "the installed package"))
			continue;
		f->program = world_join(w, dir, arena_format(w->arena, "node_modules/.bin/%s", packages[i]));
		return true;
	}
	return false;
}

static bool asked_for(struct world *w, const char *dir, struct framework *f)
{
	static const char *const groups[] = { "devDependencies", "dependencies", "optionalDependencies", "peerDependencies" };
	const struct node *n = read_package(w, world_join(w, dir, "package.json"));

	for (size_t i = 0; n && i < sizeof groups / sizeof *groups; i++)
		for (size_t k = 0; k < sizeof packages / sizeof *packages; k++)
			if (take(f, node_get(node_get(n, groups[i]), packages[k]), packages[k], "package.json"))
				return true;
	return false;
}

struct framework framework_installed(struct world *w, const char *directory)
{
	struct framework f = { .package = NULL };
	size_t n = strlen(directory);

	for (;;) {
		const char *dir = n ? arena_copy(w->arena, directory, n) : "/";

		if (installed(w, dir, &f) || asked_for(w, dir, &f) || !n)
			return f;
		while (n && directory[n - 1] != '/')
			n--;
		n -= n > 0;
	}
}

static void from_file(const struct node *config, struct framework *f)
{
	const struct node *n = node_get(config, "frameworkVersion");

	if (n && n->kind == NODE_STRING && major_of(n->text))
		f->version = version_of(major_of(n->text));
	else if (n && n->kind == NODE_NUMBER)
		f->version = n->number >= 4 ? "v4" : "v3";
	else
		return;
	f->why = "frameworkVersion";
	f->at = n->at;
}

static void from_features(const struct node *config, struct framework *f)
{
	const struct node *resolver = node_get(node_get(config, "provider"), "resolver"), *stages = node_get(config, "stages");
	const struct node *n = resolver ? resolver : stages && stages->kind == NODE_MAP ? stages : NULL;

	f->version = n ? "v4" : "v3";
	f->why = resolver ? "provider.resolver" : n ? "the stages: block" : "the default";
	f->at = n ? n->at : NOWHERE;
	f->doubtful = n && !resolver;
}

void framework_settle(struct framework *f, const struct node *config)
{
	from_file(config, f);
	if (!f->version)
		from_features(config, f);
	if (!f->package)
		f->package = f->version[1] == '4' ? "serverless" : "osls";
}

bool framework_is_serverless3(const struct framework *f)
{
	return !f->doubtful && f->version[1] == '3' && strcmp(f->package, "serverless") == 0;
}

struct framework framework_find(struct world *w, const char *directory, const struct node *config)
{
	struct framework f = framework_installed(w, directory);

	framework_settle(&f, config);
	return f;
}
