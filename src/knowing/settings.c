#include "knowing/settings.h"

#include <string.h>
#include <strings.h>

#include "reading/inifile.h"

enum { MAX_SETTINGS = 1 << 20, NETWORK_WAIT = 2000, LONGEST_WAIT = 60000 };

static void add(struct world *w, struct text_list *l, struct text t)
{
	l->items = arena_grow(w->arena, l->items, l->count, &l->capacity, sizeof *l->items);
	l->items[l->count++] = t;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* "a, b c": separated by commas; blanks around items do not count. */
static void split(struct world *w, struct text value, struct text_list *out)
{
	size_t from = 0;

	for (size_t i = 0; i <= value.n; i++) {
		size_t to = i;

		if (i < value.n && value.p[i] != ',' && value.p[i] != '\n')
			continue;
		while (from < to && is_blank(value.p[from]))
			from++;
		while (to > from && is_blank(value.p[to - 1]))
			to--;
		if (to > from)
			add(w, out, text_copy(w->arena, text_slice(value, from, to)));
		from = i + 1;
	}
}

/* As directories are compared: without links, "." and ".."; as it is written when it is not there. */
static struct text without_links(struct world *w, struct text t)
{
	const char *path = world_physical(w, t.p);

	return path ? text_of(path) : t;
}

static void expand_home(struct world *w, struct text_list *l, struct place at)
{
	const char *home = world_environment(w, "HOME");
	size_t kept = 0;

	for (size_t i = 0; i < l->count; i++) {
		struct text t = l->items[i];

		if (home && t.p[0] == '~' && (t.n == 1 || t.p[1] == '/'))
			t = text_format(w->arena, "%s%s", home, t.p + 1);
		while (t.n > 1 && t.p[t.n - 1] == '/')
			t = text_copy(w->arena, text_slice(t, 0, t.n - 1));
		if (t.p[0] == '/')
			l->items[kept++] = without_links(w, t);
		else
			trouble_warning(&w->troubles, at, "write an absolute path, or one that begins with ~/",
					"\"%s\" is no absolute path and covers nothing", t.p);
	}
	l->count = kept;
}

static bool yes_or_no(struct text value, bool *out)
{
	*out = text_is(value, "yes");
	return *out || text_is(value, "no");
}

/* "2", "0.5": decimal, and no longer than a person would sit there. */
static bool seconds(struct text value, unsigned *milliseconds)
{
	unsigned whole = 0, part = 0, scale = 1000;
	size_t i = 0;

	while (i < value.n && value.p[i] >= '0' && value.p[i] <= '9' && whole <= LONGEST_WAIT)
		whole = whole * 10 + (unsigned)(value.p[i++] - '0');
	if (!i)
		return false;
	if (i + 1 < value.n && value.p[i] == '.')
		for (i++; i < value.n && value.p[i] >= '0' && value.p[i] <= '9'; i++)
			part += (unsigned)(value.p[i] - '0') * (scale /= 10);
	if (i < value.n || whole > LONGEST_WAIT / 1000)
		return false;
	*milliseconds = whole * 1000 + part;
	return true;
}

static void read_property(struct world *w, struct settings *out, struct text section, const struct ini_property *p)
{
	const struct {
		const char *section, *key;
		struct text_list *list;
		bool paths;
	} known[] = {
		{ "trust", "paths", &out->trust_paths, true },
		{ "trust", "never", &out->trust_never, true },
		{ "guard", "stages", &out->guard_stages, false },
	};
	struct place at = { out->path, p->line, p->value_column };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_is(section, known[i].section) && text_is(p->key, known[i].key)) {
			known[i].list->count = 0;
			split(w, p->value, known[i].list);
			if (known[i].paths)
				expand_home(w, known[i].list, at);
			return;
		}
	if (text_is(section, "framework") && text_is(p->key, "wrap") && yes_or_no(p->value, &out->framework_wrap))
		return;
	if (text_is(section, "framework") && text_is(p->key, "ask") && yes_or_no(p->value, &out->framework_ask))
		return;
	if (text_is(section, "network") && text_is(p->key, "wait") && seconds(p->value, &out->network_wait))
		return;
	trouble_warning(&w->troubles, (struct place){ out->path, p->line, p->column }, "see `man slsenv`, CONFIGURATION",
			"unknown setting \"%s\" in [%s], or no value for it", p->key.p, section.p);
}

static const char *settings_path(struct world *w)
{
	const char *path = world_environment(w, "SLSENV_CONFIG"), *base;

	if (path && *path)
		return world_join(w, w->cwd ? w->cwd : "/", path);
	base = world_environment(w, "XDG_CONFIG_HOME");
	if (base && base[0] == '/')
		return world_join(w, base, "slsenv/config.ini");
	base = world_environment(w, "HOME");
	return base && base[0] == '/' ? world_join(w, base, ".config/slsenv/config.ini") : NULL;
}

static void read_file(struct world *w, struct settings *out, struct text bytes)
{
	struct ini_file f;

	ini_read(w->arena, bytes, INI_BOTOCORE, &f);
	for (size_t i = 0; i < f.problem_count; i++)
		if (ini_problem_refuses(f.problems[i].code)) {
			trouble_error(&w->troubles, (struct place){ out->path, f.problems[i].line, f.problems[i].column },
				      "correct the line", "%s", ini_problem_text(f.problems[i].code));
			break;
		}
	for (size_t i = 0; i < f.count; i++)
		for (size_t k = 0; k < f.sections[i].count; k++)
			read_property(w, out, f.sections[i].name, &f.sections[i].properties[k]);
}

void settings_read(struct world *w, struct settings *out)
{
	struct text bytes;
	enum read_result r;

	*out = (struct settings){ .path = settings_path(w), .network_wait = NETWORK_WAIT };
	split(w, TEXT("prod, production, live"), &out->guard_stages);
	if (!out->path)
		return;
	r = world_read(w, w->arena, out->path, MAX_SETTINGS, &bytes);
	if (r == READ_OK)
		read_file(w, out, bytes);
	else if (r != READ_MISSING)
		trouble_error(&w->troubles, (struct place){ out->path, 0, 0 }, "mend or remove it", "the settings file %s",
			      read_result_text(r));
}

bool settings_is_guarded(const struct settings *s, struct text stage)
{
	for (size_t i = 0; i < s->guard_stages.count; i++)
		if (stage.n == s->guard_stages.items[i].n && strncasecmp(stage.p, s->guard_stages.items[i].p, stage.n) == 0)
			return true;
	return false;
}

bool settings_covers(const struct text_list *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++) {
		struct text t = list->items[i];

		if (strncmp(path, t.p, t.n) == 0 && (path[t.n] == 0 || path[t.n] == '/' || t.n == 1))
			return true;
	}
	return false;
}
