/* Is each hop of a profile's credentials what botocore would do, and are its errors botocore's?
 *
 * A case of tests/cases/chain is a file of sections, each but `profile` and `chain` optional:
 *     -- config, -- credentials, -- env, -- profile    as in unit_profiles.c
 *     -- botocore      what botocore 1.43 finds wrong with the files when that profile is named: TYPE: TEXT; nothing: it goes on and
 *                      asks the network, a program or a cache
 *     -- differs       why our answer is another one; without it our error has botocore's words, or there is none either
 *     -- chain         ours: source, hops, account, or error (FILE:LINE:COLUMN: WHAT - TODO)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "awsfiles.h"
#include "casefile.h"
#include "obtaining/chain.h"
#include "obtaining/endpoint.h"

static void say(struct build *b, const char *key, struct text value)
{
	if (value.p)
		build_format(b, " %s=%s", key, cases_write(b->arena, value).p);
}

static void say_source(const struct place_to_be *here, struct build *b, const struct chain_source *s)
{
	build_format(b, "source = %s of %s at %s", source_kind_name(s->kind), cases_write(b->arena, s->profile).p,
		     without_dir(here, place_text(b->arena, s->at)).p);
	say(b, "key", s->keys.access_key_id);
	say(b, "token", s->keys.session_token);
	say(b, "role", s->role_arn);
	say(b, "session", s->session_name);
	say(b, "file", s->token_file);
	say(b, "sso_session", s->sso_session);
	say(b, "start_url", s->start_url);
	say(b, "region", s->sso_region);
	say(b, "account", s->account_id);
	say(b, "name", s->role_name);
	say(b, "incomplete", text_of(s->incomplete));
	say(b, "login", s->login_session);
	say(b, "process", s->process);
	build_char(b, '\n');
}

static void say_hop(const struct place_to_be *here, struct build *b, const struct role_hop *h)
{
	build_format(b, "role = %s of %s at %s", cases_write(b->arena, h->role_arn).p, cases_write(b->arena, h->profile).p,
		     without_dir(here, place_text(b->arena, h->at)).p);
	say(b, "session", h->session_name);
	say(b, "external", h->external_id);
	say(b, "mfa", h->mfa_serial);
	if (h->has_duration)
		build_format(b, " duration=%lld", h->duration);
	build_char(b, '\n');
}

static void say_endpoints(const struct place_to_be *here, struct build *b, const struct profiles *p, struct text name)
{
	static const char *const names[] = { "sts", "sso", "sso_oidc", "signin" };
	const struct profile *profile = profile_find(p, name);
	struct profile_value v;

	for (int s = 0; s < SERVICES_FOR_CREDENTIALS; s++)
		if (endpoint_known(here->world, p, profile, (enum aws_service)s, &v) && v.value.p)
			build_format(b, "endpoint = %s %s\n", names[s], v.value.p);
	v = endpoint_region(here->world, p, profile);
	if (v.value.p)
		build_format(b, "region = %s\n", v.value.p);
}

static struct text ours(const struct place_to_be *here, const struct profiles *p, const struct chain *c, bool fine)
{
	struct build b = { .arena = here->world->arena };
	const struct trouble *t = trouble_first_error(&here->world->troubles);

	assert_int_equal(fine, t == NULL);
	if (!fine) {
		build_format(&b, "error = %s\n", without_dir(here, trouble_line(b.arena, t)).p);
		return build_done(&b);
	}
	say_source(here, &b, &c->source);
	for (size_t i = 0; i < c->count; i++)
		say_hop(here, &b, &c->hops[i]);
	say_endpoints(here, &b, p, c->profile);
	if (c->account.p)
		build_format(&b, "account = %s from %s\n", c->account.p, c->account_source);
	return build_done(&b);
}

/* Letters, digits and quotes only, in lower case: a sentence of botocore's inside ours. */
static const char *words(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (c >= 'A' && c <= 'Z')
			build_char(&b, (char)(c - 'A' + 'a'));
		else if (!strchr(" .,:;-\n", c))
			build_char(&b, c);
	}
	return build_done(&b).p;
}

