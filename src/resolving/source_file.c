#include "resolving/source.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "reading/json.h"
#include "reading/yaml.h"
#include "resolving/property.h"
#include "resolving/variable.h"

enum { MAX_FILE = 1 << 20 };

/* A file that was read, as it stood: what is taken out of it is copied. */
struct included {
	struct node *content; /* NULL: it is not there */
	bool nothing;         /* not one line: js-yaml gives undefined, which the Framework refuses without an address */
};

/* Node's path.extname(). v3 takes the case of letters as it stands; v4 does not, and knows more extensions of programs. */
enum file_form source_file_form(const char *path, bool v4)
{
	static const struct {
		const char *extension;
		enum file_form form;
		bool v4;
	} forms[] = {
		{ ".yml", FORM_YAML, false }, { ".yaml", FORM_YAML, false }, { ".json", FORM_JSON, false }, { ".tfstate", FORM_JSON, false },
		{ ".js", FORM_PROGRAM, false }, { ".cjs", FORM_PROGRAM, false }, { ".mjs", FORM_PROGRAM, true }, { ".ts", FORM_PROGRAM, true },
		{ ".mts", FORM_PROGRAM, true }, { ".cts", FORM_PROGRAM, true },
	};
	const char *name = strrchr(path, '/') + 1, *dot = strrchr(name, '.');

	for (size_t i = 0; dot && dot != name && i < sizeof forms / sizeof *forms; i++)
		if (v4 ? strcasecmp(dot, forms[i].extension) == 0 : !forms[i].v4 && strcmp(dot, forms[i].extension) == 0)
			return forms[i].form;
	return FORM_TEXT;
}

const char *source_file_path(struct arena *a, const char *dir, struct text path)
{
	struct build all = { .arena = a }, b = { .arena = a };
	const char *p;

	if (path.p[0] != '/')
		build_format(&all, "%s/", dir);
	build_text(&all, path);
	for (p = build_done(&all).p; *p;) {
		size_t n = strcspn(p, "/");

		if (n == 2 && p[0] == '.' && p[1] == '.') {
			while (b.n && b.p[--b.n] != '/')
				;
		} else if (n && !(n == 1 && p[0] == '.')) {
			build_char(&b, '/');
			build_bytes(&b, p, n);
		}
		p += n + (p[n] == '/');
	}
	if (!b.n)
		build_char(&b, '/');
	return build_done(&b).p;
}

static enum tag_dates dates_of(const struct resolver *r)
{
	return r->serverless3 || r->v4 ? DATES_PLAIN : DATES_TAGGED;
}

static bool parse(struct resolver *r, const char *path, enum file_form form, struct text bytes, struct node **out)
{
	switch (form) {
	case FORM_YAML:
		return yaml_read(r->w, path, bytes, dates_of(r), out);
	case FORM_JSON:
		return json_read(r->w, path, bytes, out);
	case FORM_TEXT:
	case FORM_PROGRAM:
		break;
	}
	*out = node_string(r->w->arena, bytes, (struct place){ path, 1, 1 });
	(*out)->verbatim = !memchr(bytes.p, '\n', bytes.n);
	return true;
}

/* But for blanks and one line's end. */
static bool is_nothing(struct text t)
{
	size_t i = t.n >= 3 && memcmp(t.p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < t.n && t.p[i] == ' ')
		i++;
	return i == t.n || (i + 1 == t.n && (t.p[i] == '\n' || t.p[i] == '\r'));
}

/* Each stage is decided anew, and most of its files are the same. */
static const char *included_key(struct world *w, const char *path, enum file_form form, enum tag_dates dates)
{
	return arena_format(w->arena, "file %d %d %s", form, dates, path);
}

const struct node *source_file_content(struct world *w, const char *path)
{
	const struct included *f = NULL;

	for (unsigned i = 0; i < 4 && !f; i++)
		f = world_recall(w, included_key(w, path, i & 1 ? FORM_JSON : FORM_YAML, i & 2 ? DATES_PLAIN : DATES_TAGGED));
	return f ? f->content : NULL;
}

