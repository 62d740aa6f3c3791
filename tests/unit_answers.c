/* What do answers of servers and programs say: XML of STS, times, endpoints, keys that prove themselves, complaints? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "credentials/digest.h"
#include "credentials/dpop.h"
#include "credentials/moment.h"
#include "credentials/program.h"
#include "credentials/programenv.h"
#include "credentials/server.h"
#include "credentials/stsanswer.h"
#include "credentials/wipe.h"
#include "knowing/ours.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char good[] =
	"<?xml version=\"1.0\"?><!-- c --><a:AssumeRoleResponse xmlns:a=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
	"<a:ResponseMetadata><RequestId>r</RequestId></a:ResponseMetadata><a:AssumeRoleResult><AssumedRoleUser>"
	"<Arn>arn:aws:sts::123456789012:assumed-role/demo/x</Arn></AssumedRoleUser><Credentials x='1'>"
	"<SessionToken>a&amp;b&#43;<![CDATA[<c>]]></SessionToken><Expiration>2026-01-02T03:04:05Z</Expiration>"
	"<SecretAccessKey>s</SecretAccessKey><AccessKeyId>\xc3\xa4</AccessKeyId></Credentials></a:AssumeRoleResult>"
	"</a:AssumeRoleResponse>";

static void test_xml(void **state)
{
	struct arena *a = arena_new(1);
	struct sts_answer s;

	(void)state;
	assert_true(sts_answer_read(a, TEXT(good), &s));
	assert_string_equal(s.access_key_id.p, "\xc3\xa4");
	assert_string_equal(s.secret_access_key.p, "s");
	assert_string_equal(s.session_token.p, "a&b+<c>");
	assert_string_equal(s.expiration.p, "2026-01-02T03:04:05Z");
	assert_string_equal(s.arn.p, "arn:aws:sts::123456789012:assumed-role/demo/x");
	assert_null(s.error_code.p);
	for (size_t n = 0; n + 1 < sizeof good; n++)
		assert_false(sts_answer_read(a, (struct text){ good, n }, &s));
	assert_true(sts_answer_read(a, TEXT("<ErrorResponse><Error><Code>AccessDenied</Code><Message>no\n&lt;</Message></Error>"
					    "</ErrorResponse>"), &s));
	assert_string_equal(s.error_code.p, "AccessDenied");
	assert_string_equal(s.error_message.p, "no\n<");
	arena_free(a);
}

/* Nothing of this gives a credential: another place, a document type, too deep, no XML. */
static void test_xml_refused(void **state)
{
	static const char *const texts[] = {
		"", "<", "<html><body>sign in</body></html", "{}",
		("<!DOCTYPE a [<!ENTITY x 'y'>]><XResponse><XResult><Credentials><AccessKeyId>&x;</AccessKeyId></Credentials></XResult>"
		 "</XResponse>"),
		"<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a>",
	};
	static const char *const elsewhere[] = {
		"<XResponse><Credentials><AccessKeyId>A</AccessKeyId></Credentials></XResponse>",
		"<XResponse><XResult><Other><Credentials><AccessKeyId>A</AccessKeyId></Credentials></Other></XResult></XResponse>",
		"<ErrorResponse><XResult><Credentials><AccessKeyId>A</AccessKeyId></Credentials></XResult></ErrorResponse>",
		"<AccessKeyId>A</AccessKeyId>",
	};
	struct arena *a = arena_new(1);
	struct sts_answer s;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_false(sts_answer_read(a, text_of(texts[i]), &s));
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		assert_true(sts_answer_read(a, text_of(elsewhere[i]), &s));
		assert_null(s.access_key_id.p);
	}
	arena_free(a);
}

