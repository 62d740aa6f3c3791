#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "awsfiles.h"
#include "casefile.h"

void write_bytes(const char *path, struct text bytes)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	if (bytes.n)
		assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	fclose(f);
}

void be_there(struct place_to_be *here)
{
	strcpy(here->dir, "/tmp/slsenv_files.XXXXXX");
	assert_non_null(mkdtemp(here->dir));
	snprintf(here->config, sizeof here->config, "%s/config", here->dir);
	snprintf(here->credentials, sizeof here->credentials, "%s/credentials", here->dir);
	setenv("AWS_CONFIG_FILE", here->config, 1);
	setenv("AWS_SHARED_CREDENTIALS_FILE", here->credentials, 1);
	here->world = world_posix_new();
}

void leave(struct place_to_be *here)
{
	world_posix_free(here->world);
	remove(here->config);
	remove(here->credentials);
	assert_int_equal(rmdir(here->dir), 0);
}

struct text without_dir(const struct place_to_be *here, struct text t)
{
	struct build b = { .arena = here->world->arena };
	size_t n = strlen(here->dir);

	for (size_t i = 0; i < t.n; i++) {
		bool is_dir = t.n - i >= n && memcmp(t.p + i, here->dir, n) == 0;

		build_bytes(&b, is_dir ? "DIR" : t.p + i, is_dir ? 3 : 1);
		i += is_dir ? n - 1 : 0;
	}
	return build_done(&b);
}

void set_environment(const struct place_to_be *here, struct text section, bool set)
{
	struct arena *a = here->world->arena;
	struct text one;

	while (cases_line(&section, &one)) {
		const char *at = one.n ? memchr(one.p, '=', one.n) : NULL;
		const char *name = at ? arena_copy(a, one.p, (size_t)(at - one.p)) : NULL;
		const char *value = at ? arena_copy(a, at + 1, one.n - (size_t)(at + 1 - one.p)) : NULL;

		if (!at)
			continue;
		if (strncmp(value, "DIR", 3) == 0)
			value = arena_format(a, "%s%s", here->dir, value + 3);
		if (set)
			setenv(name, value, 1);
		else
			unsetenv(name);
	}
}

void write_files(struct place_to_be *here, struct text body)
{
	struct text config = cases_section(body, "config"), credentials = cases_section(body, "credentials");

	if (config.p)
		write_bytes(here->config, cases_read(here->world->arena, config));
	if (credentials.p)
		write_bytes(here->credentials, cases_read(here->world->arena, credentials));
}
