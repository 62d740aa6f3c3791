#include "resolving/source.h"

#include <string.h>

#include "resolving/literal.h"
#include "resolving/variable.h"

/* Up to what ends a line in JavaScript. */
static struct text first_line(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\n' || t.p[i] == '\r' || strncmp(t.p + i, "\xe2\x80\xa8", 3) == 0 || strncmp(t.p + i, "\xe2\x80\xa9", 3) == 0)
			return text_slice(t, 0, i);
	return t;
}

/* --param: the key is the first run without '=', the value what follows, without white space at its end; of several the last. */
static bool from_option(const struct options *o, struct text name, struct text *out)
{
	bool any = false;

	for (size_t i = 0; i < o->param_count; i++) {
		struct text t = o->params[i];
		const char *equals;
		size_t n;

		while (t.n && t.p[0] == '=')
			t = text_slice(t, 1, t.n);
		equals = t.n ? memchr(t.p, '=', t.n) : NULL;
		n = equals ? (size_t)(equals - t.p) : t.n;
		if (!equals || !text_equal(text_slice(t, 0, n), name))
			continue;
		*out = literal_trim_end(first_line(text_slice(t, n + 1, t.n)));
		any = true;
	}
	return any;
}

static const char *bad_option(const struct options *o)
{
	for (size_t i = 0; i < o->param_count; i++) {
		const char *p = o->params[i].p + strspn(o->params[i].p, "="), *equals = strchr(p, '=');

		if (!equals || equals == p || !equals[1])
			return o->params[i].p;
	}
	return NULL;
}

/* params.<group>, its own variables resolved. */
static enum outcome find_group(struct resolver *r, struct text group, struct text *path, struct node **out)
{
	const struct text keys[] = { TEXT("params"), group };
	enum outcome o = FOUND;

	*path = TEXT("");
	*out = r->config;
	for (size_t i = 0; i < 2 && o == FOUND; i++) {
		const struct node_entry *e = node_entry(*out, keys[i]);

		if (!e)
			return MISSING;
		*path = text_format(r->w->arena, "%s%s%s", path->p, i ? "." : "", keys[i].p);
		*out = e->value;
		o = variable_resolve(r, *out, *path);
	}
	return o;
}

static struct text entry_path(struct resolver *r, struct text group, const struct node_entry *e)
{
	return text_format(r->w->arena, "%s.%s", group.p, text_show(r->w->arena, e->key, 200).p);
}

/* Null entries do not count. */
static enum outcome from_group(struct resolver *r, struct text group, struct text name, struct node **out)
{
	const struct node_entry *e;
	struct text path;
	enum outcome o = find_group(r, group, &path, out);

	if (o != FOUND)
		return o;
	e = node_entry(*out, name);
	if (!e)
		return MISSING;
	*out = e->value;
	o = variable_resolve(r, *out, entry_path(r, path, e));
	if (o != FOUND)
		return o;
	resolver_read(r, *out);
	return (*out)->kind == NODE_NULL ? MISSING : FOUND;
}

/* What fails is left as it was: it may be all right when it is asked for, or never be. */
static void resolve_entry_early(struct resolver *r, struct node *n, struct text path)
{
	struct troubles kept = r->w->troubles;
	struct node *copy = n->variables ? NULL : node_copy(r->w->arena, n, &r->budget);
	enum outcome o;

	if (!copy)
		return;
	r->w->troubles = (struct troubles){ .arena = kept.arena };
	o = variable_resolve(r, copy, path);
	if (o == FOUND)
		o = r->inside(r, copy, path);
	if (o == PENDING) /* whoever asks for it starts with the text as far as it has come */
		copy = node_copy(r->w->arena, copy, &r->budget);
	if (o != FAILED && copy)
		*n = *copy;
	r->w->troubles = kept;
}

static void resolve_group_early(struct resolver *r, struct text group)
{
	struct text path;
	struct node *n;

	if (find_group(r, group, &path, &n) != FOUND || n->kind != NODE_MAP)
		return;
	for (size_t i = 0; i < n->count; i++)
		resolve_entry_early(r, n->entries[i].value, entry_path(r, path, &n->entries[i]));
}

/* The Framework resolves parameters with everything else, before the defaults are filled in, and asks for them afterwards. */
static void resolve_early(struct resolver *r, struct call *c)
{
	struct node *stage;
	const char *from;

	if (r->params_seen || r->phase != PHASE_EARLY)
		return;
	r->params_seen = true;
	if (source_stage(r, c, &stage, &from) == FOUND)
		resolve_group_early(r, stage->text);
	resolve_group_early(r, TEXT("default"));
}

enum outcome source_param_option(struct resolver *r, struct call *c, struct text name)
{
	struct text value;

	if (bad_option(r->options))
		return resolver_failed(r, c->at, "--param needs KEY=VALUE, not \"%s\"", bad_option(r->options));
	if (!from_option(r->options, name, &value))
		return MISSING;
	return source_found(c, node_string(r->w->arena, text_copy(r->w->arena, value), NOWHERE), "option --param");
}

enum outcome ask_param(struct resolver *r, struct call *c)
{
	struct node *stage, *n = NULL;
	struct text name;
	const char *from;
	enum outcome o;

	resolve_early(r, c);
	if (c->unknown)
		return source_refused(c, "is not known this early");
	if (!source_address(r, c, &name) || text_has_nul(name))
		return resolver_failed(r, c->at, "\"param\" needs a name");
	o = source_stage(r, c, &stage, &from);
	if (o != FOUND)
		return o;
	o = source_param_option(r, c, name);
	if (o != MISSING)
		return o;
	o = from_group(r, stage->text, name, &n);
	if (o == MISSING)
		o = from_group(r, TEXT("default"), name, &n);
	return o == FOUND ? source_found(c, n, "params") : o == MISSING ? source_missing(c, "is no parameter here") : o;
}
