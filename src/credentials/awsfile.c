#include "credentials/awsfile.h"

#include <stdarg.h>

#include "credentials/cachename.h"
#include "ground/store.h"
#include "knowing/awspaths.h"

enum { LARGEST = 1024 * 1024 };

const char *awsfile_path(struct world *w, const char *dir, const char *kind, ...)
{
	struct troubles quiet = { .arena = w->arena };
	struct request request = { .count = 0 };
	const char *key;
	struct text name;
	va_list fields;

	va_start(fields, kind);
	while ((key = va_arg(fields, const char *))) {
		const struct text *value = va_arg(fields, const struct text *);

		if (value->p && request.count < REQUEST_FIELDS)
			request.fields[request.count++] = (struct field){ .key = text_of(key), .value = *value };
	}
	va_end(fields);
	if (!cache_name(&quiet, cache_kind_find(kind), &request, &name))
		return NULL;
	dir = aws_fixed_path(w, dir);
	return *dir ? world_join(w, dir, name.p) : NULL;
}

json_t *awsfile_read(struct world *w, const char *path, bool *found)
{
	struct file_facts f;
	struct text bytes;

	w->ops->facts(w, path, true, &f);
	if (found)
		*found = f.kind == FILE_REGULAR;
	if (f.kind != FILE_REGULAR || f.owner != w->user || (f.mode & 022))
		return NULL;
	return w->ops->read(w, w->secrets, path, LARGEST, &bytes) == READ_OK ? jsonvalue_object(bytes) : NULL;
}

bool awsfile_write(struct world *w, const char *path, const json_t *value)
{
	return store_replace(w, path, jsonvalue_print(w->secrets, value, 0));
}
