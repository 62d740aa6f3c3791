#include "credentials/awsfile.h"

#include <stdarg.h>

#include "credentials/cachename.h"
#include "ground/process.h"
#include "ground/replace.h"
#include "knowing/awspaths.h"

enum { LARGEST = 1024 * 1024, TRIES = 10, PAUSE = 30 };

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

static struct text refresh_token(struct world *w, const json_t *object)
{
	return jsonvalue_text(w->secrets, object, "refreshToken");
}

/* What we changed since `before`, into `theirs`. */
static void carry(json_t *theirs, const json_t *before, const json_t *ours)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)ours, key, value)
		if (!json_equal(json_object_get(before, key), value))
			json_object_set(theirs, key, value);
}

/* The file as it is now, with our changes in it; false when it shall stay as it is. The AWS CLI writes in place: what is no object may be one
 * in a moment. */
static bool read_again(struct world *w, const char *path, const json_t *before, const json_t *ours, struct awsfile *now)
{
	awsfile_done(now);
	for (int i = 0; i < TRIES; i++) {
		awsfile_read(w, path, now);
		if (now->object || !now->found || now->open)
			break;
		process_pause(PAUSE);
	}
	if (!now->object || !text_equal(refresh_token(w, now->object), refresh_token(w, before)))
		return false;
	carry(now->object, before, ours);
	return true;
}

static enum replaced write_once(struct world *w, const char *path, const struct awsfile *f)
{
	return replace_file(w, path, f->bytes, jsonvalue_print(w->secrets, f->object, 0), true);
}

bool awsfile_write(struct world *w, const char *path, const struct awsfile *f)
{
	const char *real = world_physical(w, path);
	struct awsfile now = { .object = json_incref(f->object) };
	json_t *before;
	enum replaced done;
	int lock;

	path = real ? real : path;
	if (!replace_lock(path, &lock)) {
		awsfile_done(&now);
		return false;
	}
	before = jsonvalue_object(f->bytes);
	done = write_once(w, path, f);
	for (int i = 0; i < TRIES && done == REPLACE_CHANGED && read_again(w, path, before, f->object, &now); i++)
		done = write_once(w, path, &now);
	replace_unlock(lock);
	json_decref(before);
	awsfile_done(&now);
	return done != REPLACE_FAILED;
}
