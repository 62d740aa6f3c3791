#include "reading/dotexpand.h"

#include <string.h>

#include "reading/jsreplace.h"

struct reference {
	size_t at, end;
	struct text name, otherwise; /* ${NAME:-OTHERWISE} */
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* \${?(\w+)(?::-([^}\\]*))?}? at the last dollar that has no backslash before it. */
static bool last_reference(struct text t, struct reference *out)
{
	size_t i = t.n, k;

	while (i && !(t.p[i - 1] == '$' && (i == 1 || t.p[i - 2] != '\\')))
		i--;
	if (!i)
		return false;
	out->at = i - 1;
	i += i < t.n && t.p[i] == '{';
	for (k = i; k < t.n && is_word(t.p[k]); k++)
		;
	out->name = text_slice(t, i, k);
	out->otherwise = TEXT("");
	if (k + 1 < t.n && t.p[k] == ':' && t.p[k + 1] == '-') {
		i = k += 2;
		while (k < t.n && t.p[k] != '}' && t.p[k] != '\\')
			k++;
		out->otherwise = text_slice(t, i, k);
	}
	out->end = k + (k < t.n && t.p[k] == '}');
	return out->name.n > 0;
}

static struct text value_for(const struct expansion *x, const struct reference *r)
{
	struct text value = dotexpand_environment(x, r->name);
	const struct dotenv_entry *e = dotenv_find(x->d, r->name);

	if (value.n)
		return value;
	if (r->otherwise.n)
		return r->otherwise;
	return e ? e->value : TEXT("");
}

bool dotexpand_rightmost(const struct expansion *x, struct text value, struct text *out)
{
	struct reference r;

	for (size_t steps = 0; last_reference(value, &r); steps++) {
		if (!dotexpand_goes_on(x, value, steps))
			return false;
		value = js_replace(x->arena, value, text_slice(value, r.at, r.end), value_for(x, &r));
	}
	*out = value;
	return true;
}
