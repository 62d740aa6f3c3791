#include "knowing/options.h"

static void take(struct world *w, struct option_value *v, const char *variable)
{
	const char *value = v->value.p ? NULL : world_environment(w, variable);

	if (value && *value)
		*v = (struct option_value){ text_of(value), variable };
}

void options_from_shell(struct world *w, struct options *o)
{
	if (!o->of_command)
		take(w, &o->stage, "SLSENV_SET_STAGE");
	if (!o->other_stage)
		take(w, &o->profile, "SLSENV_SET_PROFILE");
}

const struct option_value *options_find(const struct options *o, bool serverless3, struct text name)
{
	static const struct option_value absent = { .from = NULL };
	const struct {
		const char *name;
		const struct option_value *value;
	} known[] = {
		{ "stage", &o->stage }, { "aws-profile", &o->profile }, { "region", &o->region }, { "config", &o->config },
		{ "param", &absent }, { "help", &absent }, { "version", &absent }, { "verbose", &absent }, { "debug", &absent },
		/* only serverless: */
		{ "app", &absent }, { "org", &absent }, { "use-local-credentials", &absent },
	};
	size_t count = sizeof known / sizeof *known - (serverless3 ? 0 : 3);

	for (size_t i = 0; i < count; i++)
		if (text_is(name, known[i].name))
			return known[i].value;
	return NULL;
}
