#include "obtaining/cache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ground/fingerprint.h"
#include "ground/store.h"

enum { LARGEST_ENTRY = 256 * 1024, SWEEP_DAYS = 3 };

/* Only names files: two chains with one name would take turns, and never each other's entry. */
static const uint64_t salt = 0x736c73656e762d63;

static const char entry_prefix[] = "credentials-", failure_prefix[] = "failure-";

static const char *file_name(struct world *w, const char *prefix, struct text chain)
{
	return arena_format(w->arena, "%s%016llx", prefix, (unsigned long long)fingerprint(salt, chain));
}

static const char *path_of(struct world *w, const char *prefix, struct text chain)
{
	const char *dir = store_runtime_directory(w);

	return dir ? world_join(w, dir, file_name(w, prefix, chain)) : NULL;
}

const char *cache_path(struct world *w, struct text chain)
{
	return path_of(w, entry_prefix, chain);
}

const char *failure_path(struct world *w, struct text chain)
{
	return path_of(w, failure_prefix, chain);
}

int64_t cache_renew_at(const struct cached *c)
{
	int64_t life = c->expiration - c->written, before = life / 4;

	return c->expiration - (before > 900 ? 900 : before < 60 ? 60 : before);
}

enum cache_age cache_age(const struct cached *c, int64_t now)
{
	if (now >= c->expiration - CACHE_LAST_SECONDS)
		return CACHE_DEAD;
	return now >= cache_renew_at(c) ? CACHE_RENEW : CACHE_GOOD;
}

static bool write_file(struct world *w, const char *prefix, struct text chain, struct text bytes)
{
	const char *dir = store_runtime_directory(w);

	if (!dir) {
		errno = ENOENT;
		return false;
	}
	return store_write(w, dir, file_name(w, prefix, chain), bytes);
}

static void line(struct build *b, const char *key, struct text value)
{
	build_format(b, "%s=%s\n", key, value.p ? text_encode(b->arena, value).p : "");
}

static void number(struct build *b, const char *key, int64_t n)
{
	build_format(b, "%s=%lld\n", key, (long long)n);
}

/* The whole of a private file; absent when there is none, or it is not ours alone. The world remembers that we asked; the
 * answer is today's, for another process may have written it since. */
static struct text read_private(struct world *w, const char *path)
{
	struct file_facts f;
	struct text bytes;

	if (!path)
		return TEXT_NONE;
	world_watch(w, path);
	w->ops->facts(w, path, false, &f);
	if (f.kind != FILE_REGULAR || f.owner != w->user || (f.mode & 077))
		return TEXT_NONE;
	return w->ops->read(w, w->secrets, path, LARGEST_ENTRY, &bytes) == READ_OK ? bytes : TEXT_NONE;
}

/* The next line, which has to be KEY=VALUE, and its value; false when it is anything else. */
static bool take(struct arena *a, struct text *rest, const char *key, struct text *out)
{
	const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	size_t n = strlen(key), length = end ? (size_t)(end - rest->p) : 0;

	if (!end || length <= n || memcmp(rest->p, key, n) != 0 || rest->p[n] != '=')
		return false;
	*out = text_decode(a, text_slice(*rest, n + 1, length));
	*rest = text_slice(*rest, length + 1, rest->n);
	return true;
}

static bool take_number(struct arena *a, struct text *rest, const char *key, int64_t *out)
{
	struct text t;
	char *end;

	if (!take(a, rest, key, &t) || !t.n || t.n > 18)
		return false;
	*out = strtoll(t.p, &end, 10);
	return end == t.p + t.n;
}

static struct text none_if_empty(struct text t)
{
	return t.n ? t : TEXT_NONE;
}

static bool is_about(struct arena *a, struct text *rest, const char *what, struct text chain)
{
	struct text first, about;

	return take(a, rest, "slsenv", &first) && text_is(first, what) && take(a, rest, "chain", &about) &&
	       text_equal(about, chain);
}

/* As it is now: another process may sign in or out while we wait. */
static bool is_gone(struct world *w, const char *path)
{
	struct file_facts f;

	world_watch(w, path);
	w->ops->facts(w, path, true, &f);
	return f.kind == FILE_MISSING;
}

