#include "credentials/awsfile.h"

#include <stdarg.h>

#include "credentials/cachename.h"
#include "ground/replace.h"
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

void awsfile_read(struct world *w, const char *path, struct awsfile *out)
{
	struct file_facts f;

	*out = (struct awsfile){ .object = NULL };
	w->ops->facts(w, path, true, &f);
	out->found = f.kind == FILE_REGULAR;
	out->open = out->found && (f.owner != w->user || (f.mode & 022));
	if (out->found && w->ops->read(w, w->secrets, path, LARGEST, &out->bytes) == READ_OK && !out->open)
		out->object = jsonvalue_object(out->bytes);
}

bool awsfile_distrusted(struct world *w, const char *path, const char *what, const char *also)
{
	return trouble_error(&w->troubles, (struct place){ path, 0, 0 },
			     arena_format(w->arena, "make it yours alone: chown and chmod 600%s", also),
			     "%s is not used: others can write to its file", what);
}

void awsfile_done(struct awsfile *f)
{
	json_decref(f->object);
	f->object = NULL;
}

bool awsfile_write(struct world *w, const char *path, const struct awsfile *f)
{
	const char *real = world_physical(w, path);
	enum replaced done;
	int lock;

	if (!replace_lock(real ? real : path, &lock))
		return false;
	done = replace_file(w, real ? real : path, f->bytes, jsonvalue_print(w->secrets, f->object, 0), true);
	replace_unlock(lock);
	return done != REPLACE_FAILED;
}
