#include "knowing/sections.h"

#include <string.h>

#include "reading/iniproblem.h"
#include "reading/words.h"

static bool is_named(struct world *w, const struct ini_section *s, const char *kind, struct text name)
{
	struct text *words;
	size_t count;

	return text_starts(s->name, kind) && words_split(w->secrets, s->name, &words, &count) && count == 2 &&
	       text_equal(words[1], name);
}

const struct ini_section *section_find(struct world *w, const struct profiles *p, const char *kind, struct text name)
{
	for (size_t i = p->config.count; i > 0; i--)
		if (is_named(w, &p->config.sections[i - 1], kind, name))
			return &p->config.sections[i - 1];
	return NULL;
}

struct profile_value section_get(const struct profiles *p, const struct ini_section *s, const char *key)
{
	const struct ini_property *found = ini_property(s, key);

	if (!found)
		found = ini_property(ini_section(&p->config, TEXT("DEFAULT")), key);
	if (!found)
		return (struct profile_value){ .value = TEXT_NONE };
	return (struct profile_value){ .value = found->value, .at = { p->config_path, found->line, found->value_column } };
}

bool section_check(struct world *w, const struct profiles *p, const struct ini_section *s)
{
	for (size_t i = 0; i < p->config.problem_count; i++) {
		const struct ini_problem *q = &p->config.problems[i];

		if (q->section >= 0 && &p->config.sections[q->section] == s)
			return trouble_error(&w->troubles, (struct place){ p->config_path, q->line, q->column },
					     ini_problem_todo(q->code), "unable to parse config file: %s",
					     ini_problem_text(q->code));
	}
	return true;
}

static struct text trimmed(struct text t)
{
	size_t from = 0, to = t.n;

	while (from < to && strchr(" \t", t.p[from]))
		from++;
	while (to > from && strchr(" \t", t.p[to - 1]))
		to--;
	return text_slice(t, from, to);
}

struct profile_value section_nested(struct arena *a, struct profile_value block, const char *key)
{
	struct profile_value found = { .value = TEXT_NONE };
	struct text rest = block.value;

	if (!rest.n || rest.p[0] != '\n')
		return found;
	for (unsigned line = block.at.line; rest.n; line++) {
		const char *end = memchr(rest.p, '\n', rest.n), *equals;
		struct text one = text_slice(rest, 0, end ? (size_t)(end - rest.p) : rest.n);

		rest = text_slice(rest, end ? one.n + 1 : rest.n, rest.n);
		equals = one.n ? memchr(one.p, '=', one.n) : NULL;
		if (!equals || !text_is(trimmed(text_slice(one, 0, (size_t)(equals - one.p))), key))
			continue;
		found = (struct profile_value){ /* of several the last one counts */
			.value = text_copy(a, trimmed(text_slice(one, (size_t)(equals - one.p) + 1, one.n))),
			.at = { block.at.file, line, 0 },
		};
	}
	return found;
}
