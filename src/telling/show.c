#include "telling/show.h"

#include <string.h>

static bool below(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	return n > 1 && strncmp(path, dir, n) == 0 && path[n] == '/';
}

const char *show_path(struct world *w, const char *path)
{
	const char *home = w->ops->environment(w, "HOME");

	if (w->cwd && below(path, w->cwd) && !(home && strcmp(w->cwd, home) == 0))
		path += strlen(w->cwd) + 1;
	else if (home && below(path, home))
		path = arena_format(w->arena, "~%s", path + strlen(home));
	return text_show(w->arena, text_of(path), 0).p;
}

const char *show_place(struct world *w, struct place at)
{
	if (!at.file)
		return "";
	at.file = show_path(w, at.file);
	return place_text(w->arena, at).p;
}

const char *show_text(struct world *w, struct text t)
{
	return t.p ? text_show(w->arena, t, 200).p : "-";
}

const char *show_value(struct world *w, const struct node *n)
{
	struct text t;

	switch (n ? n->kind : NODE_NULL) {
	case NODE_STRING:
		return arena_format(w->arena, "\"%s\"", text_show(w->arena, n->text, 120).p);
	case NODE_LIST:
		return "a list";
	case NODE_MAP:
		return "a map";
	case NODE_NULL:
		return "null";
	case NODE_BOOLEAN:
	case NODE_NUMBER:
		break;
	}
	return node_text(w->arena, n, &t) ? t.p : "null";
}

const char *show_origin(struct world *w, const struct answer *a)
{
	if (!a->used)
		return "";
	return a->used->at.file ? show_place(w, a->used->at) : a->used->name;
}
