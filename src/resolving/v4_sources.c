#include "resolving/v4_sources.h"

#include <string.h>

#include "resolving/source.h"
#include "resolving/v4.h"
#include "resolving/v4_parser.h"
#include "resolving/v4_property.h"
#include "resolving/v4_walk.h"

static enum outcome missing_or_inherited(struct call *c, struct text name, const char *reason)
{
	if (v4_inherited(name))
		return source_pending(c, "is something that JavaScript has on every object");
	return source_missing(c, reason);
}

/* The short names are options of their own until the command line has been read. */
static bool is_given_in_short(const struct options *o, struct text name)
{
	return (text_is(name, "s") && o->stage.value.p) || (text_is(name, "r") && o->region.value.p) ||
	       (text_is(name, "c") && o->config.value.p) || (text_is(name, "param") && o->param_count);
}

static enum outcome ask_opt(struct resolver *r, struct call *c)
{
	const struct option_value *v;
	struct text name;

	if (!source_address(r, c, &name))
		return source_pending(c, "names no option");
	v = options_find(r->options, false, name);
	if (v && v->value.p)
		return source_found(c, node_string(r->w->arena, v->value, NOWHERE), v->from);
	if (is_given_in_short(r->options, name))
		return source_pending(c, "is no text, or depends on how the option was written");
	return missing_or_inherited(c, name, "was not given");
}

/* What the person has set wins over .env, also when it is empty. */
static enum outcome ask_env(struct resolver *r, struct call *c)
{
	const struct dotenv_entry *e;
	const char *value;
	struct text name;

	if (!source_address(r, c, &name))
		return source_pending(c, "names no variable");
	value = source_environment(r, name);
	if (value)
		return source_found(c, node_string(r->w->arena, text_of(value), NOWHERE), "the environment");
	if (r->phase == PHASE_NAME)
		return source_pending(c, "is not set, and which .env is loaded cannot be told");
	e = dotenv_find(r->dotenv, name);
	for (size_t i = 0; e && i < r->missed_count; i++)
		if (text_equal(r->missed[i], name))
			return source_pending(c, "is set in .env only, and was asked for before that is loaded");
	if (e)
		return source_found(c, node_string(r->w->arena, e->value, (struct place){ e->path, e->line, 0 }), ".env");
	if (r->phase == PHASE_STAGE)
		source_note_missed(r, name);
	return missing_or_inherited(c, name, "is not set");
}

/* So many names of the path stood there before any placeholder in it was resolved. */
static size_t fixed_names(struct text written)
{
	size_t count = 1;

	for (size_t i = 0; i < written.n; i++) {
		if (written.p[i] == '$' && i + 1 < written.n && written.p[i + 1] == '{')
			return count - 1;
		count += written.p[i] == '.';
	}
	return count;
}

static enum outcome ask_self(struct resolver *r, struct call *c)
{
	bool brought = r->v4->brought || r->written->rounds;
	struct text address;
	struct node *n = NULL;
	enum outcome o;

	if (!source_address(r, c, &address))
		return source_pending(c, "has no path");
	o = v4_walk(r, address, brought ? 0 : fixed_names(c->source->address.value->text), &n, &c->reason);
	if (o != FOUND)
		return o == MISSING ? source_missing(c, "is not there") : o;
	if (n->kind == NODE_NULL)
		return source_missing(c, "is null");
	return source_found(c, n, n->at.file ? n->at.file : "the configuration");
}

static enum outcome ask_sls(struct resolver *r, struct call *c)
{
	struct text name;

	if (!source_address(r, c, &name))
		return source_pending(c, "has no address");
	if (text_is(name, "instanceId"))
		return source_pending(c, "is another number at each run of the Framework");
	if (!text_is(name, "stage"))
		return resolver_failed(r, c->at, "unsupported address \"%s\" of \"sls\"", name.p);
	if (!r->v4->stage.p)
		return source_pending(c, "is not known where the stage is decided");
	if (r->v4->asked_sls)
		return source_pending(c, "was asked for before the stage was decided");
	return source_found(c, node_string(r->w->arena, r->v4->stage, NOWHERE), "the stage");
}

/* strToBool(x), or strToBool:x; quotes are part of the word. */
static enum outcome ask_str_to_bool(struct resolver *r, struct call *c)
{
	struct text t;

	if (!c->param_count || c->address)
		return source_pending(c, "is no strToBool(VALUE)");
	if (!node_text(r->w->arena, c->params[0], &t))
		return resolver_failed(r, c->at, "\"strToBool\" needs a text");
	return source_boolean(r, c, t);
}

static const struct {
	const char *type;
	enum outcome (*ask)(struct resolver *, struct call *); /* NULL: never */
	const char *refusal;
} sources[] = {
	{ "opt", ask_opt, NULL },
	{ "env", ask_env, NULL },
	{ "self", ask_self, NULL },
	{ "sls", ask_sls, NULL },
	{ "strToBool", ask_str_to_bool, NULL },
	{ "file", v4_ask_file, NULL },
	{ "param", v4_ask_param, NULL },
	{ "git", NULL, "needs git" },
	{ "aws", NULL, "needs AWS, which v4 does not ask so early" },
	{ "cf", NULL, "needs AWS, which v4 does not ask so early" },
	{ "s3", NULL, "needs AWS, which v4 does not ask so early" },
	{ "ssm", NULL, "needs AWS, which v4 does not ask so early" },
	{ "output", NULL, "needs the Serverless Dashboard" },
	{ "vault", NULL, "needs HashiCorp Vault" },
	{ "terraform", NULL, "needs Terraform's state" },
	{ "doppler", NULL, "needs Doppler" },
};

static bool is_custom(struct resolver *r, struct text type)
{
	const struct text names[] = { TEXT("default"), r->v4->stage };

	for (size_t i = 0; i < 2; i++) {
		const struct node_entry *e = names[i].p ? node_entry(node_get(r->config, "stages"), names[i]) : NULL;

		if (e && node_entry(node_get(e->value, "resolvers"), type))
			return true;
	}
	return false;
}

const char *v4_refusal(struct resolver *r, struct text type)
{
	if (text_is(type, v4_odd))
		return "is not written in a way that can be told";
	if (memchr(type.p, ':', type.n) || is_custom(r, type))
		return "asks a resolver of stages:";
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (text_is(type, sources[i].type))
			return sources[i].refusal;
	return "is no source of the Framework's own; a plugin may have it";
}

enum outcome v4_ask(struct resolver *r, struct call *c)
{
	const char *refusal = v4_refusal(r, c->source->type);

	for (size_t i = 0; !refusal && i < sizeof sources / sizeof *sources; i++)
		if (text_is(c->source->type, sources[i].type))
			return sources[i].ask(r, c);
	return source_pending(c, refusal);
}
