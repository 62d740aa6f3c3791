#include "credentials/fetch.h"

#include <errno.h>
#include <string.h>

#include "credentials/clicache.h"
#include "credentials/login.h"
#include "credentials/metadata.h"
#include "credentials/moment.h"
#include "credentials/program.h"
#include "credentials/sso.h"
#include "credentials/ssotoken.h"
#include "credentials/sts.h"

static bool ask_source(struct errand *e, const struct chain_source *s, struct cached *out)
{
	static bool (*const asks[])(struct errand *, const struct chain_source *, struct cached *) = {
		[SOURCE_WEB_IDENTITY] = sts_web_identity, [SOURCE_SSO] = sso_role_credentials,
		[SOURCE_LOGIN] = login_credentials, [SOURCE_PROCESS] = program_ask,
		[SOURCE_CONTAINER] = metadata_of_container, [SOURCE_EC2] = metadata_of_instance,
	};

	return asks[s->kind](e, s, out);
}

static bool no_code(struct errand *e, const struct role_hop *hop)
{
	return errand_sign_in(e, FAILURE_MFA, NULL, hop->mfa_at, errand_login_command(e),
			      "MFA token required for profile %s: enter MFA code for %s", e->name,
			      text_show(e->w->arena, hop->mfa_serial, 200).p);
}

/* The code for the hop's device; absent: it needs none. Each code is spent once. */
static bool take_code(struct errand *e, const struct role_hop *hop, struct text *code)
{
	*code = TEXT_NONE;
	if (!hop->mfa_serial.p)
		return true;
	if (!e->mfa_code.p || (e->mfa_serial.p && !text_equal(e->mfa_serial, hop->mfa_serial)))
		return no_code(e, hop);
	*code = e->mfa_code;
	e->mfa_code = TEXT_NONE;
	return true;
}

/* Without any code nothing else is asked, as botocore asks for it first. The hop nearest to the source takes the one there is: what it
 * gives is remembered, and the next code is for the next hop. */
static bool assume(struct errand *e, const struct chain *c, size_t hops, struct cached *out)
{
	const struct role_hop *hop = &c->hops[hops - 1];
	struct text signer = hops > 1 ? c->hops[hops - 2].profile : c->source.profile, code;
	struct cached by;

	if (hop->mfa_serial.p && !e->mfa_code.p)
		return no_code(e, hop);
	if (!fetch_credentials(e, c, hops - 1, &by) || !take_code(e, hop, &code) ||
	    !sts_assume_role(e, hop, code, &by, signer, out))
		return false;
	if (code.p)
		clicache_write(e, c, hops, out);
	return true;
}

static const struct place expiration_at = { "AWS_CREDENTIAL_EXPIRATION", 0, 0 };

static bool is_alive(struct errand *e, const struct chain *c, const struct cached *got)
{
	bool given = c->source.keys.expiration.p != NULL;

	if (!got->expiration || got->expiration > world_now(e->w))
		return true;
	return trouble_error(&e->w->troubles, given ? expiration_at : c->source.at,
			     given ? "export fresh keys, or unset it" : "check your clock",
			     "credentials were refreshed, but the refreshed credentials are still expired");
}

/* The file of the sign-in that all of the chain rests on, while there is one: the AWS CLI's own caches may outlive it. */
static const char *sign_in_of(struct errand *e, const struct chain_source *s)
{
	const char *path = s->kind == SOURCE_SSO ? ssotoken_path(e->w, s) : s->kind == SOURCE_LOGIN ? login_path(e->w, s) : NULL;
	struct file_facts f;

	if (path)
		e->w->ops->facts(e->w, path, true, &f);
	return path && f.kind == FILE_REGULAR ? path : NULL;
}

/* Only what ends is kept: keys that last stay where the person put them. */
static void remember(struct errand *e, struct text text, const struct cached *got)
{
	if (!e->caches || !got->expiration || cache_age(got, world_now(e->w)) == CACHE_DEAD || !cache_path(e->w, text))
		return;
	if (!cache_write(e->w, text, got))
		trouble_warning(&e->w->troubles, (struct place){ cache_path(e->w, text), 0, 0 },
				"make its directory yours and writable", "the credentials cannot be kept: %s", strerror(errno));
}

/* Keys that stand in a file or in the environment, which may say when they end. */
static bool given(struct errand *e, const struct chain *c, struct cached *out)
{
	const struct credential *k = &c->source.keys;

	*out = (struct cached){
		.access_key_id = k->access_key_id, .secret_access_key = k->secret_access_key,
		.session_token = k->session_token, .account = k->account,
	};
	if (k->expiration.p && !moment_read(k->expiration, &out->expiration))
		return trouble_error(&e->w->troubles, expiration_at, "unset it, or write it as 2099-12-31T23:59:59Z",
				     "this is not a time with an offset");
	if (!text_is_utf8(k->access_key_id) || !text_is_utf8(k->secret_access_key) || !text_is_utf8(k->session_token))
		return trouble_error(&e->w->troubles, c->source.at, NULL, "the keys in the environment are not UTF-8");
	return is_alive(e, c, out);
}

bool fetch_credentials(struct errand *e, const struct chain *c, size_t hops, struct cached *out)
{
	bool look = e->caches && !(e->renew && hops == c->count), have = false;
	struct trouble *said = e->w->troubles.last;
	struct cached kept;
	struct text text;

	if (!hops && (c->source.kind == SOURCE_STATIC || c->source.kind == SOURCE_ENVIRONMENT))
		return given(e, c, out);
	text = chain_text(e->w, e->p, c, hops);
	have = look && cache_read(e->w, text, &kept);
	if (have && cache_age(&kept, world_now(e->w)) == CACHE_GOOD) {
		*out = kept;
		return true;
	}
	if ((look && clicache_read(e, c, hops, out)) ||
	    ((hops ? assume(e, c, hops, out) : ask_source(e, &c->source, out)) && is_alive(e, c, out))) {
		out->sign_in = sign_in_of(e, &c->source);
		remember(e, text, out);
		return true;
	}
	if (!have || cache_age(&kept, world_now(e->w)) == CACHE_DEAD)
		return false;
	if (hops == c->count)
		e->not_renewed = said ? said->next : e->w->troubles.first;
	trouble_forget(&e->w->troubles, said); /* what we have is good for a while yet */
	*out = kept;
	return true;
}