bool cache_read(struct world *w, struct text chain, struct cached *out)
{
	struct text rest = read_private(w, cache_path(w, chain)), sign_in, end;
	struct arena *a = w->secrets;

	*out = (struct cached){ .expiration = 0 };
	if (!rest.p || !is_about(a, &rest, "credentials 2", chain) ||
	    !take(a, &rest, "access_key_id", &out->access_key_id) ||
	    !take(a, &rest, "secret_access_key", &out->secret_access_key) ||
	    !take(a, &rest, "session_token", &out->session_token) || !take(a, &rest, "account", &out->account) ||
	    !take_number(a, &rest, "expiration", &out->expiration) || !take(a, &rest, "until", &out->until) ||
	    !take_number(a, &rest, "written", &out->written) ||
	    !take(a, &rest, "sign_in", &sign_in) || !take(a, &rest, "end", &end) || rest.n)
		return false;
	if (sign_in.n && is_gone(w, sign_in.p))
		return false;
	out->sign_in = sign_in.n ? sign_in.p : NULL;
	out->session_token = none_if_empty(out->session_token);
	out->account = none_if_empty(out->account);
	out->until = none_if_empty(out->until);
	return out->access_key_id.n && out->secret_access_key.n;
}

bool cache_write(struct world *w, struct text chain, const struct cached *c)
{
	struct build b = { .arena = w->secrets };

	line(&b, "slsenv", TEXT("credentials 2"));
	line(&b, "chain", chain);
	line(&b, "access_key_id", c->access_key_id);
	line(&b, "secret_access_key", c->secret_access_key);
	line(&b, "session_token", c->session_token);
	line(&b, "account", c->account);
	number(&b, "expiration", c->expiration);
	line(&b, "until", c->until);
	number(&b, "written", c->written);
	line(&b, "sign_in", text_of(c->sign_in));
	line(&b, "end", TEXT_NONE);
	if (!write_file(w, entry_prefix, chain, build_done(&b)))
		return false;
	store_remove(w, store_runtime_directory(w), file_name(w, failure_prefix, chain));
	return true;
}

void cache_forget(struct world *w, struct text chain)
{
	const char *dir = store_runtime_directory(w);

	if (dir)
		store_remove(w, dir, file_name(w, entry_prefix, chain));
}

/* Has the file that may mend it changed since? */
static bool is_mended(struct world *w, const struct failure *f)
{
	struct file_facts facts;

	if (!f->watch)
		return false;
	world_watch(w, f->watch); /* so that the guard sees it, too */
	w->ops->facts(w, f->watch, true, &facts);
	return facts.kind != FILE_MISSING && facts.seconds > f->time;
}

bool failure_last(struct world *w, struct text chain, struct failure *out)
{
	struct text rest = read_private(w, failure_path(w, chain)), watch, end;
	struct arena *a = w->arena;
	int64_t kind;

	*out = (struct failure){ .kind = FAILURE_FAILED };
	if (!rest.p || !is_about(a, &rest, "failure 1", chain) || !take_number(a, &rest, "kind", &kind) ||
	    !take(a, &rest, "message", &out->message) || !take_number(a, &rest, "time", &out->time) ||
	    !take(a, &rest, "watch", &watch) || !take(a, &rest, "end", &end) || rest.n)
		return false;
	if (kind < FAILURE_FAILED || kind > FAILURE_MFA)
		return false;
	out->kind = (enum failure_kind)kind;
	out->watch = watch.n ? watch.p : NULL;
	return !is_mended(w, out);
}

bool failure_is_fresh(const struct failure *f, int64_t now)
{
	return f->time <= now && now - f->time <= FAILURE_SECONDS;
}

bool failure_read(struct world *w, struct text chain, struct failure *out)
{
	return failure_last(w, chain, out) && failure_is_fresh(out, world_now(w));
}

bool failure_write(struct world *w, struct text chain, const struct failure *f)
{
	struct build b = { .arena = w->arena };

	line(&b, "slsenv", TEXT("failure 1"));
	line(&b, "chain", chain);
	number(&b, "kind", f->kind);
	line(&b, "message", f->message);
	number(&b, "time", f->time);
	line(&b, "watch", text_of(f->watch));
	line(&b, "end", TEXT_NONE);
	return write_file(w, failure_prefix, chain, build_done(&b));
}

bool cache_lock(struct world *w, struct text chain, unsigned seconds, int *lock)
{
	const char *dir = store_runtime_directory(w), *name = file_name(w, entry_prefix, chain);
	const struct timespec pause = { .tv_nsec = 20 * 1000 * 1000 };

	errno = ENOENT;
	if (!dir)
		return false;
	for (unsigned i = 0; i <= seconds * 50; i++) {
		if (store_try_lock(dir, name, lock))
			return true;
		if (errno != EWOULDBLOCK)
			return false;
		if (i < seconds * 50)
			nanosleep(&pause, NULL);
	}
	errno = EWOULDBLOCK;
	return false;
}

void cache_unlock(int lock)
{
	store_unlock(lock);
}

void cache_sweep(struct world *w)
{
	const char *dir = store_runtime_directory(w);
	static const char *const prefixes[] = { entry_prefix, failure_prefix, ".credentials-", ".failure-" };

	for (size_t i = 0; dir && i < sizeof prefixes / sizeof *prefixes; i++)
		store_sweep(w, dir, prefixes[i], SWEEP_DAYS);
}
