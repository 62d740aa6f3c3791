#include "telling/slswords.h"

#include <string.h>

#include "deciding/stages.h"
#include "knowing/ours.h"
#include "obtaining/credential.h"
#include "telling/show.h"

/* Of which commands an option is. */
enum { OF_EVERY = 1, OF_SERVICE = 2, OF_FUNCTION = 4, OF_DEPLOY = 8, OF_INVOKE = 16, OF_LOGS = 32, OF_ROLLBACK = 64,
	OF_PRINT = 128, OF_PACKAGE = 256, OF_PLUGIN = 512 };

static const struct {
	const char *words, *description; /* of osls 3.77 and serverless 3.40 */
	int takes;
} commands[] = {
	{ "deploy", "deploy the service", OF_EVERY | OF_SERVICE | OF_DEPLOY | OF_PACKAGE },
	{ "deploy function", "deploy one function", OF_EVERY | OF_SERVICE | OF_FUNCTION },
	{ "deploy list", "list deployed versions", OF_EVERY | OF_SERVICE },
	{ "deploy list functions", "list deployed functions and their versions", OF_EVERY | OF_SERVICE },
	{ "info", "show what is deployed", OF_EVERY | OF_SERVICE },
	{ "invoke", "invoke a deployed function", OF_EVERY | OF_SERVICE | OF_FUNCTION | OF_INVOKE },
	{ "invoke local", "invoke a function here", OF_EVERY | OF_SERVICE | OF_FUNCTION | OF_INVOKE },
	{ "logs", "show the logs of a function", OF_EVERY | OF_SERVICE | OF_FUNCTION | OF_LOGS },
	{ "metrics", "show the metrics of a function", OF_EVERY | OF_SERVICE | OF_FUNCTION },
	{ "remove", "remove the service and its resources", OF_EVERY | OF_SERVICE },
	{ "rollback", "go back to an earlier deployment", OF_EVERY | OF_SERVICE | OF_ROLLBACK },
	{ "rollback function", "go back to an earlier version of a function", OF_EVERY | OF_SERVICE | OF_FUNCTION },
	{ "package", "package the service", OF_EVERY | OF_SERVICE | OF_PACKAGE },
	{ "print", "print the resolved configuration", OF_EVERY | OF_SERVICE | OF_PRINT },
	{ "plugin install", "add a plugin", OF_EVERY | OF_SERVICE | OF_PLUGIN },
	{ "plugin uninstall", "remove a plugin", OF_EVERY | OF_SERVICE | OF_PLUGIN },
	{ "plugin list", "list plugins", OF_EVERY },
	{ "plugin search", "search plugins", OF_EVERY },
	{ "config credentials", "write a profile of AWS keys", OF_EVERY },
	{ "create", "create a service", OF_EVERY },
	{ "doctor", "show reported deprecations", OF_EVERY },
	{ "generate-event", "print a test event", OF_EVERY },
	{ "install", "install a service from a URL", OF_EVERY },
	{ "help", "show the help", OF_EVERY },
};

static const struct {
	char letter;
	const char *name, *description;
	bool value;
	int takes;
} options[] = {
	{ 's', "stage", "stage", true, OF_SERVICE },
	{ 'r', "region", "region", true, OF_SERVICE },
	{ 0, "aws-profile", "AWS profile", true, OF_SERVICE },
	{ 'c', "config", "configuration file", true, OF_SERVICE },
	{ 0, "param", "KEY=VALUE", true, OF_SERVICE },
	{ 'f', "function", "function", true, OF_FUNCTION },
	{ 0, "force", "even if nothing has changed", false, OF_DEPLOY },
	{ 'p', "package", "directory of the package", true, OF_PACKAGE },
	{ 'p', "path", "file with the input", true, OF_INVOKE },
	{ 'd', "data", "input", true, OF_INVOKE },
	{ 'l', "log", "show the logs", false, OF_INVOKE },
	{ 't', "tail", "go on showing them", false, OF_LOGS },
	{ 0, "filter", "pattern", true, OF_LOGS },
	{ 0, "startTime", "from when on", true, OF_LOGS },
	{ 't', "timestamp", "of the deployment", true, OF_ROLLBACK },
	{ 0, "format", "yaml, json or text", true, OF_PRINT },
	{ 'n', "name", "name of the plugin", true, OF_PLUGIN },
	{ 0, "verbose", "say more", false, OF_EVERY },
	{ 0, "help", "show the help", false, OF_EVERY },
};

