/* Is a plain YAML scalar what js-yaml takes it for, and is a number printed as JavaScript prints it?
 *
 * Cases of tests/cases/scalar: `|SCALAR| VALUE`, recorded from js-yaml; of tests/cases/number: `BITS TEXT`, from node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "nodetext.h"
#include "reading/scalar.h"

static void scalars_agree(void **state)
{
	struct text rest = ((const struct test_case *)*state)->body, line;
	struct arena *a = arena_new(0);
	size_t count = 0;

	while (cases_line(&rest, &line)) {
		struct node *n = node_new(a, NODE_STRING, NOWHERE);
		const char *end;

		if (!line.n)
			continue;
		line = text_copy(a, line);
		end = strstr(line.p, "| ");
		assert_non_null(end);
		scalar_type(n, cases_read(a, text_slice(line, 1, (size_t)(end - line.p))));
		assert_string_equal(text_format(a, "%.*s| %s", (int)(end - line.p), line.p, node_canonical(a, n).p).p, line.p);
		count++;
	}
	assert_true(count > 5);
	arena_free(a);
}

static void numbers_agree(void **state)
{
	struct text rest = ((const struct test_case *)*state)->body, line;
	struct arena *a = arena_new(0);
	size_t count = 0;

	while (cases_line(&rest, &line)) {
		uint64_t bits;
		double value;

		if (!line.n)
			continue;
		line = text_copy(a, line);
		bits = strtoull(line.p, NULL, 16);
		memcpy(&value, &bits, sizeof value);
		assert_string_equal(text_format(a, "%.16s %s", line.p, number_text(a, value).p).p, line.p);
		count++;
	}
	assert_true(count > 2);
	arena_free(a);
}

/* Lists are joined with commas; null is nothing inside them, and no text by itself. */
static void values_are_joined(void **state)
{
	struct arena *a = arena_new(0);
	struct node *list = node_new(a, NODE_LIST, NOWHERE), *inner = node_new(a, NODE_LIST, NOWHERE);
	struct text t = TEXT("untouched");

	(void)state;
	assert_false(node_text(a, node_new(a, NODE_NULL, NOWHERE), &t));
	assert_false(node_text(a, node_new(a, NODE_MAP, NOWHERE), &t));
	assert_string_equal(t.p, "untouched");
	assert_true(node_text(a, list, &t));
	assert_string_equal(t.p, "");
	node_add(a, inner, TEXT_NONE, NOWHERE, node_number(a, 1.50, NOWHERE));
	node_add(a, inner, TEXT_NONE, NOWHERE, node_boolean(a, true, NOWHERE));
	node_add(a, list, TEXT_NONE, NOWHERE, node_string(a, TEXT("x"), NOWHERE));
	node_add(a, list, TEXT_NONE, NOWHERE, node_new(a, NODE_NULL, NOWHERE));
	node_add(a, list, TEXT_NONE, NOWHERE, inner);
	node_add(a, list, TEXT_NONE, NOWHERE, node_new(a, NODE_MAP, NOWHERE));
	assert_true(node_text(a, list, &t));
	assert_string_equal(t.p, "x,,1.5,true,[object Object]");
	arena_free(a);
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t scalar_count, number_count;
	struct test_case *scalars = cases_load(a, "scalar", &scalar_count), *numbers = cases_load(a, "number", &number_count);
	struct CMUnitTest *tests = arena_array(a, scalar_count + number_count + 1, sizeof *tests);
	int failed;

	tests[0] = (struct CMUnitTest)cmocka_unit_test(values_are_joined);
	for (size_t i = 0; i < scalar_count; i++)
		tests[1 + i] = (struct CMUnitTest){ scalars[i].name, scalars_agree, NULL, NULL, &scalars[i] };
	for (size_t i = 0; i < number_count; i++)
		tests[1 + scalar_count + i] = (struct CMUnitTest){ numbers[i].name, numbers_agree, NULL, NULL, &numbers[i] };
	failed = _cmocka_run_group_tests("scalar", tests, 1 + scalar_count + number_count, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