static void test_moments(void **state)
{
	static const struct {
		const char *text;
		long long seconds; /* 0: not a time */
	} moments[] = {
		{ "2026-11-23T04:31:09Z", 1795408269 }, { "2026-11-23T04:31:09UTC", 1795408269 },
		{ "2026-11-23T04:31:09GMT", 1795408269 }, { "2026-11-23T04:31:09+00:00", 1795408269 },
		{ "2026-11-23 06:31:09.123+0200", 1795408269 }, { "2026-11-22T20:31:09-08:00", 1795408269 },
		{ "2026-11-23T04:31Z", 1795408260 }, { "20261123T043109Z", 1795408269 }, { "2026-11-23T06:31:09+02", 1795408269 },
		{ "2000-02-29T00:00:00Z", 951782400 }, { "2099-12-31T23:59:59.999999Z", 4102444799 },
		{ "2026-11-23T04:31:09", 0 }, { "2026-02-29T00:00:00Z", 0 }, { "1795408269", 0 },
		{ "2026-13-01T00:00:00Z", 0 }, { "2026-11-23T24:00:00Z", 0 }, { "2026-11-23T04:31:09.Z", 0 },
		{ "2026-11-23T04:31:09Zx", 0 }, { "", 0 }, { "2026-11-23T04:31:09+5", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++) {
		int64_t n = 0;

		assert_int_equal(moment_read(text_of(moments[i].text), &n), moments[i].seconds != 0);
		if (moments[i].seconds)
			assert_int_equal(n, moments[i].seconds);
	}
}

/* Each line of tests/cases/server: SERVICE REGION [fips] [dualstack] = URL */
static void test_endpoints(void **state)
{
	static const char *const services[] = { "sts", "sso", "sso_oidc", "signin" };
	struct arena *a = arena_new(0);
	size_t count, seen = 0;
	struct text rest = cases_load(a, "server", &count)[0].body, line;

	(void)state;
	while (cases_line(&rest, &line)) {
		char service[20], region[40], url[120];
		const char *p = text_copy(a, line).p, *found;
		int which = 0;

		assert_int_equal(sscanf(p, "%19s %39s", service, region), 2);
		assert_int_equal(sscanf(strstr(p, " = "), " = %119s", url), 1);
		while (strcmp(services[which], service) != 0)
			which++;
		found = server_url(a, (enum aws_service)which, region, strstr(p, " fips") != NULL, strstr(p, " dualstack") != NULL);
		if (strcmp(url, found ? found : "-") != 0)
			fail_msg("%s: %s", p, found ? found : "-");
		seen++;
	}
	assert_true(seen > 190);
	arena_free(a);
}

static void test_complaints(void **state)
{
	static const char *const complaints[][2] = {
		{ "no such vault\n", "no such vault" },
		{ "secret: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY!\nnext", "secret: [...]! next" },
		{ "a\x1b[31mred\r\n", "a\\x1B[31mred" }, { "", "" },
	};
	struct world *w = world_posix_new();

	(void)state;
	for (size_t i = 0; i < COUNT(complaints); i++)
		assert_string_equal(program_complaint(w, text_of(complaints[i][0])), complaints[i][1]);
	world_posix_free(w);
}

static const char *entry(char **list, const char *name)
{
	size_t n = strlen(name);

	for (; *list; list++)
		if (strncmp(*list, name, n) == 0 && (*list)[n] == '=')
			return *list + n + 1;
	return NULL;
}

/* The names of profiles go through the variable and back, as Python's csv writes and reads them. */
static void test_profile_chain(void **state)
{
	struct world *w = world_posix_new();
	struct text *names;

	(void)state;
	unsetenv("_AWS_CLI_PROFILE_CHAIN");
	assert_int_equal(program_chain(w, &names), 0);
	assert_string_equal(entry(program_environment(w, TEXT("a,b \"c\"")), "_AWS_CLI_PROFILE_CHAIN"), "\"a,b \"\"c\"\"\"");
	world_posix_free(w);
	w = world_posix_new();
	setenv("_AWS_CLI_PROFILE_CHAIN", "x,\"a,b \"\"c\"\"\",\xc3\xa4", 1);
	assert_int_equal(program_chain(w, &names), 3);
	assert_string_equal(names[0].p, "x");
	assert_string_equal(names[1].p, "a,b \"c\"");
	assert_string_equal(names[2].p, "\xc3\xa4");
	unsetenv("_AWS_CLI_PROFILE_CHAIN");
	world_posix_free(w);
}

/* A credential_process does not see what slsenv exported, but what the person had. */
static void test_exports_stay_out(void **state)
{
	struct world *w = world_posix_new();
	struct ours o;
	char **list;

	(void)state;
	ours_read(w, false, &o);
	o.salt = 7;
	o.variables[EXPORT_ACCESS_KEY_ID] = (struct ours_variable){ .name = "AWS_ACCESS_KEY_ID", .owner = OURS, .live = "ours",
								    .saved = true, .before = "theirs" };
	o.variables[EXPORT_SECRET_ACCESS_KEY].owner = OURS;
	o.variables[EXPORT_SECRET_ACCESS_KEY].live = "hush";
	setenv("AWS_ACCESS_KEY_ID", "ours", 1);
	setenv("AWS_SECRET_ACCESS_KEY", "hush", 1);
	setenv("AWS_REGION", "mine", 1);
	setenv("SLSENV_MARK", ours_mark(w, &o).p, 1);
	setenv("__SLSENV_SAVED", ours_saved(w->arena, &o).p, 1);
	world_posix_free(w);
	w = world_posix_new();
	list = program_environment(w, TEXT("p"));
	assert_string_equal(entry(list, "AWS_ACCESS_KEY_ID"), "theirs");
	assert_null(entry(list, "AWS_SECRET_ACCESS_KEY"));
	assert_string_equal(entry(list, "AWS_REGION"), "mine");
	unsetenv("AWS_ACCESS_KEY_ID");
	unsetenv("AWS_SECRET_ACCESS_KEY");
	unsetenv("AWS_REGION");
	unsetenv("SLSENV_MARK");
	unsetenv("__SLSENV_SAVED");
	world_posix_free(w);
}

/* datetime.isoformat() of what dateutil's parser makes of it. */
static void test_iso(void **state)
{
	static const char *const moments[][2] = {
		{ "2026-11-23T04:31:09Z", "2026-11-23T04:31:09+00:00" }, { "2026-11-23T04:31:09UTC", "2026-11-23T04:31:09+00:00" },
		{ "2026-11-23 06:31:09.123+0200", "2026-11-23T06:31:09.123000+02:00" },
		{ "2026-11-22T20:31:09.000-08:30", "2026-11-22T20:31:09-08:30" }, { "20261123T0431Z", "2026-11-23T04:31:00+00:00" },
		{ "2099-12-31T23:59:59.1234567Z", "2099-12-31T23:59:59.123456+00:00" },
	};
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++)
		assert_string_equal(moment_iso(a, text_of(moments[i][0])).p, moments[i][1]);
	assert_null(moment_iso(a, TEXT("tomorrow")).p);
	arena_free(a);
}

