#include "obtaining/obtain.h"

#include <string.h>
#include <time.h>

#include "obtaining/handed.h"

/* What is kept of a chain. */
struct kept {
	bool any, failed;
	struct cached credentials;
	enum cache_age age;
	struct failure failure;
};

/* A failure that is older than what the person has written since may be mended. */
static bool is_older(struct world *w, const struct failure *f, const char *path)
{
	struct file_facts facts = world_facts(w, path);

	return *path && facts.kind == FILE_REGULAR && facts.seconds > f->time;
}

static void look(struct world *w, const struct profiles *p, struct text chain, struct kept *out)
{
	*out = (struct kept){ .age = CACHE_DEAD };
	out->any = cache_read(w, chain, &out->credentials);
	if (out->any)
		out->age = cache_age(&out->credentials, world_now(w));
	out->failed = failure_last(w, chain, &out->failure) && !is_older(w, &out->failure, p->config_path) &&
		      !is_older(w, &out->failure, p->credentials_path);
}

/* As botocore writes it. */
static struct text moment(struct arena *a, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[64];
	struct tm tm;

	if (!gmtime_r(&t, &tm) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+00:00", &tm))
		return TEXT_NONE;
	return text_of(arena_string(a, text));
}

/* Whose keys are these? If that is not whom the profile means, nobody shall work with them. */
static bool take_account(struct world *w, const struct cached *c, struct credential *out)
{
	struct text decoded = credential_account_of_key(w->arena, c->access_key_id), came = c->account.p ? c->account : decoded;

	if (out->account.p && came.p && !text_equal(came, out->account))
		return trouble_error(&w->troubles, out->at, "correct the profile, or sign in to the account it means",
				     "the credentials that came belong to account %s, but %s says %s",
				     text_show(w->arena, came, 20).p, out->account_source, out->account.p);
	if (out->account.p || !came.p)
		return true;
	out->account = came;
	out->account_source = c->account.p ? "the credentials" : "access key id";
	out->account_came = true;
	return true;
}

static bool take_keys(struct world *w, const struct cached *c, struct credential *out)
{
	const struct {
		const char *name;
		struct text value;
	} values[] = {
		{ "the access key id", c->access_key_id }, { "the secret access key", c->secret_access_key },
		{ "the session token", c->session_token },
	};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (!credential_exportable(w, values[i].name, (struct profile_value){ .value = values[i].value, .at = out->at }))
			return false;
	if (!take_account(w, c, out))
		return false;
	out->access_key_id = c->access_key_id;
	out->secret_access_key = c->secret_access_key;
	out->session_token = c->session_token;
	out->expires = c->expiration;
	out->expiration = c->until.p ? c->until : c->expiration ? moment(w->arena, c->expiration) : TEXT_NONE;
	return true;
}

/* The failure in the words in which it was said, line by line. */
static void tell(struct world *w, struct text message, bool error)
{
	size_t from = 0;

	for (size_t i = 0; i < message.n; i++) {
		const char *line;

		if (message.p[i] != '\n')
			continue;
		line = arena_copy(w->arena, message.p + from, i - from);
		from = i + 1;
		if (error)
			trouble_error(&w->troubles, NOWHERE, NULL, "%s", line);
		else
			trouble_warning(&w->troubles, NOWHERE, NULL, "new credentials could not be fetched: %s", line);
	}
}

/* When does the answer change, if nobody does anything? */
static void set_deadlines(struct world *w, const struct kept *k)
{
	int64_t now = world_now(w), left = k->credentials.expiration - now;

	if (k->age == CACHE_GOOD)
		world_deadline(w, cache_renew_at(&k->credentials));
	else if (k->age == CACHE_RENEW)
		world_deadline(w, k->credentials.expiration - CACHE_LAST_SECONDS);
	if (k->age == CACHE_RENEW && k->failed) /* the minutes that are shown */
		world_deadline(w, now + (left % 60 ? left % 60 : 60));
	if (k->age != CACHE_GOOD && k->failed && failure_is_fresh(&k->failure, now))
		world_deadline(w, k->failure.time + FAILURE_SECONDS + 1);
}

static enum obtained without_keys(struct world *w, const struct kept *k)
{
	static const enum obtained results[] = {
		[FAILURE_FAILED] = OBTAINED_ERROR, [FAILURE_LOGIN] = OBTAINED_LOGIN, [FAILURE_MFA] = OBTAINED_MFA,
	};

	if (!k->failed)
		return OBTAINED_NOTHING;
	tell(w, k->failure.message, true);
	return results[k->failure.kind];
}

enum obtained obtain_handed(struct world *w, const struct cached *handed, struct credential *out, struct obtaining *how)
{
	how->wanted = false;
	return take_keys(w, handed, out) ? OBTAINED_KEYS : OBTAINED_ERROR;
}

static enum obtained from_kept(struct world *w, const struct profiles *p, const struct ours *ours, struct credential *out,
			       struct obtaining *how)
{
	struct cached handed;
	struct kept k;

	look(w, p, how->text, &k);
	if (!k.any && handed_read(w, how->text, ours, &handed))
		return obtain_handed(w, &handed, out, how);
	set_deadlines(w, &k);
	how->wanted = k.age != CACHE_GOOD && !(k.failed && failure_is_fresh(&k.failure, world_now(w)));
	if (k.age == CACHE_DEAD)
		return without_keys(w, &k);
	if (!take_keys(w, &k.credentials, out))
		return OBTAINED_ERROR;
	if (k.age == CACHE_GOOD || !k.failed)
		return OBTAINED_KEYS;
	tell(w, k.failure.message, false);
	return OBTAINED_EXPIRING;
}

enum obtained obtain(struct world *w, const struct profiles *p, struct text profile, const struct ours *ours, struct credential *out,
		     struct obtaining *how)
{
	struct chain *chain = arena_alloc(w->secrets, sizeof *chain);

	*how = (struct obtaining){ .wanted = false };
	if (!credential_obtain(w, p, profile, out))
		return OBTAINED_ERROR;
	if (out->kind == CREDENTIAL_STATIC)
		return OBTAINED_KEYS;
	if (!chain_find(w, p, profile, chain))
		return OBTAINED_ERROR;
	how->chain = chain;
	how->text = chain_text(w, p, chain, chain->count);
	if (!out->account.p && chain->account.p) {
		out->account = chain->account;
		out->account_source = chain->account_source;
	}
	return from_kept(w, p, ours, out, how);
}