static const char *const regions[] = {
	"us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1",
	"eu-south-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "sa-east-1",
	"af-south-1", "me-south-1",
};

/* What stands on the line so far. */
struct line {
	struct build command;  /* its words that are no options */
	const char *open;      /* the option whose value is being typed; NULL: none */
	const char *typed;     /* the last word */
	struct options chosen; /* stage, config and profile of the line */
};

/* Completion works by lines and tabs: a name that has control characters in it cannot be offered. */
static void offer(struct world *w, struct build *out, struct text name, const char *description)
{
	if (name.n && text_equal(text_show(w->arena, name, 0), name))
		build_format(out, "%s\t%s\n", name.p, description);
}

/* The option that `word` is, without its value: -1: none that is known. */
static int option_of(const char *word)
{
	size_t n = strcspn(word, "=");

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (word[1] == '-' ? strlen(options[i].name) == n - 2 && strncmp(options[i].name, word + 2, n - 2) == 0
				   : n == 2 && options[i].letter && options[i].letter == word[1])
			return (int)i;
	return -1;
}

static void choose_value(struct line *l, const char *option, const char *value)
{
	const struct {
		const char *name;
		struct option_value *to;
	} known[] = { { "stage", &l->chosen.stage }, { "config", &l->chosen.config }, { "aws-profile", &l->chosen.profile } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, option) == 0 && *value)
			*known[i].to = (struct option_value){ text_of(value), "option of the line" };
}

static void read_line(char *const *words, struct line *l)
{
	for (; words[0] && words[1]; words++) {
		int at = words[0][0] == '-' && words[0][1] ? option_of(words[0]) : -1;

		if (words[0][0] != '-')
			build_format(&l->command, "%s%s", l->command.n ? " " : "", words[0]);
		if (at < 0 || !options[at].value || strchr(words[0], '=')) {
			if (at >= 0 && strchr(words[0], '='))
				choose_value(l, options[at].name, strchr(words[0], '=') + 1);
			continue;
		}
		if (!words[2])
			l->open = options[at].name;
		else
			choose_value(l, options[at].name, words[1]);
		words++;
	}
	l->typed = words[0] ? words[0] : words[-1];
}

/* ---- what can come --------------------------------------------------------------------------------------------------------- */

static const char *account_of(struct world *w, const struct profiles *p, struct text profile)
{
	struct troubles kept = w->troubles;
	struct credential c = { .kind = CREDENTIAL_NONE };

	w->troubles = (struct troubles){ .arena = kept.arena };
	credential_obtain(w, p, profile, &c);
	w->troubles = kept;
	return c.account.p ? arena_format(w->arena, ", account %s", c.account.p) : "";
}

static void offer_stages(struct world *w, const struct line *l, struct build *out)
{
	struct profiles *p = profiles_load(w);
	struct options o = l->chosen;
	struct decision d;
	struct stages all;
	struct ours ours;

	ours_read(w, false, &ours);
	o.stage = (struct option_value){ .value = TEXT_NONE };
	decide(w, &o, &ours, &d);
	stages_find(w, &o, &ours, &d, p, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct decision *other = &all.list[i].decision;
		struct text profile = other->decided == DECIDED ? other->profile.value : TEXT_NONE;

		offer(w, out, all.list[i].name, profile.n ? arena_format(w->arena, "%s%s", show_text(w, profile), account_of(w, p, profile)) : "");
	}
}

