#include "deciding/service.h"

#include <string.h>

#include "deciding/framework.h"
#include "deciding/v4_file.h"
#include "reading/json.h"
#include "reading/yaml.h"

static const struct {
	const char *name;
	enum service_form form;
} names[] = {
	{ "serverless.yml", SERVICE_YAML },   { "serverless.yaml", SERVICE_YAML },   { "serverless.json", SERVICE_JSON },
	{ "serverless.js", SERVICE_PROGRAM }, { "serverless.mjs", SERVICE_PROGRAM }, { "serverless.cjs", SERVICE_PROGRAM },
	{ "serverless.ts", SERVICE_PROGRAM },
}, compose_names[] = {
	{ "serverless-compose.yml", SERVICE_COMPOSE }, { "serverless-compose.yaml", SERVICE_COMPOSE },
	{ "serverless-compose.json", SERVICE_COMPOSE }, { "serverless-compose.js", SERVICE_COMPOSE },
	{ "serverless-compose.ts", SERVICE_COMPOSE },
};

/* Only v4 reads it. */
#define TOML "serverless.toml"

/* Before a configuration is read only the packages can tell. */
static bool is_v4(struct world *w, const char *dir)
{
	return framework_find(w, dir, NULL).version[1] == '4';
}

static bool is_v3(struct world *w, const char *dir)
{
	struct framework f = framework_find(w, dir, NULL);

	return !f.by_default && !f.doubtful && f.version[1] == '3';
}

static void fill(struct world *w, const char *dir, const char *file, enum service_form form, struct service *out)
{
	*out = (struct service){
		.directory = dir, .path = world_join(w, dir, file), .file = file, .form = form,
		.inode = world_facts(w, dir).inode,
	};
}

/* Something of that name that the Framework does not take for a configuration. */
static enum service_search not_a_file(struct world *w, const char *path, enum file_kind kind)
{
	static const char *const what[] = {
		[FILE_MISSING] = "", [FILE_REGULAR] = "", [FILE_DIRECTORY] = "is a directory",
		[FILE_LINK] = "is a symbolic link, which the Framework does not follow here",
		[FILE_OTHER] = "is not a regular file",
	};

	trouble_error(&w->troubles, (struct place){ path, 0, 0 }, "put a regular file in its place", "%s", what[kind]);
	return SERVICE_ERROR;
}

static enum service_search look_in(struct world *w, const char *dir, struct service *out)
{
	const char *odd = NULL;
	enum file_kind odd_kind = FILE_MISSING;

	for (size_t i = 0; i < sizeof compose_names / sizeof *compose_names; i++)
		if (world_link_facts(w, world_join(w, dir, compose_names[i].name)).kind == FILE_REGULAR) {
			fill(w, dir, compose_names[i].name, SERVICE_COMPOSE, out);
			return SERVICE_FOUND;
		}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *path = world_join(w, dir, names[i].name);
		struct file_facts f = world_link_facts(w, path);

		if (f.kind == FILE_REGULAR) {
			fill(w, dir, names[i].name, names[i].form, out);
			if (odd_kind == FILE_DIRECTORY && text_ends(text_of(odd), "ml"))
				out->stumble = odd;
			return SERVICE_FOUND;
		}
		if (f.kind != FILE_MISSING && !odd) {
			odd = path;
			odd_kind = f.kind;
		}
	}
	if (odd)
		return not_a_file(w, odd, odd_kind);
	if (world_link_facts(w, world_join(w, dir, TOML)).kind != FILE_REGULAR || is_v3(w, dir))
		return SERVICE_NONE;
	fill(w, dir, TOML, SERVICE_FOREIGN, out);
	return SERVICE_FOUND;
}

/* v4 has an order of its own. */
static void prefer_v4(struct world *w, struct service *s)
{
	const char *file = is_v4(w, s->directory) ? v4_file(w, s->directory) : NULL;
	enum service_form form = SERVICE_FOREIGN;

	if (!file || strcmp(file, s->file) == 0)
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		form = strcmp(names[i].name, file) == 0 ? names[i].form : form;
	fill(w, s->directory, file, form, s);
}

static const char *parent_of(struct world *w, const char *dir)
{
	const char *slash = strrchr(dir, '/');

	if (!dir[1])
		return NULL;
	return slash == dir ? "/" : arena_copy(w->arena, dir, (size_t)(slash - dir));
}

