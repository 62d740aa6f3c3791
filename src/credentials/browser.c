#include "credentials/browser.h"

#include <string.h>

#include "ground/process.h"

enum { MOST_WORDS = 16 };

static bool can_run(struct world *w, const char *path)
{
	struct file_facts f = world_facts(w, path);

	return f.kind == FILE_REGULAR && (f.mode & 0111);
}

/* Where the command is, as a shell finds it; NULL: nowhere. */
static const char *find(struct world *w, const char *command)
{
	const char *path = world_environment(w, "PATH");

	if (strchr(command, '/'))
		return can_run(w, command) ? command : NULL;
	for (; path && *path; path += path[0] == ':') {
		size_t n = strcspn(path, ":");
		const char *file = arena_format(w->arena, "%.*s/%s", (int)n, path, command);

		if (n && can_run(w, file))
			return file;
		path += n;
	}
	return NULL;
}

/* The command's words, the address in the place of %s, or at the end. */
static bool start(struct world *w, struct text command, const char *url)
{
	char *arguments[MOST_WORDS + 2];
	size_t count = 0;
	bool placed = false;
	const char *program;

	for (size_t i = 0; i < command.n && count < MOST_WORDS;) {
		size_t from = i;

		while (i < command.n && command.p[i] != ' ')
			i++;
		if (i > from) {
			char *word = arena_copy(w->arena, command.p + from, i - from), *mark = strstr(word, "%s");

			if (mark)
				word = arena_format(w->arena, "%.*s%s%s", (int)(mark - word), word, url, mark + 2);
			placed |= mark != NULL;
			arguments[count++] = word;
		}
		i++;
	}
	if (!count || !(program = find(w, arguments[0])))
		return false;
	if (!placed)
		arguments[count++] = arena_string(w->arena, url);
	arguments[count] = NULL;
	return process_background(program, arguments);
}

/* Without a screen, what desktops offer would look for a browser in the terminal that it does not have. */
static bool has_screen(struct world *w)
{
#ifdef __APPLE__
	(void)w;
	return true;
#else
	const char *x = world_environment(w, "DISPLAY"), *wayland = world_environment(w, "WAYLAND_DISPLAY");

	return (x && *x) || (wayland && *wayland);
#endif
}

bool browser_open(struct world *w, const char *url)
{
#ifdef __APPLE__
	static const char desktop[] = "open";
#else
	static const char desktop[] = "xdg-open:x-www-browser";
#endif
	const char *own = world_environment(w, "BROWSER"), *list = own && *own ? own : has_screen(w) ? desktop : "";

	while (*list) {
		size_t n = strcspn(list, ":");

		if (start(w, (struct text){ list, n }, url))
			return true;
		list += n + (list[n] == ':');
	}
	return false;
}
