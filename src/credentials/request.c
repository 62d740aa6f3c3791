#include "credentials/request.h"

#include <string.h>

static const char from[] = "request";

/* Cuts the next line off `rest`; the newline of the last line may be missing. */
static struct text next_line(struct text *rest)
{
	const char *end = memchr(rest->p, '\n', rest->n);
	size_t n = end ? (size_t)(end - rest->p) : rest->n;
	struct text line = text_slice(*rest, 0, n);

	*rest = text_slice(*rest, end ? n + 1 : n, rest->n);
	return line;
}

static bool parse_field(struct troubles *troubles, struct text line, unsigned number, struct field *out)
{
	const char *equals = memchr(line.p, '=', line.n);
	size_t n = equals ? (size_t)(equals - line.p) : 0;

	out->at = (struct place){ from, number, 1 };
	if (text_has_nul(line) || !text_is_utf8(line))
		return trouble_error(troubles, out->at, NULL, "is not UTF-8 text");
	if (!n)
		return trouble_error(troubles, out->at, "write KEY=VALUE", "has no key");
	out->key = text_slice(line, 0, n);
	out->value = text_slice(line, n + 1, line.n);
	return true;
}

static bool check_version(struct troubles *troubles, const struct field *f)
{
	if (!text_is(f->key, "protocol"))
		return trouble_error(troubles, f->at, "begin with protocol=1", "does not say which protocol follows");
	if (!text_is(f->value, "1"))
		return trouble_error(troubles, f->at, "install slsenv and slsenv-credentials from the same version",
		                     "asks for protocol %s, this program speaks %d",
		                     text_show(troubles->arena, f->value, 20).p, REQUEST_PROTOCOL);
	return true;
}

static bool add_field(struct troubles *troubles, struct request *r, const struct field *f)
{
	for (size_t i = 0; i < r->count; i++)
		if (text_equal(r->fields[i].key, f->key))
			return trouble_error(troubles, f->at, NULL, "%s is given twice",
			                     text_show(troubles->arena, f->key, 40).p);
	if (r->count == REQUEST_FIELDS)
		return trouble_error(troubles, f->at, NULL, "more than %d fields", REQUEST_FIELDS);
	r->fields[r->count++] = *f;
	return true;
}

bool request_parse(struct troubles *troubles, struct text bytes, struct request *out)
{
	struct field f;
	unsigned number = 0;

	out->count = 0;
	if (!bytes.n)
		return trouble_error(troubles, (struct place){ from, 0, 0 }, "begin with protocol=1", "is empty");
	while (bytes.n) {
		if (!parse_field(troubles, next_line(&bytes), ++number, &f))
			return false;
		if (number == 1 ? !check_version(troubles, &f) : !add_field(troubles, out, &f))
			return false;
	}
	return true;
}

const struct field *request_field(const struct request *r, const char *key)
{
	for (size_t i = 0; i < r->count; i++)
		if (text_is(r->fields[i].key, key))
			return &r->fields[i];
	return NULL;
}
