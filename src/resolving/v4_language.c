#include "resolving/v4_language.h"

#include <string.h>

#include "resolving/v4_allow.h"
#include "resolving/v4_parser.h"
#include "resolving/v4_sources.h"

/* v4 puts it in with JavaScript's replace(), to which $& and its kin are special; and a "${" may be found again or not. */
static bool is_changed(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '$' && (i + 1 == t.n || strchr("$&`'{", t.p[i + 1])))
			return true;
	return t.n && t.p[0] == '{';
}

/* Where nothing stands between the placeholders, the last one may be all that is left, and keep its type. */
static bool is_bare(const struct node *n, const struct expression *e)
{
	size_t covered = 0;

	for (size_t i = 0; i < e->count; i++)
		covered += e->variables[i].end - e->variables[i].start;
	return covered == n->text.n;
}

static enum outcome piece(struct resolver *r, const struct node *n, const struct expression *e, size_t i, struct text *out)
{
	const struct variable *v = &e->variables[i];
	const char *reason = NULL;

	if (v->value->kind != NODE_STRING && is_bare(n, e))
		reason = "is no text, and may be left alone";
	else if (!node_text(r->w->arena, v->value, out))
		reason = v->value->kind == NODE_NULL ? "is null inside a text" : "is a map inside a text";
	else if (is_changed(*out))
		reason = "has a character that v4 treats specially when it puts a text together";
	return reason ? resolver_pending(r, v->hop->expression, reason, false, v->hop->at) : FOUND;
}

/* What v4 does not know it does not let through. */
static bool knows(const struct resolver *r, struct text type)
{
	(void)r;
	(void)type;
	return true;
}

void v4_language(struct resolver *r, struct v4 *v4)
{
	r->v4 = v4;
	r->parse = v4_parse;
	r->ask = v4_ask;
	r->knows = knows;
	r->allow = v4_allow;
	r->along = NULL;
	r->piece = piece;
	r->eager = true;
	r->max_rounds = 100;
	r->any_stage = true;
}
