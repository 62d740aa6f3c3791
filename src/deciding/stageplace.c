#include "deciding/stageplace.h"

#include <string.h>

enum { MAX_STARS = 12, MAX_STEPS = 5000, MAX_HOPS = 500 };

/* ---- what was written ------------------------------------------------------------------------------------------------ */

/* Behind the bracket that closes the "${" at `i`. */
static size_t behind(struct text t, size_t i)
{
	unsigned depth = 0;

	for (; i < t.n; i++) {
		if (t.p[i] == '$' && i + 1 < t.n && t.p[i + 1] == '{') {
			depth++;
			i++;
		} else if (t.p[i] == '}' && --depth == 0) {
			return i + 1;
		}
	}
	return t.n;
}

/* The `index`th source of "${a:b, c:d}", as it is written. */
static bool source_written(struct text expression, size_t index, struct text *out)
{
	size_t from = 2, i = 2, end = expression.n ? expression.n - 1 : 0;
	bool params = false;
	char quote = 0;

	for (; i < end; i++) {
		char c = expression.p[i];

		if (quote || c == '\'' || c == '"') {
			quote = !quote ? c : c == quote ? 0 : quote;
		} else if (c == '$' && expression.p[i + 1] == '{') {
			i = behind(expression, i) - 1;
		} else if (c == '(' || c == ')') {
			params = c == '(';
		} else if (c == ',' && !params) {
			if (!index--)
				break;
			from = i + 1;
		}
	}
	if (i >= end && index)
		return false;
	*out = text_slice(expression, from < i ? from : i, i < end ? i : end);
	return true;
}

/* ---- which bytes of it came from variables ----------------------------------------------------------------------------- */

struct match {
	struct text written, asked;
	struct {
		size_t from, to;
	} stars[MAX_STARS];
	size_t count, steps;
};

static bool is_noise(char c)
{
	return c == ' ' || c == '"' || c == '\'';
}

/* Matches `written` from `i` on with `asked` from `k` on; what stands for a variable is a star. Blanks and quotes do not count. */
static bool match(struct match *m, size_t i, size_t k)
{
	for (;;) {
		if (++m->steps > MAX_STEPS)
			return false;
		while (i < m->written.n && is_noise(m->written.p[i]))
			i++;
		if (i + 1 < m->written.n && m->written.p[i] == '$' && m->written.p[i + 1] == '{')
			break;
		while (k < m->asked.n && is_noise(m->asked.p[k]))
			k++;
		if (i == m->written.n || k == m->asked.n || m->written.p[i] != m->asked.p[k])
			return i == m->written.n && k == m->asked.n;
		i++;
		k++;
	}
	if (m->count == MAX_STARS)
		return false;
	m->stars[m->count].from = k;
	m->count++;
	for (size_t star = m->count - 1, to = k; to <= m->asked.n; to++) {
		m->stars[star].to = to;
		m->count = star + 1;
		if (match(m, behind(m->written, i), to))
			return true;
	}
	return false;
}

/* ---- the stage in them ------------------------------------------------------------------------------------------------- */

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static void add_place(struct stage_asked *out, bool in_path, size_t from, size_t n)
{
	if (out->count == STAGE_PLACES)
		return;
	out->places[out->count].in_path = in_path;
	out->places[out->count].from = from;
	out->places[out->count++].to = from + n;
}

/* The stage as a word of its own in what one variable gave; `part` of `asked` begins at `at`. */
static void look_in(struct text asked, size_t from, size_t to, struct text stage, size_t at, size_t end, bool in_path,
		    struct stage_asked *out)
{
	from = from > at ? from : at;
	to = to < end ? to : end;
	for (size_t i = from; i + stage.n <= to; i++) {
		if (memcmp(asked.p + i, stage.p, stage.n) != 0 || (i > from && is_word(asked.p[i - 1])) ||
		    (i + stage.n < to && is_word(asked.p[i + stage.n])))
			continue;
		add_place(out, in_path, i - at, stage.n);
		i += stage.n - 1;
	}
}

/* "file(PATH, PARAMS):ADDRESS" and "self:ADDRESS" taken apart: where path and address begin and end. */
static bool take_apart(struct text asked, size_t *path, size_t *path_end, size_t *address)
{
	const char *close, *comma;

	*path = *path_end = 0;
	*address = 5;
	if (text_starts(asked, "self:"))
		return true;
	if (!text_starts(asked, "file("))
		return false;
	close = strstr(asked.p, "):");
	*path = 5;
	*path_end = close ? (size_t)(close - asked.p) : asked.n - 1;
	*address = close ? *path_end + 2 : asked.n;
	comma = strstr(asked.p, ", ");
	if (comma && (size_t)(comma - asked.p) < *path_end)
		*path_end = (size_t)(comma - asked.p);
	return asked.n > 5;
}

static bool names_the_stage(const struct hop *h)
{
	return strstr(h->expression.p, "opt:stage") || strstr(h->expression.p, "sls:stage") || strstr(h->expression.p, "provider.stage");
}

/* Does it, or what it needed, ask for the stage? */
static bool is_by_stage(const struct hop *h, unsigned *left)
{
	if (!*left)
		return false;
	--*left;
	if (names_the_stage(h))
		return true;
	for (size_t i = 0; i < h->part_count; i++)
		for (const struct hop *part = h->parts[i]; part; part = part->sibling)
			if (is_by_stage(part, left))
				return true;
	return false;
}

/* What the `i`th source was asked for. */
static struct text asked_of(const struct hop *h, size_t i)
{
	if (i < h->passed_count)
		return h->passed[i].source;
	if (i > h->passed_count)
		return TEXT_NONE;
	return h->answered.p ? h->answered : h->stuck;
}

bool stage_asked(struct arena *a, const struct hop *h, size_t i, struct text stage, struct stage_asked *out)
{
	struct match m = { .count = 0 };
	unsigned left = MAX_HOPS;
	size_t path, path_end, address;

	*out = (struct stage_asked){ .count = 0 };
	m.asked = asked_of(h, i);
	if (!m.asked.p)
		return i < h->passed_count;
	if (!stage.n || !take_apart(m.asked, &path, &path_end, &address) || !source_written(h->expression, i, &m.written) ||
	    !memchr(m.written.p, '$', m.written.n) || !is_by_stage(h, &left) || !match(&m, 0, 0))
		return true;
	out->path = path ? text_copy(a, text_slice(m.asked, path, path_end)) : TEXT_NONE;
	out->address = text_slice(m.asked, address, m.asked.n);
	for (size_t k = 0; k < m.count; k++) {
		look_in(m.asked, m.stars[k].from, m.stars[k].to, stage, path, path_end, true, out);
		look_in(m.asked, m.stars[k].from, m.stars[k].to, stage, address, m.asked.n, false, out);
	}
	return true;
}
