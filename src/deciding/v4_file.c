#include "deciding/v4_file.h"

#include <string.h>

/* In v4's order; `extensions` NULL: any. */
static const struct {
	const char *stem, *extensions;
} kinds[] = {
	{ "serverless-compose", NULL },
	{ "samconfig", " .toml .yaml .yml " },
	{ "template", " .yaml .yml .json " },
	{ "serverless", NULL },
};

/* The name without its last extension must be the stem; a leading dot begins no extension. */
static bool fits(struct world *w, const char *name, const char *stem, const char *extensions)
{
	const char *dot = strrchr(name, '.');
	size_t n = dot && dot > name ? (size_t)(dot - name) : strlen(name);

	if (strlen(stem) != n || strncmp(name, stem, n) != 0)
		return false;
	return !extensions || (name[n] && strcasestr(extensions, arena_format(w->arena, " %s ", name + n)));
}

const char *v4_file(struct world *w, const char *directory)
{
	struct text *names;
	size_t count;

	if (!world_list(w, directory, &names, &count))
		return NULL;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < count; i++)
			if (fits(w, names[i].p, kinds[k].stem, kinds[k].extensions) &&
			    world_link_facts(w, world_join(w, directory, names[i].p)).kind == FILE_REGULAR)
				return names[i].p;
	return NULL;
}
