#include "obtaining/handed.h"

#include <stdio.h>
#include <string.h>

#include "ground/store.h"
#include "reading/json.h"

enum { LARGEST_NOTE = 100, KEEP_DAYS = 30 };

static const char prefix[] = "handed-";

static struct text string(const struct node *n, const char *key)
{
	const struct node *value = node_get(n, key);

	return value && value->kind == NODE_STRING && value->text.n ? value->text : TEXT_NONE;
}

/* Nothing of it may stay in memory that is not wiped, and none of it is fit to be told. */
static struct node *read_secretly(struct world *w, struct text json)
{
	struct troubles kept = w->troubles;
	struct arena *arena = w->arena;
	struct node *n = NULL;

	w->arena = w->secrets;
	w->troubles = (struct troubles){ .arena = w->secrets };
	if (!json_read(w, "answer", json, &n))
		n = NULL;
	w->arena = arena;
	w->troubles = kept;
	return n;
}

bool handed_parse(struct world *w, struct text json, struct cached *out)
{
	const struct node *n = json.n ? read_secretly(w, json) : NULL;

	*out = (struct cached){
		.access_key_id = string(n, "AccessKeyId"), .secret_access_key = string(n, "SecretAccessKey"),
		.session_token = string(n, "SessionToken"), .account = string(n, "AccountId"),
	};
	return out->access_key_id.p && out->secret_access_key.p && !string(n, "Expiration").p;
}

static const char *file_name(struct world *w, struct text chain)
{
	return arena_format(w->arena, "%s%016llx", prefix, (unsigned long long)fingerprint(1, chain));
}

const char *handed_path(struct world *w, struct text chain)
{
	const char *dir = store_runtime_directory(w);

	return dir ? world_join(w, dir, file_name(w, chain)) : NULL;
}

/* "SALT PRINT\n", in hexadecimal. */
static bool read_note(struct world *w, struct text chain, unsigned long long *salt, unsigned long long *print)
{
	const char *path = handed_path(w, chain);
	struct file_facts f;
	struct text bytes;

	if (!path)
		return false;
	world_watch(w, path);
	w->ops->facts(w, path, false, &f);
	return f.kind == FILE_REGULAR && f.owner == w->user && !(f.mode & 077) &&
	       w->ops->read(w, w->arena, path, LARGEST_NOTE, &bytes) == READ_OK && sscanf(bytes.p, "%llx %llx", salt, print) == 2;
}

bool handed_known(struct world *w, struct text chain)
{
	unsigned long long salt, print;

	return read_note(w, chain, &salt, &print);
}

static struct text live(const struct ours *ours, enum export_name e)
{
	const struct ours_variable *v = &ours->variables[e];

	return v->owner == OURS && v->live && *v->live ? text_of(v->live) : TEXT_NONE;
}

bool handed_read(struct world *w, struct text chain, const struct ours *ours, struct cached *out)
{
	unsigned long long salt, print;

	*out = (struct cached){
		.access_key_id = live(ours, EXPORT_ACCESS_KEY_ID), .secret_access_key = live(ours, EXPORT_SECRET_ACCESS_KEY),
		.session_token = live(ours, EXPORT_SESSION_TOKEN), .account = live(ours, EXPORT_ACCOUNT),
	};
	return read_note(w, chain, &salt, &print) && out->access_key_id.p && out->secret_access_key.p &&
	       fingerprint(salt, out->secret_access_key) == print;
}

void handed_note(struct world *w, struct text chain, const struct cached *c)
{
	const char *dir = store_runtime_directory(w);
	unsigned long long salt, print;

	if (!dir || (read_note(w, chain, &salt, &print) && fingerprint(salt, c->secret_access_key) == print))
		return;
	store_sweep(w, dir, prefix, KEEP_DAYS);
	salt = (unsigned long long)world_random(w);
	print = (unsigned long long)fingerprint(salt, c->secret_access_key);
	store_write(w, dir, file_name(w, chain), text_format(w->arena, "%016llx %016llx\n", salt, print));
}