static void offer_profiles(struct world *w, struct build *out)
{
	struct profiles *p = profiles_load(w);

	for (size_t i = 0; i < p->count; i++)
		offer(w, out, p->list[i].name, credential_kind_name(credential_kind_of(p, &p->list[i])));
}

static const char *handler_of(struct world *w, const struct node *function)
{
	const struct node *handler = node_get(function, "handler");

	return handler && handler->kind == NODE_STRING ? show_text(w, handler->text) : "";
}

/* A map, or a list of maps. */
static void offer_functions(struct world *w, const struct line *l, struct build *out)
{
	struct options o = l->chosen;
	struct decision d;
	struct ours ours;
	const struct node *n;

	o.wants_functions = true;
	ours_read(w, false, &ours);
	decide(w, &o, &ours, &d);
	n = d.config ? node_get(d.config, "functions") : NULL;
	for (size_t i = 0; n && (n->kind == NODE_MAP || n->kind == NODE_LIST) && i < n->count; i++) {
		const struct node *inner = n->entries[i].value;

		if (n->kind == NODE_MAP)
			offer(w, out, n->entries[i].key, handler_of(w, inner));
		for (size_t k = 0; n->kind == NODE_LIST && inner->kind == NODE_MAP && k < inner->count; k++)
			offer(w, out, inner->entries[k].key, handler_of(w, inner->entries[k].value));
	}
}

static void offer_values(struct world *w, const struct line *l, struct build *out)
{
	if (strcmp(l->open, "stage") == 0)
		offer_stages(w, l, out);
	else if (strcmp(l->open, "aws-profile") == 0)
		offer_profiles(w, out);
	else if (strcmp(l->open, "function") == 0)
		offer_functions(w, l, out);
	for (size_t i = 0; strcmp(l->open, "region") == 0 && i < sizeof regions / sizeof *regions; i++)
		offer(w, out, text_of(regions[i]), "");
}

static void offer_options(struct world *w, const char *command, struct build *out)
{
	int takes = OF_EVERY | OF_SERVICE;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].words, command) == 0)
			takes = commands[i].takes;
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (options[i].takes & takes)
			offer(w, out, text_format(w->arena, "--%s%s", options[i].name, options[i].value ? "=" : ""), options[i].description);
}

/* Of a command that is none by itself: the words that go on from there. */
static const char *parts_of(struct world *w, const char *words)
{
	struct build b = { .arena = w->arena };
	size_t n = strlen(words);

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strncmp(commands[i].words, words, n) == 0 && commands[i].words[n] == ' ')
			build_format(&b, "%s%s", b.n ? ", " : "", commands[i].words + n + 1);
	return build_done(&b).p;
}

/* The next word of each command that goes on from here; of several with the same word, the one that ends there describes it. */
static void offer_commands(struct world *w, const char *command, struct build *out)
{
	const char *last = "";
	size_t n = strlen(command);

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const char *words = commands[i].words, *rest = words + n + (n > 0), *word;

		if (strncmp(words, command, n) != 0 || (n && words[n] != ' '))
			continue;
		word = arena_copy(w->arena, rest, strcspn(rest, " "));
		if (strcmp(word, last) != 0)
			offer(w, out, text_of(word), strlen(rest) == strlen(word) ? commands[i].description
					: parts_of(w, arena_copy(w->arena, words, strlen(words) - strlen(rest) + strlen(word))));
		last = word;
	}
}

void slswords_next(struct world *w, const struct options *o, char *const *words, struct build *out)
{
	struct line l = { .command = { .arena = w->arena }, .chosen = *o };
	const char *command;

	read_line(words, &l);
	command = build_done(&l.command).p;
	if (l.open)
		offer_values(w, &l, out);
	else if (l.typed[0] == '-')
		offer_options(w, command, out);
	else
		offer_commands(w, command, out);
}