enum outcome source_file_read(struct resolver *r, struct call *c, const char *path, enum file_form form, struct node **out,
			      bool *nothing)
{
	const char *key = included_key(r->w, path, form, dates_of(r));
	struct included *f = world_recall(r->w, key);
	struct text bytes;
	enum read_result result;

	if (!f) {
		f = arena_alloc(r->w->arena, sizeof *f);
		result = world_read(r->w, r->w->arena, path, MAX_FILE, &bytes);
		if (result != READ_OK && !(result == READ_MISSING && world_facts(r->w, path).error != ENOTDIR))
			return resolver_failed(r, c->at, "the file %s %s", path, read_result_text(result));
		if (result == READ_OK && !parse(r, path, form, bytes, &f->content))
			return FAILED;
		f->nothing = result == READ_OK && form == FORM_YAML && is_nothing(bytes);
		world_remember(r->w, key, f);
	}
	*nothing = f->nothing;
	*out = f->content;
	return FOUND;
}

/* One step of the address; a text on the way that holds variables is resolved first. */
static enum outcome step(struct resolver *r, struct node **n, struct text key)
{
	const struct node *of;
	size_t one = 1;
	enum outcome o;

	if ((*n)->no_json)
		return MISSING;
	if ((*n)->kind == NODE_STRING) {
		*n = node_copy(r->w->arena, *n, &one);
		(*n)->rounds = 1; /* as in an address */
		o = variable_resolve(r, *n, r->path);
		if (o == FOUND)
			o = r->inside(r, *n, r->path);
		if (o != FOUND)
			return o;
	}
	of = *n;
	*n = property_of(r->w->arena, of, key);
	if (!*n && r->serverless3 && property_inherited(of, key))
		return resolver_failed(r, of->at, "\"%s\" is a function of JavaScript's own there, which serverless 3 calls", key.p);
	return *n && ((*n)->kind != NODE_NULL || (*n)->no_json) ? FOUND : MISSING;
}

static enum outcome follow(struct resolver *r, struct node **n, struct text address)
{
	enum outcome o = FOUND;

	for (size_t from = 0; from <= address.n && o == FOUND;) {
		const char *dot = memchr(address.p + from, '.', address.n - from);
		size_t to = dot ? (size_t)(dot - address.p) : address.n;

		o = step(r, n, text_copy(r->w->arena, text_slice(address, from, to)));
		from = to + 1;
	}
	return o;
}

static enum outcome answer(struct resolver *r, struct call *c, const char *path, struct text address)
{
	struct node *n = NULL;
	bool nothing = false;
	enum outcome o = source_file_read(r, c, path, source_file_form(path, false), &n, &nothing);

	if (o != FOUND)
		return o;
	if (nothing && !address.n)
		return resolver_failed(r, c->at, "the file %s is empty", path);
	if (!n)
		return source_missing(c, "is a file that is not there");
	if (n->kind == NODE_NULL && !n->no_json)
		return source_missing(c, "is empty");
	if (address.n)
		o = follow(r, &n, address);
	if (o != FOUND)
		return o == MISSING ? source_missing(c, "is not there") : o;
	if (n->no_json)
		return resolver_failed(r, c->at, "the Framework takes no %s from a file; put it in quotes there (%s:%u)",
				       n->kind == NODE_NULL ? "infinity or NaN" : "date", path, n->at.line);
	return source_found(c, n, path);
}

enum outcome ask_file(struct resolver *r, struct call *c)
{
	struct text name, address = TEXT("");
	const char *path;

	if (!c->param_count || !property_true(c->params[0]) || !node_text(r->w->arena, c->params[0], &name) || !name.n)
		return resolver_failed(r, c->at, "\"file\" needs a path in parentheses");
	if (text_has_nul(name))
		return resolver_failed(r, c->at, "the path of \"file\" has a NUL byte");
	if (c->address && !node_text(r->w->arena, c->address, &address))
		return resolver_failed(r, c->at, "the address of \"file\" is not a text");
	path = source_file_path(r->w->arena, r->directory, name);
	if (source_file_form(path, false) != FORM_PROGRAM)
		return answer(r, c, path, address);
	if (world_facts(r->w, path).kind == FILE_MISSING)
		return source_missing(c, "is a file that is not there");
	return source_pending(c, "is a program; only the Framework can run it");
}
