#include "resolving/sources.h"

#include <string.h>

#include "resolving/property.h"
#include "resolving/source.h"

/* --param as often as it was given. */
static struct node *all_params(struct resolver *r)
{
	struct node *list = node_new(r->w->arena, NODE_LIST, NOWHERE);

	for (size_t i = 0; i < r->options->param_count; i++)
		node_add(r->w->arena, list, TEXT_NONE, NOWHERE, node_string(r->w->arena, r->options->params[i], NOWHERE));
	return list;
}

static enum outcome ask_opt(struct resolver *r, struct call *c)
{
	const struct option_value *v;
	struct text name;

	if (!c->address)
		return source_pending(c, "stands for all options");
	if (!node_text(r->w->arena, c->address, &name))
		return resolver_failed(r, c->at, "the address of \"opt\" is not a text");
	if (text_is(name, "param") && r->options->param_count)
		return source_found(c, all_params(r), "option --param");
	v = options_find(r->options, r->serverless3, name);
	if (v && v->value.n)
		return source_found(c, node_string(r->w->arena, v->value, NOWHERE), v->from);
	if (!v && r->phase != PHASE_LATE)
		return source_refused(c, "is no option that is known this early");
	return source_missing(c, "was not given");
}

static enum outcome ask_env(struct resolver *r, struct call *c)
{
	const struct dotenv_entry *e;
	const char *value;
	struct text name;

	if (!source_address(r, c, &name))
		return resolver_failed(r, c->at, "\"env\" needs the name of a variable");
	e = dotenv_find(r->dotenv, name);
	if (e)
		return source_found(c, node_string(r->w->arena, e->value, (struct place){ e->path, e->line, 0 }), ".env");
	value = source_environment(r, name);
	if (value)
		return source_found(c, node_string(r->w->arena, text_of(value), NOWHERE), "the environment");
	if (r->phase == PHASE_NAME)
		return source_pending(c, "is not set, and .env is not loaded yet");
	if (r->phase == PHASE_STAGE)
		source_note_missed(r, name);
	return source_missing(c, "is not set");
}

static enum outcome ask_self(struct resolver *r, struct call *c)
{
	struct text address = TEXT("");
	struct node *n = NULL;
	enum outcome o;

	if (c->address && c->address->kind != NODE_STRING && property_true(c->address))
		return resolver_failed(r, c->at, "the address of \"self\" is not a text");
	if (c->address && c->address->kind == NODE_STRING)
		address = c->address->text;
	o = r->walk(r, address, &n);
	if (o != FOUND)
		return o == MISSING ? source_missing(c, "is not there") : o;
	if (n->kind == NODE_NULL)
		return source_missing(c, "is null");
	return source_found(c, n, n->at.file ? n->at.file : "the configuration");
}

static bool stage_is_valid(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-", t.p[i]) || !t.p[i])
			return false;
	return t.n > 0;
}

enum outcome source_stage(struct resolver *r, struct call *c, struct node **out, const char **from)
{
	enum outcome o = FOUND;

	*from = r->options->stage.from;
	if (r->options->stage.value.n) {
		*out = node_string(r->w->arena, r->options->stage.value, NOWHERE);
	} else {
		o = r->walk(r, TEXT("provider.stage"), out);
		*from = "provider.stage";
	}
	if (o == PENDING || o == FAILED)
		return o;
	if (o == MISSING || (*out)->kind == NODE_NULL || (r->any_stage && !property_true(*out))) {
		*out = node_string(r->w->arena, TEXT("dev"), NOWHERE);
		*from = "the Framework's default";
	}
	if (!r->any_stage && ((*out)->kind != NODE_STRING || !stage_is_valid((*out)->text)))
		return resolver_failed(r, c->at, "invalid stage name: only ASCII letters, digits and hyphens are allowed");
	return FOUND;
}

static enum outcome ask_stage(struct resolver *r, struct call *c)
{
	struct node *n;
	const char *from;
	enum outcome o = source_stage(r, c, &n, &from);

	return o == FOUND ? source_found(c, n, from) : o;
}

static enum outcome ask_sls(struct resolver *r, struct call *c)
{
	struct text name;

	if (!source_address(r, c, &name))
		return resolver_failed(r, c->at, "\"sls\" needs an address");
	if (text_is(name, "stage"))
		return ask_stage(r, c);
	if (text_is(name, "instanceId"))
		return source_pending(c, "is another number at each run of the Framework");
	return resolver_failed(r, c->at, "unsupported address \"%s\" of \"sls\"", name.p);
}

static enum outcome ask_str_to_bool(struct resolver *r, struct call *c)
{
	struct text t;

	if (!c->param_count || !node_text(r->w->arena, c->params[0], &t))
		return resolver_failed(r, c->at, "\"strToBool\" needs a text");
	return source_boolean(r, c, t);
}

static enum outcome ask_aws(struct resolver *r, struct call *c)
{
	struct text name;

	if (text_is(c->source->type, "aws") && source_address(r, c, &name) && text_is(name, "region"))
		return source_refused(c, "is known only after profile and region");
	return source_pending(c, "needs AWS, and the Framework does not allow it here");
}

static const struct {
	const char *type;
	enum outcome (*ask)(struct resolver *, struct call *);
} sources[] = {
	{ "opt", ask_opt },
	{ "env", ask_env },
	{ "self", ask_self },
	{ "sls", ask_sls },
	{ "strToBool", ask_str_to_bool },
	{ "file", ask_file },
	{ "param", ask_param },
	{ "aws", ask_aws },
	{ "cf", ask_aws },
	{ "s3", ask_aws },
	{ "ssm", ask_aws },
};

enum outcome source_ask(struct resolver *r, struct call *c)
{
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (text_is(c->source->type, sources[i].type))
			return sources[i].ask(r, c);
	return source_pending(c, "is no source of the Framework's own; a plugin may have it");
}

bool source_known(const struct resolver *r, struct text type)
{
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (text_is(type, sources[i].type))
			return sources[i].ask != ask_aws && (sources[i].ask != ask_param || r->phase == PHASE_LATE);
	return false;
}