static enum service_search named(struct world *w, const char *dir, struct text config, struct service *out)
{
	const char *path = world_join(w, dir, config.p), *slash = strrchr(path, '/'), *dot = strrchr(config.p, '.');
	struct place at = { path, 0, 0 };
	bool elsewhere = strncmp(path, dir, strlen(dir)) != 0 || (size_t)(slash - path) != strlen(dir);

	for (size_t i = 0; dot && i < sizeof names / sizeof *names; i++) {
		if (strcmp(dot, strrchr(names[i].name, '.')) != 0)
			continue;
		if (elsewhere && is_v4(w, dir)) {
			dir = world_physical(w, parent_of(w, path));
		} else if (elsewhere) {
			trouble_error(&w->troubles, at, "go to its directory first", "--config names a file of another directory");
			return SERVICE_ERROR;
		}
		if (!dir || world_facts(w, path).kind != FILE_REGULAR) {
			trouble_error(&w->troubles, at, "name an existing file", "--config names no regular file");
			return SERVICE_ERROR;
		}
		fill(w, dir, slash + 1, names[i].form, out);
		return SERVICE_FOUND;
	}
	trouble_error(&w->troubles, at, "use .yml, .yaml, .json, .js, .mjs, .cjs or .ts", "--config has an unknown extension");
	return SERVICE_ERROR;
}

/* The start directory, without links, so that ".." means what it means to the Framework. */
static const char *start_directory(struct world *w, const struct options *o)
{
	struct place at = { o->directory, 0, 0 };

	if (!o->directory) {
		if (!w->cwd || world_facts(w, w->cwd).kind != FILE_DIRECTORY)
			trouble_error(&w->troubles, NOWHERE, "cd to one that exists", "the current directory is gone");
		return w->cwd;
	}
	if (world_facts(w, o->directory).kind != FILE_DIRECTORY) {
		trouble_error(&w->troubles, at, "name an existing directory", "is no directory");
		return NULL;
	}
	return world_physical(w, o->directory);
}

enum service_search service_find(struct world *w, const struct options *o, struct service *out)
{
	const char *dir = start_directory(w, o);
	enum service_search r = SERVICE_NONE;

	if (!dir || trouble_first_error(&w->troubles))
		return SERVICE_ERROR;
	if (o->config.value.p)
		return named(w, dir, o->config.value, out);
	for (; dir && r == SERVICE_NONE; dir = parent_of(w, dir))
		r = look_in(w, dir, out);
	if (r == SERVICE_FOUND && out->form != SERVICE_COMPOSE)
		prefer_v4(w, out);
	return r;
}

static const char *remembered_as(struct world *w, const struct service *s, enum tag_dates dates)
{
	return dates == DATES_PLAIN ? arena_format(w->arena, "%s with dates", s->path) : s->path;
}

/* Each stage is decided anew, and resolving is done in place: a copy costs a tenth of reading the text again. */
static bool read_anew(struct world *w, const struct service *s, enum tag_dates dates, struct node **out)
{
	struct place at = { s->path, 0, 0 };
	struct text bytes;
	size_t budget = SERVICE_MAX_BYTES;
	enum read_result r = world_read(w, w->arena, s->path, SERVICE_MAX_BYTES, &bytes);

	if (r == READ_TOO_LARGE)
		return trouble_error(&w->troubles, at, "split it", "is larger than 1 MiB");
	if (r != READ_OK)
		return trouble_error(&w->troubles, at, "mend it", "%s", read_result_text(r));
	if (!(text_ends(text_of(s->file), ".json") ? json_read(w, s->path, bytes, out) : yaml_read(w, s->path, bytes, dates, out)))
		return false;
	if ((*out)->kind != NODE_MAP)
		return trouble_error(&w->troubles, (*out)->at.file ? (*out)->at : at, "begin with service: and provider:",
				     bytes.n ? "is no mapping of keys to values" : "is empty");
	world_remember(w, remembered_as(w, s, dates), node_copy(w->arena, *out, &budget));
	return true;
}

bool service_read(struct world *w, const struct service *s, enum tag_dates dates, struct node **out)
{
	const struct node *before = world_recall(w, remembered_as(w, s, dates));
	size_t budget = SERVICE_MAX_BYTES;

	*out = before ? node_copy(w->arena, before, &budget) : NULL;
	return *out || read_anew(w, s, dates, out);
}
