#include "telling/environment.h"

#include <string.h>

static bool is_changed(const char *entry, const struct change *changes, size_t count)
{
	size_t n = strcspn(entry, "=");

	for (size_t i = 0; i < count; i++)
		if (strncmp(entry, changes[i].name, n) == 0 && changes[i].name[n] == 0)
			return true;
	return false;
}

char **environment_with(struct world *w, const struct change *changes, size_t count)
{
	size_t have = 0, n = 0;
	char **out;

	while (w->environment && w->environment[have])
		have++;
	out = arena_array(w->secrets, have + count + 1, sizeof *out);
	for (size_t i = 0; i < have; i++)
		if (!is_changed(w->environment[i], changes, count) && strncmp(w->environment[i], "__SLSENV_", 9) != 0)
			out[n++] = w->environment[i];
	for (size_t i = 0; i < count; i++)
		if (changes[i].value.p)
			out[n++] = arena_format(w->secrets, "%s=%s", changes[i].name, changes[i].value.p);
	return out;
}
