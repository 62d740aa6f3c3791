#include "deciding/stage.h"

#include "resolving/property.h"

bool stage_valid(struct text t, bool any)
{
	if (any)
		return t.n && t.n <= DECISION_MAX_NAME && !text_has_nul(t);
	for (size_t i = 0; i < t.n; i++)
		if (!(t.p[i] == '-' || (t.p[i] >= '0' && t.p[i] <= '9') || ((t.p[i] | 32) >= 'a' && (t.p[i] | 32) <= 'z')))
			return false;
	return t.n > 0;
}

static bool refuse_stage(struct decision *d, struct resolver *r, struct place at, const char *what)
{
	return decision_refused(d, r, at, "use ASCII letters, digits and hyphens only", what);
}

/* serverless 3 takes what is true to JavaScript for a stage, once its schema has made a text of it. */
static bool any_stage_in_file(struct decision *d, struct resolver *r, struct node *n, struct candidate *file)
{
	bool needed = !r->options->stage.value.n;

	if (!property_true(n))
		return true;
	file->hops = n->hop;
	if (!decision_text(r, n, &file->value))
		return !needed || decision_refused(d, r, n->at, "make it a text", "provider.stage is no text");
	if (file->value.n <= DECISION_MAX_NAME && !text_has_nul(file->value))
		return true;
	file->value = TEXT_NONE;
	return !needed || decision_refused(d, r, n->at, "use another name", "provider.stage is longer than 4 KiB or has a NUL byte");
}

/* The candidate of the file. False when osls refuses it as a name. */
static bool stage_in_file(struct decision *d, struct resolver *r, struct node *n)
{
	struct candidate *file = answer_add(&d->stage, "provider.stage", TEXT_NONE, n ? n->at : NOWHERE);
	bool needed = !r->options->stage.value.p;

	if (n && r->serverless3)
		return any_stage_in_file(d, r, n, file);
	if (n && n->kind == NODE_NULL && needed && d->dotenv_wanted)
		return refuse_stage(d, r, n->at, "provider.stage is null, which osls refuses where useDotenv is on");
	if (!n || n->kind == NODE_NULL)
		return true;
	file->hops = n->hop;
	if (!node_text(r->w->arena, n, &file->value))
		file->value = TEXT("");
	if (file->value.n > DECISION_MAX_NAME)
		return refuse_stage(d, r, n->at, "provider.stage is longer than 4 KiB");
	if (!needed || (n->kind == NODE_STRING && stage_valid(n->text, false)))
		return !text_has_nul(file->value);
	file->value = TEXT_NONE;
	return refuse_stage(d, r, n->at, "provider.stage: invalid stage name");
}

bool stage_choose(struct decision *d, struct resolver *r)
{
	const struct option_value *option = &r->options->stage;
	struct node *n = NULL;
	enum outcome o = resolve_property(r, "provider.stage", &n);
	struct text given = r->serverless3 && !option->value.n ? TEXT_NONE : option->value;

	if (decision_stopped(d, r, o))
		return false;
	answer_add(&d->stage, option->from ? option->from : "option --stage", given, NOWHERE);
	if (!stage_in_file(d, r, o == FOUND ? n : NULL))
		return false;
	if (given.p && !r->serverless3 && !stage_valid(given, false))
		return refuse_stage(d, r, NOWHERE, arena_format(r->w->arena, "invalid stage name \"%s\" (%s)", given.p, option->from));
	answer_add(&d->stage, "the Framework's default", TEXT("dev"), NOWHERE);
	answer_settle(&d->stage);
	return true;
}

/* serverless 3 takes what stands in the file, null included, without its default. */
struct text stage_for_dotenv(const struct decision *d, const struct resolver *r)
{
	const struct node *provider = node_get(d->config, "provider"), *n = node_get(provider, "stage");
	struct text t = TEXT("[object Object]");

	if (!r->serverless3 || r->options->stage.value.n || !n)
		return d->stage.value;
	if (n->kind == NODE_NULL)
		return TEXT("null");
	node_text(r->w->arena, n, &t);
	return t;
}
