#include "credentials/jsonvalue.h"

#include <string.h>

#include "credentials/wipe.h"

enum { LARGEST = 1024 * 1024 };

void jsonvalue_begin(void)
{
	json_set_alloc_funcs(wipe_malloc, wipe_free);
}

json_t *jsonvalue_object(struct text bytes)
{
	json_t *value = bytes.n && bytes.n <= LARGEST ? json_loadb(bytes.p, bytes.n, 0, NULL) : NULL;

	if (json_is_object(value))
		return value;
	json_decref(value);
	return NULL;
}

struct text jsonvalue_text(struct arena *a, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_string(value))
		return TEXT_NONE;
	return text_copy(a, (struct text){ json_string_value(value), json_string_length(value) });
}

bool jsonvalue_number(const json_t *object, const char *key, int64_t *out)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_number(value))
		return false;
	*out = json_is_integer(value) ? (int64_t)json_integer_value(value) : (int64_t)json_real_value(value);
	return true;
}

void jsonvalue_set(json_t *object, const char *key, struct text value)
{
	if (value.p)
		json_object_set_new(object, key, json_stringn(value.p, value.n));
	else
		json_object_del(object, key);
}

struct text jsonvalue_print(struct arena *a, const json_t *value, unsigned indent)
{
	char *printed = json_dumps(value, JSON_INDENT(indent) | JSON_ENSURE_ASCII);
	struct text t = text_copy(a, text_of(printed ? printed : ""));

	wipe_free(printed);
	return t;
}
