#include "obtaining/chain.h"

#include <string.h>

#include "obtaining/endpoint.h"
#include "reading/words.h"

/* "KEY VALUE\n", the value encoded so that nothing in it can end the line; an absent one leaves no line. */
static void line(struct build *b, const char *key, struct text value)
{
	if (value.p)
		build_format(b, "%s %s\n", key, text_encode(b->arena, value).p);
}

static void variable(struct world *w, struct build *b, const char *name)
{
	line(b, name, text_of(world_environment(w, name)));
}

/* A command, or a file that it is given, that is found from where we stand is another one elsewhere. */
static void from_here(struct world *w, struct build *b, struct text command)
{
	struct text *words;
	size_t count;

	if (!w->cwd || !command.p || !words_split(w->secrets, command, &words, &count))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *word = text_copy(w->secrets, words[i]).p;
		struct file_facts f = { .kind = FILE_MISSING };

		if (!words[i].n || word[0] == '/' || word[0] == '-' || text_has_nul(words[i]))
			continue;
		if (i)
			w->ops->facts(w, world_join(w, w->cwd, word), true, &f);
		if (i ? f.kind == FILE_REGULAR : memchr(words[i].p, '/', words[i].n) != NULL) {
			line(b, "from", text_of(w->cwd));
			return;
		}
	}
}

static void add_source(struct world *w, struct build *b, const struct chain_source *s)
{
	build_format(b, "source %s\n", source_kind_name(s->kind));
	line(b, "of", s->profile);
	line(b, "key", s->keys.access_key_id);
	line(b, "role_arn", s->role_arn);
	line(b, "role_session_name", s->session_name);
	line(b, "web_identity_token_file", s->token_file);
	if (s->token_file.p && s->token_file.n && s->token_file.p[0] != '/')
		line(b, "from", text_of(w->cwd));
	line(b, "sso_session", s->sso_session);
	line(b, "sso_start_url", s->start_url);
	line(b, "sso_region", s->sso_region);
	line(b, "sso_account_id", s->account_id);
	line(b, "sso_role_name", s->role_name);
	line(b, "login_session", s->login_session);
	line(b, "credential_process", s->process);
	from_here(w, b, s->process);
	if (s->kind == SOURCE_CONTAINER) {
		variable(w, b, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
		variable(w, b, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
	}
	if (s->kind == SOURCE_EC2)
		variable(w, b, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
}

static void add_hop(struct build *b, const struct role_hop *h)
{
	line(b, "role", h->role_arn);
	line(b, "role_session_name", h->session_name);
	line(b, "external_id", h->external_id);
	line(b, "mfa_serial", h->mfa_serial);
	if (h->has_duration)
		build_format(b, "duration_seconds %lld\n", h->duration);
}

/* Who answers at another endpoint is somebody else. */
static void add_endpoints(struct world *w, struct build *b, const struct profiles *p, const struct profile *profile)
{
	struct profile_value url;

	for (int s = 0; profile && s < SERVICES_FOR_CREDENTIALS; s++)
		if (endpoint_known(w, p, profile, (enum aws_service)s, &url) && url.value.p)
			build_format(b, "endpoint %d %s\n", s, text_encode(b->arena, url.value).p);
}

struct text chain_text(struct world *w, const struct profiles *p, const struct chain *c, size_t hops)
{
	struct build b = { .arena = w->arena };

	line(&b, "profile", hops == c->count ? c->profile : hops ? c->hops[hops - 1].profile : c->source.profile);
	line(&b, "config", text_of(p->config_path));
	line(&b, "credentials", text_of(p->credentials_path));
	add_source(w, &b, &c->source);
	for (size_t i = 0; i < hops; i++)
		add_hop(&b, &c->hops[i]);
	add_endpoints(w, &b, p, profile_find(p, c->profile));
	return build_done(&b);
}
