#include "credentials/getoptions.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { TIMEOUT = 30, LONGEST_TIMEOUT = 600 };

static const struct option {
	const char *name;
	bool has_value;
	size_t at;
} options[] = {
	{ "--profile", true, offsetof(struct get_options, profile) },
	{ "--region", true, offsetof(struct get_options, region) },
	{ "--timeout", true, 0 },
	{ "--no-cache", false, offsetof(struct get_options, no_cache) },
	{ "--renew", false, offsetof(struct get_options, renew) },
	{ "--mfa-stdin", false, offsetof(struct get_options, mfa_stdin) },
	{ "--boto3", false, offsetof(struct get_options, boto3) },
	{ "--for-shell", false, offsetof(struct get_options, for_shell) },
	{ "--help", false, offsetof(struct get_options, help) },
};

/* "--name", or "--name=value" for one that has a value. */
static const struct option *find(const char *argument)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		size_t n = strlen(options[i].name);

		if (strncmp(argument, options[i].name, n) == 0 &&
		    (!argument[n] || (argument[n] == '=' && options[i].has_value)))
			return &options[i];
	}
	return NULL;
}

static bool set(const struct option *o, const char *value, struct get_options *out)
{
	char *field = (char *)out + o->at, *end;
	unsigned long n;

	if (!o->has_value) {
		*(bool *)(void *)field = true;
		return true;
	}
	if (strcmp(o->name, "--timeout") != 0) {
		*(const char **)(void *)field = value;
		return true;
	}
	n = strtoul(value, &end, 10);
	out->timeout = (unsigned)n;
	return *value >= '0' && *value <= '9' && !*end && n > 0 && n <= LONGEST_TIMEOUT;
}

bool get_options_read(int argc, char **argv, struct get_options *out, const char **wrong)
{
	*out = (struct get_options){ .timeout = TIMEOUT };
	for (int i = 0; i < argc; i++) {
		const struct option *o = find(argv[i]);
		const char *equals = strchr(argv[i], '=');

		*wrong = argv[i];
		if (!o || (o->has_value && !equals && i + 1 == argc))
			return false;
		if (!set(o, !o->has_value ? NULL : equals ? equals + 1 : argv[++i], out))
			return false;
	}
	*wrong = "--for-shell needs --profile NAME";
	return out->profile || out->help || !out->for_shell;
}
