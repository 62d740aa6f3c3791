#include "knowing/awspaths.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

static bool is_name_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The variable's name behind the '$' at `p`, and behind the whole reference; NULL: that is no reference. */
static const char *reference(struct world *w, const char *p, const char **end)
{
	const char *from = p + 1, *to = from;

	if (*from == '{') {
		to = strchr(++from, '}');
		*end = to ? to + 1 : NULL;
		return to ? arena_copy(w->arena, from, (size_t)(to - from)) : NULL;
	}
	while (is_name_character(*to))
		to++;
	*end = to;
	return to > from ? arena_copy(w->arena, from, (size_t)(to - from)) : NULL;
}

static const char *expand_variables(struct world *w, const char *path)
{
	struct build b = { .arena = w->arena };
	const char *name, *value, *end;

	for (; *path; path = end) {
		name = *path == '$' ? reference(w, path, &end) : NULL;
		end = name ? end : path + 1;
		value = name && *name ? world_environment(w, name) : NULL;
		build_text(&b, value ? text_of(value) : (struct text){ path, (size_t)(end - path) });
	}
	return build_done(&b).p;
}

/* The only question that the world does not know: it is asked when HOME is not set, or of somebody else. */
static const char *home_in_passwd(struct world *w, const char *user)
{
	const struct passwd *entry = user ? getpwnam(user) : getpwuid(getuid());

	return entry && entry->pw_dir ? arena_string(w->arena, entry->pw_dir) : NULL;
}

static const char *home_of(struct world *w, const char *user)
{
	const char *home = *user ? NULL : world_environment(w, "HOME");

	return home ? home : home_in_passwd(w, *user ? user : NULL);
}

static const char *expand_home(struct world *w, const char *path)
{
	size_t n = strcspn(path, "/"), length;
	const char *home, *whole;

	if (path[0] != '~')
		return path;
	home = home_of(w, arena_copy(w->arena, path + 1, n - 1));
	if (!home)
		return path;
	for (length = strlen(home); length && home[length - 1] == '/';)
		length--;
	whole = arena_format(w->arena, "%.*s%s", (int)length, home, path + n);
	return *whole ? whole : "/";
}

const char *aws_fixed_path(struct world *w, const char *path)
{
	path = expand_home(w, expand_variables(w, path));
	if (path[0] == '/' || path[0] == 0)
		return path;
	return w->cwd ? world_join(w, w->cwd, path) : "";
}

const char *aws_path(struct world *w, const char *variable, const char *otherwise)
{
	const char *set = world_environment(w, variable);

	return aws_fixed_path(w, set ? set : otherwise);
}
