#include "credentials/programenv.h"

#include <string.h>

#include "knowing/ours.h"

static const char chain_variable[] = "_AWS_CLI_PROFILE_CHAIN";

/* One value, quoted as in CSV when it has to be. */
static void add_name(struct build *b, struct text name)
{
	bool quote = false;

	for (size_t i = 0; i < name.n; i++)
		quote = quote || strchr(",\"\r\n", name.p[i]);
	build_string(b, b->n ? "," : "");
	build_string(b, quote ? "\"" : "");
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"')
			build_char(b, '"');
		build_char(b, name.p[i]);
	}
	build_string(b, quote ? "\"" : "");
}

/* The value that begins at *p, which then stands behind its comma or at the end. */
static struct text next_name(struct arena *a, const char **p)
{
	struct build b = { .arena = a };
	bool quoted = **p == '"';

	for (*p += quoted; **p; ++*p) {
		if (!quoted && **p == ',')
			break;
		if (quoted && **p == '"' && (*p)[1] != '"') {
			quoted = false;
			continue;
		}
		*p += quoted && **p == '"';
		build_char(&b, **p);
	}
	*p += **p == ',';
	return build_done(&b);
}

size_t program_chain(struct world *w, struct text **names)
{
	const char *p = world_environment(w, chain_variable);
	size_t count = 0, capacity = 0;

	*names = NULL;
	while (p && *p && count < 64) {
		*names = arena_grow(w->arena, *names, count, &capacity, sizeof **names);
		(*names)[count++] = next_name(w->arena, &p);
	}
	return count;
}

static struct text longer_chain(struct world *w, struct text profile)
{
	struct build b = { .arena = w->arena };
	struct text *names;
	size_t count = program_chain(w, &names);

	build_format(&b, "%s=", chain_variable);
	if (count || profile.n) {
		struct build list = { .arena = w->arena };

		for (size_t i = 0; i < count; i++)
			add_name(&list, names[i]);
		add_name(&list, profile);
		build_text(&b, build_done(&list));
	}
	return build_done(&b);
}

/* The variable of ours that this entry of the environment sets; NULL: the person's. */
static const struct ours_variable *ours_of(const struct ours *o, const char *entry)
{
	for (size_t i = 0; i < o->count; i++) {
		size_t n = strlen(o->variables[i].name);

		if (o->variables[i].owner == OURS && strncmp(entry, o->variables[i].name, n) == 0 && entry[n] == '=')
			return &o->variables[i];
	}
	return NULL;
}

char **program_environment(struct world *w, struct text profile)
{
	size_t count = 0, kept = 0;
	struct ours ours;
	char **list;

	ours_read(w, false, &ours);
	while (w->environment && w->environment[count])
		count++;
	list = arena_array(w->secrets, count + ours.count + 2, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(chain_variable);
		bool is_chain = strncmp(w->environment[i], chain_variable, n) == 0 && w->environment[i][n] == '=';

		if (!is_chain && !ours_of(&ours, w->environment[i]))
			list[kept++] = w->environment[i];
	}
	for (size_t i = 0; i < ours.count; i++)
		if (ours.variables[i].owner == OURS && ours.variables[i].saved && ours.variables[i].before)
			list[kept++] = arena_format(w->secrets, "%s=%s", ours.variables[i].name, ours.variables[i].before);
	list[kept++] = arena_string(w->arena, longer_chain(w, profile).p);
	list[kept] = NULL;
	return list;
}
