#include "obtaining/chain.h"

#include <string.h>

#include "knowing/nosuchprofile.h"
#include "obtaining/chain_source.h"

/* The way from the selected profile towards the source. */
struct walk {
	struct world *w;
	const struct profiles *p;
	struct chain *out;
	struct text *visited; /* profiles, the selected one first */
	size_t visited_count, visited_capacity;
	size_t hops_capacity;
	unsigned pass; /* kinds that the selected profile is not asked for */
};

static void visit(struct walk *k, struct text name)
{
	k->visited = arena_grow(k->w->arena, k->visited, k->visited_count, &k->visited_capacity, sizeof *k->visited);
	k->visited[k->visited_count++] = name;
}

static bool is_visited(const struct walk *k, struct text name)
{
	for (size_t i = 0; i < k->visited_count; i++)
		if (text_equal(k->visited[i], name))
			return true;
	return false;
}

static bool has_static_key(const struct profiles *p, const struct profile *profile)
{
	return profile_get(p, profile, "aws_access_key_id").value.p ||
	       profile_get(p, profile, "aws_secret_access_key").value.p;
}

static bool has_role(const struct profiles *p, const struct profile *profile)
{
	return profile_get(p, profile, "role_arn").value.p && !profile_get(p, profile, "web_identity_token_file").value.p;
}

/* Python's int(): blanks around, a sign, single underscores between digits. What is no number is ignored, as botocore does. */
static bool read_duration(struct text t, long long *out)
{
	static const char blanks[] = " \t\n\r\f\v";
	size_t i = 0, n = t.n;
	bool minus = false, digit = false;

	while (n && strchr(blanks, t.p[n - 1]))
		n--;
	while (i < n && strchr(blanks, t.p[i]))
		i++;
	if (i < n && (t.p[i] == '+' || t.p[i] == '-'))
		minus = t.p[i++] == '-';
	for (*out = 0; i < n; i++) {
		if (t.p[i] == '_' && digit && i + 1 < n) {
			digit = false;
			continue;
		}
		if (t.p[i] < '0' || t.p[i] > '9')
			return false;
		digit = true;
		*out = *out > 100000000000 ? *out : *out * 10 + (t.p[i] - '0');
	}
	*out = minus ? -*out : *out;
	return digit;
}

static void add_hop(struct walk *k, const struct profile *profile)
{
	struct chain *c = k->out;
	struct profile_value role = profile_get(k->p, profile, "role_arn"), mfa = profile_get(k->p, profile, "mfa_serial");
	struct profile_value duration = profile_get(k->p, profile, "duration_seconds");
	struct role_hop hop = {
		.profile = profile->name, .at = role.at, .role_arn = role.value, .mfa_serial = mfa.value, .mfa_at = mfa.at,
		.session_name = profile_get(k->p, profile, "role_session_name").value,
		.external_id = profile_get(k->p, profile, "external_id").value,
	};

	hop.has_duration = duration.value.p && read_duration(duration.value, &hop.duration);
	c->hops = arena_grow(k->w->arena, c->hops, c->count, &k->hops_capacity, sizeof *c->hops);
	c->hops[c->count++] = hop;
}

static bool endless(struct walk *k, struct profile_value source)
{
	struct build b = { .arena = k->w->arena };
	const char *name = text_show(b.arena, source.value, 0).p;

	for (size_t i = 0; i < k->visited_count && i < 20; i++)
		build_format(&b, "%s'%s'", i ? ", " : "", text_show(b.arena, k->visited[i], 0).p);
	return trouble_error(&k->w->troubles, source.at, "let one of them name a profile that has keys",
			     "infinite loop in credential configuration detected: attempting to load from profile %s which "
			     "has already been visited, visited profiles: [%s]", name, build_done(&b).p);
}

/* The profile that `source_profile` names, or NULL with an error. */
static const struct profile *source_profile(struct walk *k, const struct profile *parent, struct profile_value name)
{
	const struct profile *source = profile_find(k->p, name.value);
	struct arena *a = k->w->arena;

	if (!source) {
		trouble_error(&k->w->troubles, name.at,
			      arena_format(a, "correct the name, or create it: slsenv configure --profile %s",
					   profile_word(a, name.value)),
			      "the source_profile \"%s\" referenced in the profile \"%s\" does not exist",
			      text_show(a, name.value, 0).p, text_show(a, parent->name, 0).p);
		return NULL;
	}
	if (is_visited(k, name.value) && (source != parent || !has_static_key(k->p, source))) {
		endless(k, name);
		return NULL;
	}
	return profile_check(k->w, k->p, source) ? source : NULL;
}

