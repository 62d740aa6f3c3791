#include "knowing/source.h"

#include <string.h>

#include "knowing/literal.h"
#include "knowing/variable.h"

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
		*out = literal_trim_end(text_slice(t, n + 1, t.n));
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

/* params.<group>.<name>: null entries do not count. */
static enum outcome from_group(struct resolver *r, struct text group, struct text name, struct node **out)
{
	const struct text keys[] = { TEXT("params"), group, name };
	struct text path = TEXT("");
	struct node *n = r->config;

	for (size_t i = 0; i < 3; i++) {
		const struct node_entry *e = node_entry(n, keys[i]);
		enum outcome o;

		if (!e)
			return MISSING;
		path = text_format(r->w->arena, "%s%s%s", path.p, i ? "." : "", keys[i].p);
		n = e->value;
		o = variable_resolve(r, n, path);
		if (o != FOUND)
			return o;
	}
	resolver_read(r, n);
	*out = n;
	return n->kind == NODE_NULL ? MISSING : FOUND;
}

enum outcome ask_param(struct resolver *r, struct call *c)
{
	struct node *stage, *n = NULL;
	struct text name, value;
	const char *from;
	enum outcome o;

	c->unknown = r->phase != PHASE_LATE;
	if (c->unknown)
		return source_refused(c, "is not known this early");
	if (!source_address(r, c, &name) || text_has_nul(name))
		return resolver_failed(r, c->at, "\"param\" needs a name");
	o = source_stage(r, c, &stage, &from);
	if (o != FOUND)
		return o;
	if (bad_option(r->options))
		return resolver_failed(r, c->at, "--param needs KEY=VALUE, not \"%s\"", bad_option(r->options));
	if (from_option(r->options, name, &value))
		return source_found(c, node_string(r->w->arena, text_copy(r->w->arena, value), NOWHERE), "option --param");
	o = from_group(r, stage->text, name, &n);
	if (o == MISSING)
		o = from_group(r, TEXT("default"), name, &n);
	return o == FOUND ? source_found(c, n, "params") : o == MISSING ? source_missing(c, "is no parameter here") : o;
}