static void case_agrees(void **state)
{
	struct text body = ((const struct test_case *)*state)->body, rest = cases_section(body, "profile"), name, text;
	struct text botocore = cases_section(body, "botocore");
	struct place_to_be here;
	struct profiles *p;
	struct chain c;
	const char *blank = botocore.n ? memchr(botocore.p, ' ', botocore.n) : NULL;
	bool fine;

	be_there(&here);
	write_files(&here, body);
	set_environment(&here, cases_section(body, "env"), true);
	assert_true(cases_line(&rest, &name));
	p = profiles_load(here.world);
	fine = chain_find(here.world, p, cases_read(here.world->arena, name), &c);
	text = ours(&here, p, &c, fine);
	set_environment(&here, cases_section(body, "env"), false); /* first, whatever fails below */
	assert_string_equal(text.p, cases_section(body, "chain").p);
	if (!cases_section(body, "differs").p) {
		assert_int_equal(!fine, botocore.n > 0);
		if (blank)
			botocore = text_slice(botocore, (size_t)(blank - botocore.p), botocore.n);
		if (!strstr(words(here.world->arena, text), words(here.world->arena, cases_read(here.world->arena, botocore))))
			fail_msg("%s has not the words of %s", text.p, text_copy(here.world->arena, botocore).p);
	}
	leave(&here);
}

/* Each change of what decides gives another text; the secret is not in it. */
static void text_tells_chains_apart(void **state)
{
	static const char *const variants[] = {
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\n",
		"role_arn = arn:aws:iam::123456789012:role/b\nsource_profile = base\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = other\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nexternal_id = x\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nexternal_id = x%0Amfa_serial x\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nrole_session_name = x\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nmfa_serial = x\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nduration_seconds = 900\n",
		"role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nendpoint_url = http://localhost\n",
		"role_arn = arn:aws:iam::123456789012:role/a\ncredential_source = EcsContainer\n",
		"role_arn = arn:aws:iam::123456789012:role/a\ncredential_source = Ec2InstanceMetadata\n",
		"credential_process = a\n", "credential_process = b\n", "login_session = a\n",
	};
	enum { COUNT = sizeof variants / sizeof *variants };
	struct text texts[COUNT];
	struct arena *a = arena_new(0);

	(void)state;
	setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/x", 1);
	for (size_t i = 0; i < COUNT; i++) {
		struct place_to_be here;
		struct profiles *p;
		struct chain c;

		be_there(&here);
		write_bytes(here.config, text_format(a, "[profile base]\naws_access_key_id = K1\naws_secret_access_key = hush\n"
						     "[profile other]\naws_access_key_id = K2\n"
						     "aws_secret_access_key = hush\n[profile r]\n%s", variants[i]));
		p = profiles_load(here.world);
		assert_true(chain_find(here.world, p, TEXT("r"), &c));
		texts[i] = text_copy(a, without_dir(&here, chain_text(here.world, p, &c, c.count)));
		assert_null(strstr(texts[i].p, "hush"));
		assert_true(text_equal(texts[i], without_dir(&here, chain_text(here.world, p, &c, c.count))));
		for (size_t k = 0; k < i; k++)
			assert_false(text_equal(texts[i], texts[k]));
		leave(&here);
	}
	unsetenv("AWS_CONTAINER_CREDENTIALS_FULL_URI");
	arena_free(a);
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t count;
	struct test_case *cases = cases_load(a, "chain", &count);
	struct CMUnitTest *tests = arena_array(a, count + 1, sizeof *tests);
	int failed;

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ cases[i].name, case_agrees, NULL, NULL, &cases[i] };
	tests[count] = (struct CMUnitTest)cmocka_unit_test(text_tells_chains_apart);
	failed = _cmocka_run_group_tests("chain", tests, count + 1, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
