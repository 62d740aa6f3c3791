#include "verbs/option_table.h"

#include <stdio.h>
#include <string.h>

/* An empty value is none, but for the stage, where the Framework refuses it. */
static void set(struct option_value *v, const char *value, const char *from)
{
	*v = (struct option_value){ *value ? text_of(value) : TEXT_NONE, from };
}

static void set_directory(struct run *r, const char *value)
{
	r->options.directory = value;
}

static void set_stage(struct run *r, const char *value)
{
	r->options.stage = (struct option_value){ text_of(value), "option --stage" };
}

static void set_profile(struct run *r, const char *value)
{
	set(&r->options.profile, value, "option --aws-profile");
}

static void set_region(struct run *r, const char *value)
{
	set(&r->options.region, value, "option --region");
}

static void set_config(struct run *r, const char *value)
{
	set(&r->options.config, value, "option --config");
}

static void add_param(struct run *r, const char *value)
{
	struct text *more = arena_array(r->w->arena, r->options.param_count + 1, sizeof *more);

	for (size_t i = 0; i < r->options.param_count; i++)
		more[i] = r->options.params[i];
	more[r->options.param_count++] = text_of(value);
	r->options.params = more;
}

static void set_json(struct run *r, const char *value)
{
	(void)value;
	r->json = true;
}

static void set_format(struct run *r, const char *value)
{
	r->format = value;
}

static void set_names(struct run *r, const char *value)
{
	(void)value;
	r->names = true;
}

static void set_all_stages(struct run *r, const char *value)
{
	(void)value;
	r->all_stages = true;
}

static void set_online(struct run *r, const char *value)
{
	(void)value;
	r->online = true;
}

static void set_run(struct run *r, const char *value)
{
	(void)value;
	r->may_run = true;
}

static void set_device_code(struct run *r, const char *value)
{
	(void)value;
	r->device_code = true;
}

static void set_list_options(struct run *r, const char *value)
{
	(void)value;
	r->list_options = true;
}

const struct option_row option_rows[] = {
	{ 'C', "directory", "DIR", "decide for this directory", TAKES_DECISION, set_directory },
	{ 's', "stage", "STAGE", "stage, as the Framework takes it", TAKES_DECISION, set_stage },
	{ 0, "aws-profile", "PROFILE", "AWS profile, as the Framework takes it", TAKES_DECISION, set_profile },
	{ 0, "profile", "PROFILE", "the same as --aws-profile", TAKES_DECISION, set_profile },
	{ 'r', "region", "REGION", "region, as the Framework takes it", TAKES_DECISION, set_region },
	{ 'c', "config", "FILE", "configuration file, as the Framework takes it", TAKES_DECISION, set_config },
	{ 0, "param", "KEY=VALUE", "parameter, as the Framework takes it", TAKES_DECISION, add_param },
	{ 0, "json", NULL, "one JSON object, for programs", TAKES_JSON, set_json },
	{ 0, "format", "FORMAT", "how it is written", TAKES_FORMAT, set_format },
	{ 0, "all-stages", NULL, "each stage that `slsenv stages` lists", TAKES_ALL_STAGES, set_all_stages },
	{ 0, "run", NULL, "also let slsenv run this directory's own Framework to ask it", TAKES_RUN, set_run },
	{ 0, "online", NULL, "also ask AWS whose the keys are, and explain what it answers", TAKES_ONLINE, set_online },
	{ 0, "use-device-code", NULL, "sign in to SSO by a code, on any device", TAKES_DEVICE_CODE, set_device_code },
	{ 0, "names", NULL, "NAME<TAB>DESCRIPTION lines, for completion", TAKES_NAMES, set_names },
	{ 0, "options", NULL, "the options of a command, for completion", TAKES_OPTIONS, set_list_options },
	{ 0, NULL, NULL, NULL, 0, NULL },
};

