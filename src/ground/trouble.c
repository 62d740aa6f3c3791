#include "ground/trouble.h"

#include <stdarg.h>
#include <string.h>

static bool same(const struct trouble *t, struct place at, const char *what)
{
	bool files = (!t->at.file && !at.file) || (t->at.file && at.file && strcmp(t->at.file, at.file) == 0);

	return files && t->at.line == at.line && t->at.column == at.column && strcmp(t->what, what) == 0;
}

static void add(struct troubles *list, enum trouble_level level, struct place at, const char *todo, const char *what)
{
	struct trouble *t;

	for (t = list->first; t; t = t->next)
		if (same(t, at, what)) {
			t->level = level > t->level ? level : t->level;
			return;
		}
	t = arena_alloc(list->arena, sizeof *t);
	*t = (struct trouble){ .level = level, .at = at, .what = what, .todo = todo };
	if (list->last)
		list->last->next = t;
	else
		list->first = t;
	list->last = t;
}

bool trouble_error(struct troubles *list, struct place at, const char *todo, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(list, TROUBLE_ERROR, at, todo, arena_vformat(list->arena, format, args));
	va_end(args);
	return false;
}

void trouble_warning(struct troubles *list, struct place at, const char *todo, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(list, TROUBLE_WARNING, at, todo, arena_vformat(list->arena, format, args));
	va_end(args);
}

void trouble_forget(struct troubles *list, struct trouble *last)
{
	list->last = last;
	if (last)
		last->next = NULL;
	else
		list->first = NULL;
}

const struct trouble *trouble_first_error(const struct troubles *list)
{
	for (const struct trouble *t = list->first; t; t = t->next)
		if (t->level == TROUBLE_ERROR)
			return t;
	return NULL;
}

struct text place_text(struct arena *a, struct place at)
{
	struct build b = { .arena = a };

	if (at.file)
		build_string(&b, at.file);
	if (at.file && at.line)
		build_format(&b, ":%u", at.line);
	if (at.file && at.line && at.column)
		build_format(&b, ":%u", at.column);
	return build_done(&b);
}

struct text trouble_line(struct arena *a, const struct trouble *t)
{
	struct build b = { .arena = a };

	if (t->at.file) {
		build_text(&b, place_text(a, t->at));
		build_string(&b, ": ");
	}
	build_string(&b, t->what);
	if (t->todo) {
		build_string(&b, " - ");
		build_string(&b, t->todo);
	}
	return text_show(a, build_done(&b), 0);
}
