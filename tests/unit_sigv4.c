/* Is a request to STS signed as botocore signs it?
 *
 * tests/cases/sigv4/sts.txt: `-- request` has KEY = VALUE lines, `-- authorization` the header recorded for it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "credentials/digest.h"
#include "credentials/moment.h"
#include "credentials/sigv4.h"

static struct text field(struct arena *a, struct text section, const char *key)
{
	struct text line;
	size_t n = strlen(key);

	while (cases_line(&section, &line))
		if (text_starts(line, key) && line.n > n + 3 && memcmp(line.p + n, " = ", 3) == 0)
			return text_copy(a, text_slice(line, n + 3, line.n));
	return TEXT_NONE;
}

/* 20260102T030405Z */
static int64_t moment_of(struct arena *a, struct text date)
{
	int64_t out = 0;

	assert_true(date.n == 16);
	assert_true(moment_read(text_format(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", date.p, date.p + 4, date.p + 6, date.p + 9,
					    date.p + 11, date.p + 13), &out));
	return out;
}

static void case_agrees(void **state)
{
	struct text body = ((const struct test_case *)*state)->body, request = cases_section(body, "request");
	struct text expected = cases_section(body, "authorization"), line, date, authorization;
	struct arena *a = arena_new(1);
	struct sigv4 s = {
		.access_key_id = field(a, request, "access_key_id"), .secret_access_key = field(a, request, "secret_access_key"),
		.session_token = field(a, request, "session_token"), .region = field(a, request, "region").p, .service = "sts",
		.method = "POST", .host = field(a, request, "host").p, .path = "/",
		.content_type = "application/x-www-form-urlencoded; charset=utf-8", .body = field(a, request, "body"),
		.now = moment_of(a, field(a, request, "date")),
	};

	assert_true(sigv4_sign(a, &s, &date, &authorization));
	assert_string_equal(date.p, field(a, request, "date").p);
	assert_true(cases_line(&expected, &line));
	assert_string_equal(authorization.p, text_copy(a, line).p);
	arena_free(a);
}

static void memory_is_wiped(void **state)
{
	(void)state;
	assert_true(digest_begin()); /* the tests have asked OpenSSL for nothing before */
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t count;
	struct test_case *cases = cases_load(a, "sigv4", &count);
	struct CMUnitTest *tests = arena_array(a, count + 1, sizeof *tests);
	int failed;

	for (size_t i = 0; i < count; i++)
		tests[i + 1] = (struct CMUnitTest){ cases[i].name, case_agrees, NULL, NULL, &cases[i] };
	tests[0] = (struct CMUnitTest){ "OpenSSL takes our allocators", memory_is_wiped, NULL, NULL, NULL };
	failed = _cmocka_run_group_tests("sigv4", tests, count + 1, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