/* The Framework refuses an option that is given twice. */
static bool is_given(const struct run *r, const struct option_row *o)
{
	const struct {
		void (*apply)(struct run *, const char *);
		const char *from;
	} once[] = {
		{ set_stage, r->options.stage.from }, { set_profile, r->options.profile.from },
		{ set_region, r->options.region.from }, { set_config, r->options.config.from },
	};

	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		if (once[i].apply == o->apply && once[i].from)
			return true;
	return false;
}

static bool complain(const struct verb *v, const char *what, const char *word)
{
	fprintf(stderr, "slsenv: %s%s%s: %s - see `slsenv help%s%s`\n", v->name ? v->name : "", v->name ? ": " : "", word, what,
		v->name ? " " : "", v->name ? v->name : "");
	return false;
}

static const struct option_row *find(const struct verb *v, const char *word, size_t n)
{
	for (const struct option_row *o = option_rows; o->name; o++) {
		if (!(o->takes & v->takes))
			continue;
		if (word[1] == '-' ? strlen(o->name) == n - 2 && strncmp(o->name, word + 2, n - 2) == 0
				   : n == 2 && o->letter && o->letter == word[1])
			return o;
	}
	return NULL;
}

/* What the Framework takes for an option, and not for the value of the one before (lib/cli/param-reg-exp.js). */
static bool is_option(const char *word)
{
	static const char lower[] = "abcdefghijklmnopqrstuvwxyz", letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-";
	size_t n;

	if (word[0] != '-' || strcmp(word, "--") == 0)
		return word[0] == '-';
	if (word[1] == '-')
		n = word[2] && strchr(letters, word[2]) && strspn(word + 2, name) > 1 ? strspn(word + 2, name) + 1 : 0;
	else
		n = strspn(word + 1, lower);
	return n && (!word[n + 1] || word[n + 1] == '=');
}

/* One option at argv[i]; returns how many words it took, 0 on an error. */
static int take(struct run *r, const struct verb *v, int left, char **argv)
{
	const char *word = argv[0], *equals = strchr(word, '=');
	const struct option_row *o = find(v, word, equals ? (size_t)(equals - word) : strlen(word));

	if (!o) {
		complain(v, "unknown option", word);
		return 0;
	}
	if (!o->value) {
		if (equals)
			complain(v, "takes no value", word);
		else
			o->apply(r, NULL);
		return !equals;
	}
	if (is_given(r, o)) {
		complain(v, "is given twice", word);
		return 0;
	}
	if (equals) {
		o->apply(r, equals + 1);
		return 1;
	}
	if (left < 2 || !*argv[1] || is_option(argv[1])) {
		complain(v, "needs a value", word);
		return 0;
	}
	o->apply(r, argv[1]);
	return 2;
}

int option_words(char **argv)
{
	static const struct verb any = { .takes = ~0 };
	const struct option_row *o = strchr(argv[0], '=') ? NULL : find(&any, argv[0], strlen(argv[0]));

	return o && o->value ? 2 : 1;
}

bool options_parse(struct run *r, const struct verb *v, int argc, char **argv)
{
	bool only_arguments = false;

	r->arguments = arena_array(r->w->arena, (size_t)argc + 1, sizeof *r->arguments);
	for (int i = 0, n; i < argc; i += n) {
		n = 1;
		if (!only_arguments && strcmp(argv[i], "--") == 0)
			only_arguments = true;
		else if (!only_arguments && argv[i][0] == '-' && argv[i][1])
			n = take(r, v, argc - i, argv + i);
		else {
			r->arguments[r->count++] = argv[i];
			only_arguments = only_arguments || v->takes & TAKES_COMMAND;
		}
		if (!n)
			return false;
	}
	if (r->count < v->minimum)
		return complain(v, "an argument is missing", v->arguments);
	if (r->count > v->maximum)
		return complain(v, "too many arguments", r->arguments[v->maximum]);
	return true;
}