static void test_base64url(void **state)
{
	static const char *const pairs[][2] = { { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" }, { "\xff\xef\xbe", "_---" } };
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++)
		assert_string_equal(base64url(a, (const unsigned char *)pairs[i][0], strlen(pairs[i][0])).p, pairs[i][1]);
	arena_free(a);
}

/* Not a key, or a key of another curve: no proof. (That a proof is one, the stand-in for AWS checks with another implementation.) */
static void test_no_proof(void **state)
{
	static const char right[] =
		"-----BEGIN EC PRIVATE KEY-----\n"
		"MHcCAQEEIJryWCOiRELqneswKNK03CsY2YFwAprEczHBnsjlRZ9JoAoGCCqGSM49\n"
		"AwEHoUQDQgAEheIK9fww0lOMvozTdnUd5hSlMu3aK+C1Yd343znGRI48O1jjPBFV\n"
		"jhi2wrwu5CSnAyrYfuDGJTjuWjv9Czv16A==\n"
		"-----END EC PRIVATE KEY-----\n";
	static const char other_curve[] =
		"-----BEGIN EC PRIVATE KEY-----\n"
		"MHQCAQEEIFqkDXmuJnOk1U+mQDjRcr0BUcxXil7hQUEhzOjUaxEaoAcGBSuBBAAK\n"
		"oUQDQgAEhlTvaTWqNRvdpl3crXEk7obkg2SzgP6soyMN6qKmR4RqhgIpsPc3mhdG\n"
		"w8EG88L0C21F5CAmyJ40jltQHeHlBw==\n"
		"-----END EC PRIVATE KEY-----\n";
	struct world *w = world_posix_new();
	struct text proof;

	(void)state;
	assert_true(dpop_proof(w, TEXT(right), "https://x/v1/token", &proof));
	assert_false(dpop_proof(w, TEXT(""), "https://x/v1/token", &proof));
	assert_false(dpop_proof(w, TEXT("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"), "https://x", &proof));
	assert_false(dpop_proof(w, TEXT(other_curve), "https://x", &proof));
	world_posix_free(w);
}

static void test_wipe(void **state)
{
	char *p = wipe_malloc(100);

	(void)state;
	memset(p, 'x', 100);
	p = wipe_realloc(p, 200);
	for (int i = 0; i < 100; i++)
		assert_int_equal(p[i], 'x');
	wipe_free(p);
	assert_null(wipe_malloc(SIZE_MAX));
	assert_null(wipe_calloc(SIZE_MAX / 2, 4));
	p = wipe_calloc(4, 4);
	assert_int_equal(p[15], 0);
	wipe_free(p);
	p = wipe_strdup("abc");
	assert_string_equal(p, "abc");
	wipe_free(p);
	wipe_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xml), cmocka_unit_test(test_xml_refused), cmocka_unit_test(test_moments), cmocka_unit_test(test_iso),
		cmocka_unit_test(test_endpoints), cmocka_unit_test(test_complaints), cmocka_unit_test(test_profile_chain),
		cmocka_unit_test(test_exports_stay_out), cmocka_unit_test(test_base64url), cmocka_unit_test(test_no_proof), cmocka_unit_test(test_wipe),
	};

	return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
