#include "reading/inidiff.h"

#include <string.h>

/* One key, as each of the two has it; NULL: not there, or empty. */
struct pair {
	const struct ini_file *botocore, *javascript;
	const struct ini_section *ours, *theirs;
	const struct ini_property *our, *their;
	bool inherited; /* `our` stands in [DEFAULT] */
};

static const struct ini_property *filled(const struct ini_property *p)
{
	return p && p->value.n ? p : NULL;
}

static struct pair look_up(struct pair sections, const char *key)
{
	struct pair pair = sections;

	pair.our = ini_property(pair.ours, key);
	if (!pair.our) {
		pair.our = ini_property(ini_section(pair.botocore, TEXT("DEFAULT")), key);
		pair.inherited = pair.our != NULL;
	}
	pair.our = filled(pair.our);
	pair.their = filled(ini_property(pair.theirs, key));
	return pair;
}

/* The section whose header is the last one at or above `line`. */
static const struct ini_section *section_at(const struct ini_file *f, unsigned line)
{
	const struct ini_section *found = NULL;

	for (size_t i = 0; i < f->count; i++)
		if (f->sections[i].line <= line && (!found || f->sections[i].line > found->line))
			found = &f->sections[i];
	return found;
}

static struct ini_problem header(enum ini_problem_code code, const struct ini_section *s)
{
	return (struct ini_problem){ code, s->line, s->column, -1 };
}

static struct ini_problem key_line(enum ini_problem_code code, const struct ini_property *p)
{
	return (struct ini_problem){ code, p->line, p->column, -1 };
}

/* Serverless has the key, from a line that means something else to botocore. */
static struct ini_problem only_theirs(const struct pair *pair)
{
	const struct ini_section *owner = section_at(pair->botocore, pair->their->line);

	if (owner && owner != pair->ours)
		return header(INI_SECTION_NOT_SEEN, owner);
	return key_line(INI_SWALLOWED_KEY, pair->their);
}

static struct ini_problem comment(const struct ini_property *p, size_t offset)
{
	unsigned column = p->value_column + ini_characters(p->value, offset);

	return (struct ini_problem){ INI_INLINE_COMMENT, p->line, column, -1 };
}

/* Only botocore has the key. */
static struct ini_problem only_ours(const struct pair *pair)
{
	const struct ini_section *owner = section_at(pair->javascript, pair->our->line);

	if (pair->inherited)
		return key_line(INI_KEY_INHERITED, pair->our);
	if (!pair->theirs)
		return header(INI_SECTION_NOT_SEEN, pair->ours);
	if (owner && owner != pair->theirs && owner->line > pair->ours->line)
		return header(INI_SWALLOWED_KEY, owner);
	if (ini_comment(pair->our->value) == 0)
		return comment(pair->our, 0);
	return key_line(INI_KEY_NOT_SEEN, pair->our);
}

/* Both read the same line, and stop in different places. */
static struct ini_problem two_ends(const struct pair *pair)
{
	struct text first = pair->our->value;
	const char *newline = memchr(first.p, '\n', first.n);
	size_t from = 0;

	if (newline)
		first.n = (size_t)(newline - first.p);
	while (from < first.n && (first.p[from] == '#' || first.p[from] == ';')) /* it would have been none of theirs */
		from++;
	if (!text_equal(first, pair->their->value))
		return comment(pair->our, from + ini_comment(text_slice(first, from, first.n)));
	return (struct ini_problem){ INI_SWALLOWED_KEY, pair->our->continued, pair->our->continued_column, -1 };
}

static struct ini_problem explain(const struct pair *pair)
{
	if (!pair->their)
		return only_ours(pair);
	if (!pair->our || pair->our->line != pair->their->line)
		return only_theirs(pair);
	return two_ends(pair);
}

static bool agree(const struct pair *pair)
{
	return pair->our && pair->their ? text_equal(pair->our->value, pair->their->value) : !pair->our && !pair->their;
}

static bool is_listed(const struct ini_problem *list, size_t count, const struct ini_problem *one)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].code == one->code && list[i].line == one->line)
			return true;
	return false;
}

struct ini_problem *ini_differences(struct arena *a, const struct ini_file *botocore, const struct ini_file *javascript,
				    struct text name, const char *const *keys, size_t *count)
{
	struct pair sections = { .botocore = botocore, .javascript = javascript,
				 .ours = ini_section(botocore, name), .theirs = ini_section(javascript, name) };
	struct ini_problem *list = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; sections.ours && keys[i]; i++) {
		struct pair pair = look_up(sections, keys[i]);
		struct ini_problem found;

		if (agree(&pair))
			continue;
		found = explain(&pair);
		if (is_listed(list, *count, &found))
			continue;
		list = arena_grow(a, list, *count, &capacity, sizeof *list);
		list[(*count)++] = found;
	}
	return list;
}
