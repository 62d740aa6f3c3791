#include "resolving/v4_sources.h"

#include <string.h>

#include "resolving/property.h"
#include "resolving/source.h"
#include "resolving/v4_property.h"

/* Path and address travel as PATH#ADDRESS and are cut at each '#': the first two pieces count. */
static bool take_apart(struct resolver *r, struct call *c, struct text *path, struct text *address)
{
	struct text params = TEXT(""), key = TEXT(""), all;
	const char *mark;

	if ((c->param_count && !node_text(r->w->arena, c->params[0], &params)) || (c->address && !source_address(r, c, &key)))
		return false;
	all = text_format(r->w->arena, "%s%s%s", params.p, params.n && key.n ? "#" : "", key.p);
	if (text_has_nul(params) || text_has_nul(key))
		return false;
	mark = strchr(all.p, '#');
	*path = mark ? text_copy(r->w->arena, text_slice(all, 0, (size_t)(mark - all.p))) : all;
	*address = mark ? text_slice(all, path->n + 1, all.n) : TEXT("");
	address->n = address->n ? strcspn(address->p, "#") : 0;
	return path->n > 0;
}

static enum outcome follow(struct resolver *r, struct call *c, struct node **n, struct text address)
{
	for (size_t from = 0; from <= address.n;) {
		const char *dot = memchr(address.p + from, '.', address.n - from);
		size_t to = dot ? (size_t)(dot - address.p) : address.n;
		struct text key = text_copy(r->w->arena, text_slice(address, from, to));
		enum outcome o;

		if ((*n)->kind == NODE_NULL)
			return MISSING;
		if (memchr(key.p, '[', key.n) && memchr(key.p, ']', key.n))
			return source_pending(c, "has brackets in its address");
		if ((*n)->kind == NODE_STRING && strstr((*n)->text.p, "${"))
			return source_pending(c, "leads through a value that v4 does not resolve on the way");
		o = v4_property(r->w->arena, *n, key, n);
		if (o != FOUND)
			return o == MISSING ? o : source_pending(c, "is something that JavaScript has on every value");
		from = to + 1;
	}
	return FOUND;
}

static enum outcome answer(struct resolver *r, struct call *c, const char *path, struct text address)
{
	enum file_form form = source_file_form(path, true);
	struct node *n = NULL;
	bool nothing = false;
	enum outcome o = source_file_read(r, c, path, form, &n, &nothing);

	if (o != FOUND)
		return o;
	if (!n)
		return source_missing(c, "is a file that is not there");
	if (nothing)
		return resolver_failed(r, c->at, "the file %s is empty", path);
	if (form == FORM_TEXT && address.n)
		return source_pending(c, "has an address into a plain text");
	if (form == FORM_YAML && n->kind == NODE_NULL)
		return source_pending(c, "is a file that says nothing, or null");
	if (form != FORM_TEXT && !property_true(n))
		return source_missing(c, "is empty");
	if (address.n)
		o = follow(r, c, &n, address);
	if (o == MISSING || (o == FOUND && n->kind == NODE_NULL))
		return source_missing(c, "is not there");
	return o == FOUND ? source_found(c, n, path) : o;
}

enum outcome v4_ask_file(struct resolver *r, struct call *c)
{
	struct text name, address;
	const char *path;

	if (!take_apart(r, c, &name, &address))
		return source_pending(c, "names no file");
	path = source_file_path(r->w->arena, r->directory, name);
	if (source_file_form(path, true) == FORM_PROGRAM)
		return source_pending(c, "is a program; only the Framework can run it");
	return answer(r, c, path, address);
}
