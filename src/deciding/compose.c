#include "deciding/compose.h"

static const char *path_of(struct arena *a, const struct node *service)
{
	const struct node *path = node_get(service, "path");

	return path && path->kind == NODE_STRING ? text_show(a, path->text, 80).p : "?";
}

const char *compose_services(struct world *w, const struct service *s)
{
	struct troubles kept = w->troubles;
	struct build b = { .arena = w->arena };
	const struct node *services;
	struct node *config = NULL;

	w->troubles = (struct troubles){ .arena = kept.arena };
	if (text_ends(text_of(s->file), ".js") || text_ends(text_of(s->file), ".ts") || !service_read(w, s, DATES_TAGGED, &config))
		config = NULL;
	w->troubles = kept;
	services = node_get(config, "services");
	for (size_t i = 0; services && services->kind == NODE_MAP && i < services->count; i++)
		build_format(&b, "%s%s (%s)", i ? ", " : "", text_show(w->arena, services->entries[i].key, 40).p,
			     path_of(w->arena, services->entries[i].value));
	return build_done(&b).p;
}
