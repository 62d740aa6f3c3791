#include "knowing/sources.h"

#include <string.h>
#include <strings.h>

static enum outcome missing(struct call *c, const char *reason)
{
	c->reason = reason;
	return MISSING;
}

static enum outcome pending(struct call *c, const char *reason)
{
	c->reason = reason;
	return PENDING;
}

static enum outcome found(struct call *c, struct node *value, const char *from)
{
	c->value = value;
	c->from = from;
	return FOUND;
}

/* The address as text; false when there is none, or one that is no text. */
static bool address_text(const struct call *c, struct text *out)
{
	if (!c->address || c->address->kind != NODE_STRING || !c->address->text.n)
		return false;
	*out = c->address->text;
	return true;
}

static enum outcome ask_opt(struct resolver *r, struct call *c)
{
	const struct option_value *v;
	struct text name;

	if (!c->address)
		return pending(c, "stands for all options");
	if (!address_text(c, &name))
		return variable_failed(r, c->at, "the address of \"opt\" is not a text");
	v = options_find(r->options, name);
	if (v && v->value.p)
		return found(c, node_string(r->w->arena, v->value, NOWHERE), v->from);
	if (!v && r->phase != PHASE_LATE)
		return pending(c, "is no option the Framework knows this early");
	return missing(c, "was not given");
}

static enum outcome ask_env(struct resolver *r, struct call *c)
{
	struct text name;
	const char *value;

	if (!address_text(c, &name))
		return variable_failed(r, c->at, "\"env\" needs the name of a variable");
	value = text_has_nul(name) ? NULL : ours_person(r->w, r->ours, name.p);
	if (value && (text_is(name, "AWS_PROFILE") || text_is(name, "AWS_DEFAULT_PROFILE")))
		r->read_aws_profile = true;
	if (value)
		return found(c, node_string(r->w->arena, text_of(value), NOWHERE), "the environment");
	if (r->phase == PHASE_NAME)
		return pending(c, "is not set, and .env is not loaded yet");
	return missing(c, "is not set");
}

static enum outcome ask_self(struct resolver *r, struct call *c)
{
	struct text address = TEXT("");
	struct node *n = NULL;
	enum outcome o;

	if (c->address && !address_text(c, &address))
		return variable_failed(r, c->at, "the address of \"self\" is not a text");
	o = r->walk(r, address, &n);
	if (o != FOUND)
		return o == MISSING ? missing(c, "is not there") : o;
	if (n->kind == NODE_NULL)
		return missing(c, "is null");
	return found(c, n, n->at.file ? n->at.file : "the configuration");
}

static bool stage_is_valid(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-", t.p[i]) || !t.p[i])
			return false;
	return t.n > 0;
}

static enum outcome ask_stage(struct resolver *r, struct call *c)
{
	struct node *n = NULL;
	enum outcome o = FOUND;

	if (r->options->stage.value.p)
		n = node_string(r->w->arena, r->options->stage.value, NOWHERE);
	else
		o = r->walk(r, TEXT("provider.stage"), &n);
	if (o == PENDING || o == FAILED)
		return o;
	if (o == MISSING || n->kind == NODE_NULL)
		return found(c, node_string(r->w->arena, TEXT("dev"), NOWHERE), "the Framework's default");
	if (n->kind != NODE_STRING || !stage_is_valid(n->text))
		return variable_failed(r, c->at, "invalid stage name: only ASCII letters, digits and hyphens are allowed");
	return found(c, n, r->options->stage.value.p ? r->options->stage.from : "provider.stage");
}

static enum outcome ask_sls(struct resolver *r, struct call *c)
{
	struct text name;

	if (!address_text(c, &name))
		return variable_failed(r, c->at, "\"sls\" needs an address");
	if (text_is(name, "stage"))
		return ask_stage(r, c);
	if (text_is(name, "instanceId"))
		return pending(c, "is another number at each run of the Framework");
	return variable_failed(r, c->at, "unsupported address \"%s\" of \"sls\"", name.p);
}

static enum outcome ask_str_to_bool(struct resolver *r, struct call *c)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = { { "true", true }, { "1", true }, { "false", false }, { "0", false } };
	struct text t;

	if (!c->param_count || !node_text(r->w->arena, c->params[0], &t))
		return variable_failed(r, c->at, "\"strToBool\" needs a text");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (t.n == strlen(words[i].word) && strncasecmp(t.p, words[i].word, t.n) == 0)
			return found(c, node_boolean(r->w->arena, words[i].value, NOWHERE), "strToBool");
	return variable_failed(r, c->at, "\"strToBool\" takes true, false, 1 or 0");
}

static enum outcome ask_later(struct resolver *r, struct call *c)
{
	(void)r;
	return pending(c, "is not read by this version of slsenv");
}

static enum outcome ask_aws(struct resolver *r, struct call *c)
{
	(void)r;
	return pending(c, "needs AWS, and the Framework does not allow it here");
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
	{ "file", ask_later },
	{ "param", ask_later },
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
	return pending(c, "is no source of the Framework's own; a plugin may have it");
}