/* One step from `profile`, which assumes a role: to the profile that `*next` then is, or to the end (NULL). */
static bool step(struct walk *k, const struct profile *profile, const struct profile **next)
{
	struct profile_value from = profile_get(k->p, profile, "source_profile");
	struct profile_value named = profile_get(k->p, profile, "credential_source");
	struct place at = profile_get(k->p, profile, "role_arn").at;

	*next = NULL;
	if (from.value.p && named.value.p)
		return trouble_error(&k->w->troubles, named.at, "remove one of them",
				     "the profile \"%s\" contains both source_profile and credential_source",
				     text_show(k->w->arena, profile->name, 0).p);
	if (!from.value.p && !named.value.p)
		return trouble_error(&k->w->troubles, at,
				     "add one of them: whose credentials may assume this role?",
				     "partial credentials found in assume-role, missing: source_profile or credential_source");
	add_hop(k, profile);
	if (named.value.p)
		return source_named(k->w, profile, named, &k->out->source);
	*next = source_profile(k, profile, from);
	return *next != NULL;
}

static bool last(struct walk *k, const struct profile *profile, struct profile_value named_by)
{
	bool engaged;

	if (!source_of_profile(k->w, k->p, profile, k->out->count ? PASS_NONE : k->pass, &engaged, &k->out->source))
		return false;
	if (engaged)
		return true;
	if (!k->out->count)
		return credential_missing(k->w, k->p, profile);
	return trouble_error(&k->w->troubles, named_by.at,
			     arena_format(k->w->arena, "add them: slsenv configure --profile %s",
					  profile_word(k->w->arena, profile->name)),
			     "the source profile \"%s\" must have credentials",
			     text_show(k->w->arena, profile->name, 0).p);
}

static bool walk(struct walk *k, const struct profile *profile)
{
	struct profile_value named_by = { .value = TEXT_NONE };
	bool role = has_role(k->p, profile);

	while (role) {
		const struct profile *next;

		named_by = profile_get(k->p, profile, "source_profile");
		if (!step(k, profile, &next))
			return false;
		if (!next)
			return true;
		visit(k, next->name);
		profile = next;
		role = has_role(k->p, profile) && !has_static_key(k->p, profile);
	}
	return last(k, profile, named_by);
}

/* From the source to the selected profile. */
static void turn_round(struct chain *c)
{
	for (size_t i = 0; i < c->count / 2; i++) {
		struct role_hop hop = c->hops[i];

		c->hops[i] = c->hops[c->count - 1 - i];
		c->hops[c->count - 1 - i] = hop;
	}
}

/* The account of the selected profile, as credential_given() knows it. */
static bool read_account(struct world *w, const struct profiles *p, const struct profile *profile, struct chain *c)
{
	const struct provider *row = provider_engaged(p, profile, PASS_NONE);
	struct credential given = c->source.keys;

	if (c->count && row && row->kind == CREDENTIAL_ROLE && !credential_given(w, p, profile, row, &given))
		return false;
	c->account = given.account;
	c->account_source = given.account_source;
	if (!c->count && c->source.kind == SOURCE_SSO && !c->account.p && c->source.account_id.n == 12) {
		c->account = c->source.account_id; /* of the sso-session */
		c->account_source = "sso_account_id";
	}
	return true;
}

bool chain_find(struct world *w, const struct profiles *p, struct text name, struct chain *out)
{
	return chain_find_without(w, p, name, PASS_NONE, out);
}

bool chain_find_without(struct world *w, const struct profiles *p, struct text name, unsigned pass, struct chain *out)
{
	const struct profile *profile = profile_find(p, name), nobody = { .name = name };
	struct walk k = { .w = w, .p = p, .out = out, .pass = pass };
	bool fine = profile_check(w, p, profile ? profile : &nobody);

	*out = (struct chain){ .profile = name };
	if (!fine || profiles_unreadable(p))
		return false;
	if (!profile)
		return profile_not_found(w, p, name, NOWHERE);
	visit(&k, name);
	if (!walk(&k, profile))
		return false;
	turn_round(out);
	return read_account(w, p, profile, out);
}

bool chain_is_temporary(const struct chain *c)
{
	return c->count || (c->source.kind != SOURCE_STATIC && c->source.kind != SOURCE_ENVIRONMENT);
}

const struct role_hop *chain_mfa(const struct chain *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->hops[i].mfa_serial.p)
			return &c->hops[i];
	return NULL;
}
