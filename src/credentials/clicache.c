#include "credentials/clicache.h"

#include "credentials/awsfile.h"
#include "credentials/moment.h"

static const char directory[] = "~/.aws/cli/cache";

static const char *role_path(struct world *w, const struct role_hop *h)
{
	struct text duration = h->has_duration ? text_format(w->arena, "%lld", h->duration) : TEXT_NONE;

	return awsfile_path(w, directory, "role", "RoleArn", &h->role_arn, "RoleSessionName", &h->session_name, "ExternalId",
			    &h->external_id, "SerialNumber", &h->mfa_serial, "DurationSeconds", &duration, NULL);
}

/* NULL: the CLI keeps nothing of this kind. */
static const char *path_of(struct world *w, const struct chain *c, size_t hops)
{
	const struct chain_source *s = &c->source;

	if (hops)
		return role_path(w, &c->hops[hops - 1]);
	if (c->count)
		return NULL;
	if (s->kind == SOURCE_WEB_IDENTITY)
		return awsfile_path(w, directory, "role", "RoleArn", &s->role_arn, "RoleSessionName", &s->session_name, NULL);
	if (s->kind == SOURCE_SSO)
		return awsfile_path(w, directory, "sso-role", "accountId", &s->account_id, "roleName", &s->role_name,
				    s->sso_session.p ? "sessionName" : "startUrl",
				    s->sso_session.p ? &s->sso_session : &s->start_url, NULL);
	return NULL;
}

/* Whose credentials assume the role that the first `hops` hops end with. */
static struct text source_text(struct errand *e, const struct chain *c, size_t hops)
{
	return chain_text(e->w, e->p, c, hops ? hops - 1 : 0);
}

static struct text own_role(const struct profiles *p, const struct profile *q)
{
	return profile_get(p, q, "role_arn").value;
}

/* Would this other profile use the same file for something else? */
static bool shares(struct errand *e, const struct profile *q, const char *path, struct text source)
{
	struct troubles said = e->w->troubles; /* what is wrong with other profiles is not our business here */
	struct chain c;
	bool found;
	const char *theirs;

	e->w->troubles = (struct troubles){ .arena = said.arena };
	found = chain_find(e->w, e->p, q->name, &c);
	e->w->troubles = said;
	if (!found)
		return false;
	theirs = path_of(e->w, &c, c.count);
	return theirs && text_is(text_of(theirs), path) && !text_equal(source_text(e, &c, c.count), source);
}

static bool is_ambiguous(struct errand *e, const struct chain *c, size_t hops, const char *path)
{
	struct text arn = hops ? c->hops[hops - 1].role_arn : c->source.role_arn;
	struct text owner = hops ? c->hops[hops - 1].profile : c->source.profile;
	struct text source = source_text(e, c, hops);

	for (size_t i = 0; arn.p && i < e->p->count; i++) {
		const struct profile *q = &e->p->list[i];

		if (!text_equal(q->name, owner) && text_equal(own_role(e->p, q), arn) && shares(e, q, path, source))
			return true;
	}
	return false;
}

static bool take(struct world *w, const json_t *file, struct cached *out)
{
	const json_t *o = json_object_get(file, "Credentials");

	*out = (struct cached){
		.access_key_id = jsonvalue_text(w->secrets, o, "AccessKeyId"),
		.secret_access_key = jsonvalue_text(w->secrets, o, "SecretAccessKey"),
		.session_token = jsonvalue_text(w->secrets, o, "SessionToken"),
		.account = jsonvalue_text(w->secrets, o, "AccountId"),
		.written = world_now(w),
	};
	return out->access_key_id.n && out->secret_access_key.n && out->session_token.n &&
	       moment_read(jsonvalue_text(w->secrets, o, "Expiration"), &out->expiration) &&
	       out->expiration - out->written >= CLI_LEFT;
}

bool clicache_read(struct errand *e, const struct chain *c, size_t hops, struct cached *out)
{
	const char *path = path_of(e->w, c, hops);
	struct awsfile file = { .object = NULL };
	bool fine;

	if (path)
		awsfile_read(e->w, path, &file);
	fine = file.object && take(e->w, file.object, out) && !is_ambiguous(e, c, hops, path);
	awsfile_done(&file);
	return fine;
}

void clicache_write(struct errand *e, const struct chain *c, size_t hops, const struct cached *got)
{
	const char *path = path_of(e->w, c, hops);
	struct awsfile file;
	json_t *o;

	if (!path || is_ambiguous(e, c, hops, path))
		return;
	awsfile_read(e->w, path, &file);
	if (!file.object)
		file.object = json_object();
	o = json_object();
	jsonvalue_set(o, "AccessKeyId", got->access_key_id);
	jsonvalue_set(o, "SecretAccessKey", got->secret_access_key);
	jsonvalue_set(o, "SessionToken", got->session_token);
	jsonvalue_set(o, "Expiration", moment_text(e->w->arena, got->expiration));
	jsonvalue_set(o, "AccountId", got->account);
	json_object_set_new(file.object, "Credentials", o);
	if (!file.open)
		awsfile_write(e->w, path, &file);
	awsfile_done(&file);
}
