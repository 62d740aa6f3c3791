#include "reading/words.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What the backslash before *i stands for, inside `quote` (0: outside quotes). */
static bool escaped(struct build *b, struct text t, size_t *i, char quote)
{
	if (++*i >= t.n)
		return false;
	if (quote && t.p[*i] != '"' && t.p[*i] != '\\')
		build_char(b, '\\');
	build_char(b, t.p[*i]);
	return true;
}

static bool one_word(struct arena *a, struct text t, size_t *i, struct text *word)
{
	struct build b = { .arena = a };
	char quote = 0;

	for (; *i < t.n && (quote || !is_blank(t.p[*i])); ++*i) {
		char c = t.p[*i];

		if (quote && c == quote)
			quote = 0;
		else if (!quote && (c == '\'' || c == '"'))
			quote = c;
		else if (c != '\\' || quote == '\'')
			build_char(&b, c);
		else if (!escaped(&b, t, i, quote))
			return false;
	}
	*word = build_done(&b);
	return !quote;
}

bool words_split(struct arena *a, struct text t, struct text **words, size_t *count)
{
	size_t capacity = 0;

	*words = NULL;
	*count = 0;
	for (size_t i = 0;;) {
		while (i < t.n && is_blank(t.p[i]))
			i++;
		if (i == t.n)
			return true;
		*words = arena_grow(a, *words, *count, &capacity, sizeof **words);
		if (!one_word(a, t, &i, &(*words)[(*count)++]))
			return false;
	}
}
