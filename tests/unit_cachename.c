/* Does slsenv-credentials name the AWS CLI's cache files as the AWS CLI does?
 *
 * The names were recorded from AWS CLI v2 and botocore 1.43.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "credentials/cachename.h"
#include "credentials/canonical.h"

#define DEMO "RoleArn=arn:aws:iam::123456789012:role/demo\n"
#define PORTAL "https://d-1234567890.awsapps.com/start"
#define ADMIN "accountId=111122223333\nroleName=Admin\n"

static const struct {
	const char *kind, *fields, *hash;
} names[] = {
	{ "role", DEMO, "5f52c9c583acfd120a607977e4f21fe86b7fa42d" },
	{ "role", DEMO "RoleSessionName=\n", "5f52c9c583acfd120a607977e4f21fe86b7fa42d" },
	{ "role", "RoleSessionName=alice\n" DEMO, "285e1c799d70dfec357767cc78c19246e5f667e0" },
	{ "role", DEMO "ExternalId=ext/1\n", "9414f3b68edc20876faca742beeb7b2720d6172c" },
	{ "role", DEMO "DurationSeconds=900\n", "164078189df8db2be2119350cfc6cf48697a919b" },
	{ "role", DEMO "SerialNumber=arn:aws:iam::123456789012:mfa/alice\n", "6336ab650db96bfffebda258e654965b52d52e43" },
	{ "role",
	  "SerialNumber=arn:aws:iam::123456789012:mfa/alice\nDurationSeconds=3600\nExternalId=ext/1\nRoleSessionName=alice\n" DEMO,
	  "d2d0f8c4de39a91d7afce757d3bc25d10c041223" },
	{ "role", DEMO "ExternalId=\xc3\xa9\"\\\t<>&/\n", "518f105f97c3779190e18d0d03a68c1bf57dc07c" },
	{ "role", "RoleArn=arn:aws-cn:iam::123456789012:role/path/to/demo\n", "c4564b281b861e4bba4409bfb98e428a44d681fc" },
	{ "role", DEMO "RoleSessionName=web", "54b721ab896ac8c31680faa181b8f16e5c78e712" },
	{ "sso-role", ADMIN "startUrl=" PORTAL "\n", "6abb896b6ccaa651ce726de776d08638a3e78017" },
	{ "sso-role", ADMIN "sessionName=corp\n", "0cdbf32b99792a73981dd3f142bc63ab50240b44" },
	{ "sso-token", "sessionName=corp\n", "ee0bfd2552fbd840c02cc48b6e823320543c450f" },
	{ "sso-token", "sessionName=my corp\n", "2603e49e9877a1061664a5a7f900ffb84f872d49" },
	{ "sso-token", "startUrl=" PORTAL "\n", "7487b5b67d5fa1132cf33fa93ae51ef38cc37752" },
	{ "sso-token", "startUrl=" PORTAL "/\n", "ae4321de83751a696d13fbefb87d776773c41e1c" },
	{ "login", "loginSession=arn:aws:iam::123456789012:user/alice\n",
	  "b7d71d383b9557a9bad4c3346c50365819226484c6824a0fdef66637be339db0" },
};

static const struct {
	const char *kind, *request, *line;
} refused[] = {
	{ "role", "", "request: is empty - begin with protocol=1" },
	{ "role", DEMO, "request:1:1: does not say which protocol follows - begin with protocol=1" },
	{ "role", "protocol=2\n" DEMO,
	  "request:1:1: asks for protocol 2, this program speaks 1 - install slsenv and slsenv-credentials from the same version" },
	{ "role", "protocol=1\n", "request: role needs RoleArn" },
	{ "role", "protocol=1\nRoleArn=\n", "request:2:1: RoleArn is empty" },
	{ "role", "protocol=1\n" DEMO "\n", "request:3:1: has no key - write KEY=VALUE" },
	{ "role", "protocol=1\n=x\n", "request:2:1: has no key - write KEY=VALUE" },
	{ "role", "protocol=1\n" DEMO DEMO, "request:3:1: RoleArn is given twice" },
	{ "role", "protocol=1\n" DEMO "rolearn=x\n", "request:3:1: role has no field rolearn" },
	{ "role", "protocol=1\n" DEMO "a\x1b[2Jb=x\n", "request:3:1: role has no field a\\x1B[2Jb" },
	{ "role", "protocol=1\n" DEMO "DurationSeconds=0900\n", "request:3:1: DurationSeconds is not a number" },
	{ "role", "protocol=1\n" DEMO "DurationSeconds=-5\n", "request:3:1: DurationSeconds is not a number" },
	{ "role", "protocol=1\n" DEMO "DurationSeconds=\n", "request:3:1: DurationSeconds is not a number" },
	{ "role", "protocol=1\n" DEMO "ExternalId=\xff\n", "request:3:1: is not UTF-8 text" },
	{ "sso-role", "protocol=1\naccountId=1\nsessionName=corp\n", "request: sso-role needs roleName" },
	{ "sso-role", "protocol=1\n" ADMIN, "request: sso-role needs either sessionName or startUrl" },
	{ "sso-token", "protocol=1\n", "request: sso-token needs either sessionName or startUrl" },
	{ "sso-token", "protocol=1\nsessionName=a\nstartUrl=b\n", "request: sso-token needs either sessionName or startUrl" },
	{ "sso-token", "protocol=1\nsessionName=\n", "request:2:1: sessionName is empty" },
	{ "login", "protocol=1\n", "request: login needs loginSession" },
};

static const struct {
	const char *plain, *json;
} strings[] = {
	{ "", "\"\"" },
	{ "a/b <>&'", "\"a/b <>&'\"" },
	{ "\"\\\b\f\n\r\t", "\"\\\"\\\\\\b\\f\\n\\r\\t\"" },
	{ "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"" },
	{ "\xc2\x80\xc3\xa9\xe2\x82\xac\xef\xbf\xbf", "\"\\u0080\\u00e9\\u20ac\\uffff\"" },
	{ "\xf0\x90\x80\x80\xf0\x9f\x98\x80\xf4\x8f\xbf\xbf", "\"\\ud800\\udc00\\ud83d\\ude00\\udbff\\udfff\"" },
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool ask(struct troubles *troubles, const char *kind, struct text bytes, struct text *out)
{
	struct request request;

	assert_non_null(cache_kind_find(kind));
	return request_parse(troubles, bytes, &request) && cache_name(troubles, cache_kind_find(kind), &request, out);
}

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct arena *a = arena_new(0);
		struct troubles troubles = { .arena = a };
		struct text out;

		assert_true(ask(&troubles, names[i].kind, text_format(a, "protocol=1\n%s", names[i].fields), &out));
		assert_string_equal(out.p, text_format(a, "%s.json", names[i].hash).p);
		arena_free(a);
	}
}

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct arena *a = arena_new(0);
		struct troubles troubles = { .arena = a };
		struct text out;

		assert_false(ask(&troubles, refused[i].kind, text_of(refused[i].request), &out));
		assert_string_equal(trouble_line(a, trouble_first_error(&troubles)).p, refused[i].line);
		arena_free(a);
	}
}

static void test_nul_and_limits(void **state)
{
	struct arena *a = arena_new(0);
	struct troubles troubles = { .arena = a };
	struct build b = { .arena = a };
	struct text out;

	(void)state;
	assert_false(ask(&troubles, "login", TEXT("protocol=1\nloginSession=a\0b\n"), &out));
	build_string(&b, "protocol=1\n");
	for (int i = 0; i <= REQUEST_FIELDS; i++)
		build_format(&b, "field%d=\n", i);
	assert_false(ask(&troubles, "login", build_done(&b), &out));
	assert_string_equal(trouble_line(a, troubles.last).p, "request:34:1: more than 32 fields");
	arena_free(a);
}

static void test_strings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(strings); i++) {
		struct arena *a = arena_new(0);
		struct build b = { .arena = a };

		canonical_string(&b, text_of(strings[i].plain));
		assert_string_equal(build_done(&b).p, strings[i].json);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_nul_and_limits),
		cmocka_unit_test(test_strings),
	};

	return cmocka_run_group_tests_name("cachename", tests, NULL, NULL);
}
