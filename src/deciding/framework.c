#include "deciding/framework.h"

#include <string.h>

#include "deciding/majors.h"
#include "reading/json.h"

enum { MAX_PACKAGE = 1 << 20 };

static const char *const packages[] = { "osls", "serverless" };

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

/* One of the two decides; both leave it in doubt, until something else decides. */
static void judge(struct framework *f, struct majors m, const char *why, const char *doubt, struct place at)
{
	if (f->version || (!m.old && !m.v4))
		return;
	f->doubtful = m.old && m.v4;
	if (f->doubtful && f->why)
		return;
	f->version = m.old && m.v4 ? NULL : m.v4 ? "v4" : "v3";
	f->why = f->version ? why : doubt;
	f->at = at;
}

/* "npm:osls@^3" asks for another package under the name; "workspace:^3" for what stands in the same repository. */
static struct text without_protocol(struct text range, const char **package)
{
	const char *at = NULL;

	if (text_starts(range, "workspace:"))
		return text_slice(range, 10, range.n);
	for (size_t i = 0; text_starts(range, "npm:") && i < sizeof packages / sizeof *packages; i++) {
		size_t n = 4 + strlen(packages[i]);

		if (!text_starts(text_slice(range, 4, range.n), packages[i]) || (n < range.n && range.p[n] != '@'))
			continue;
		*package = packages[i];
		at = range.p + n;
	}
	return at ? text_slice(range, (size_t)(at - range.p) + (*at == '@'), range.n) : range;
}

/* There is an osls below v4 only. */
static struct majors majors_in(struct text range, const char *package)
{
	struct majors m = majors_of(range);

	return m.old && m.v4 && strcmp(package, "osls") == 0 ? (struct majors){ true, false } : m;
}

static bool take(struct framework *f, const struct node *range, const char *package, const char *why, const char *doubt)
{
	struct text t;

	if (!range || range->kind != NODE_STRING)
		return false;
	t = without_protocol(range->text, &package);
	f->package = package;
	judge(f, majors_in(t, package), why, doubt, range->at);
	return true;
}

static bool installed(struct world *w, const char *dir, struct framework *f)
{
	for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
		const char *path = world_join(w, dir, arena_format(w->arena, "node_modules/%s/package.json", packages[i]));
		const struct node *n = read_package(w, path), *name = node_get(n, "name");
		bool osls = name && name->kind == NODE_STRING && text_is(name->text, "osls"); /* by whatever name it is installed */

		if (!take(f, node_get(n, "version"), osls ? "osls" : packages[i], "the installed package", "the installed package"))
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
			if (take(f, node_get(node_get(n, groups[i]), packages[k]), packages[k], "package.json",
				 "package.json, which lets in v3 and v4"))
				return true;
	return false;
}

static struct framework look_upwards(struct world *w, const char *directory)
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

/* For each stage it is the same. */
struct framework framework_installed(struct world *w, const char *directory)
{
	const char *key = arena_format(w->arena, "framework of %s", directory);
	struct framework *found = world_recall(w, key);

	if (!found) {
		found = arena_alloc(w->arena, sizeof *found);
		*found = look_upwards(w, directory);
		world_remember(w, key, found);
	}
	return *found;
}

static void from_file(const struct node *config, struct framework *f)
{
	const struct node *n = node_get(config, "frameworkVersion");
	struct majors m = { false, false };

	if (n && n->kind == NODE_STRING && n->text.n)
		m = majors_of(n->text);
	else if (n && n->kind == NODE_NUMBER)
		m = n->number >= 4 ? (struct majors){ false, true } : (struct majors){ true, false };
	if (m.old != m.v4)
		f->version = f->why = NULL; /* it counts more than the packages */
	judge(f, m, "frameworkVersion", "frameworkVersion, which lets in v3 and v4", n ? n->at : NOWHERE);
}

/* provider.resolver is known to v4 alone; a stages: block v3 ignores. */
static void from_features(const struct node *config, struct framework *f)
{
	const struct node *resolver = node_get(node_get(config, "provider"), "resolver"), *stages = node_get(config, "stages");
	const struct node *n = resolver ? resolver : stages && stages->kind == NODE_MAP ? stages : NULL;

	f->version = n ? "v4" : "v3";
	f->doubtful = n ? !resolver : f->doubtful;
	f->by_default = !n && !f->why;
	if (n || f->by_default) {
		f->why = resolver ? "provider.resolver" : n ? "the stages: block" : "the default";
		f->at = n ? n->at : NOWHERE;
	}
}

void framework_settle(struct framework *f, const struct node *config)
{
	from_file(config, f);
	if (!f->version)
		from_features(config, f);
	f->serverless = f->package && strcmp(f->package, "serverless") == 0;
	if (!f->package)
		f->package = f->version[1] == '4' ? "serverless" : "osls";
}

bool framework_is_serverless3(const struct framework *f)
{
	return f->version[1] == '3' && f->serverless;
}

struct framework framework_find(struct world *w, const char *directory, const struct node *config)
{
	struct framework f = framework_installed(w, directory);

	framework_settle(&f, config);
	return f;
}
