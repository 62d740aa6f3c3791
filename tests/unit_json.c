/* Is a JSON text read as JavaScript's JSON.parse reads it, and refused where it refuses it?
 *
 * Cases of tests/cases/json: `> TEXT`, then `is VALUE` or `error [LINE:COLUMN]`, recorded from node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "nodetext.h"
#include "reading/json.h"

/* What comes out, in the words of a case; the position only if it is asked for. */
static struct text outcome(struct world *w, struct text t, bool say_where)
{
	const struct trouble *error;
	struct node *n;

	if (json_read(w, "x.json", t, &n))
		return text_format(w->arena, "is %s", node_canonical(w->arena, n).p);
	error = trouble_first_error(&w->troubles);
	assert_non_null(error);
	assert_string_equal(error->at.file, "x.json");
	assert_true(error->at.line > 0 && error->at.column > 0);
	return say_where ? text_format(w->arena, "error %u:%u", error->at.line, error->at.column) : TEXT("error");
}

static void texts_agree(void **state)
{
	struct text rest = ((const struct test_case *)*state)->body, line, expected;
	size_t count = 0;

	while (cases_line(&rest, &line)) {
		struct world *w = world_posix_new();

		if (text_starts(line, "> ") && cases_line(&rest, &expected)) {
			struct text t = cases_read(w->arena, text_slice(line, 2, line.n));

			assert_string_equal(text_format(w->arena, "%s: %s", text_copy(w->arena, line).p,
							outcome(w, t, text_starts(expected, "error ")).p).p,
					    text_format(w->arena, "%s: %s", text_copy(w->arena, line).p,
							text_copy(w->arena, expected).p).p);
			count++;
		}
		world_posix_free(w);
	}
	assert_true(count > 5);
}

/* '@' stands where the value at `path` is expected. */
static const struct {
	const char *text, *path;
	bool key, dollar;
} places[] = {
	{ "@{\"a\": 1}", "", false, false },
	{ "{@\"a\": 1}", "a", true, false },
	{ "{\"a\": @1}", "a", false, false },
	{ "{\n  \"a\": {\n    @\"b\": [1]\n  }\n}\n", "a.b", true, false },
	{ "{\n  \"a\": {\n    \"b\": [1, @true]\n  }\n}\n", "a.b.1", false, false },
	{ "{\"é😀\": @1}", "é😀", false, false },
	{ "{\"a\": \"@b\"}", "a", false, false },
	{ "{\"a\": \"é日😀-@${self:b}\"}", "a", false, true },
	{ "\r\n\t{\"a\": \"b @${self:b}\"}", "a", false, true },
	{ "{\"a\": \"@\\u00e9 ${self:b}\"}", "a", false, true }, /* offsets are no columns behind an escape */
};

static void everything_has_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct world *w = world_posix_new();
		struct text text;
		struct place wanted = marked_place(w->arena, "x.json", places[i].text, &text), found;
		const struct node_entry *e = NULL;
		struct node *n;

		assert_true(json_read(w, "x.json", text, &n));
		for (const char *p = places[i].path; *p; p += strcspn(p, ".") + (p[strcspn(p, ".")] == '.')) {
			e = node_entry(n, text_copy(w->arena, (struct text){ p, strcspn(p, ".") }));
			assert_non_null(e);
			n = e->value;
		}
		found = places[i].key ? e->at : n->at;
		if (places[i].dollar)
			found = node_place(n, (size_t)(strchr(n->text.p, '$') - n->text.p));
		assert_string_equal(place_text(w->arena, found).p, place_text(w->arena, wanted).p);
		world_posix_free(w);
	}
}

static bool can_be_read(const char *opening, const char *closing, int depth)
{
	struct world *w = world_posix_new();
	struct build b = { .arena = w->arena };
	struct node *n;
	bool fine;

	for (int i = 0; i < depth; i++)
		build_string(&b, opening);
	build_string(&b, "1");
	for (int i = 0; i < depth; i++)
		build_string(&b, closing);
	fine = json_read(w, "x.json", build_done(&b), &n);
	world_posix_free(w);
	return fine;
}

static void depth_is_bounded(void **state)
{
	(void)state;
	assert_true(can_be_read("[", "]", JSON_MAX_DEPTH));
	assert_true(can_be_read("{\"a\":", "}", JSON_MAX_DEPTH));
	assert_false(can_be_read("[", "]", JSON_MAX_DEPTH + 1));
	assert_false(can_be_read("[", "", 1000000));
	assert_false(can_be_read("{\"a\":", "}", 100000));
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t count;
	struct test_case *cases = cases_load(a, "json", &count);
	struct CMUnitTest *tests = arena_array(a, count + 2, sizeof *tests);
	int failed;

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ cases[i].name, texts_agree, NULL, NULL, &cases[i] };
	tests[count] = (struct CMUnitTest)cmocka_unit_test(everything_has_a_place);
	tests[count + 1] = (struct CMUnitTest)cmocka_unit_test(depth_is_bounded);
	failed = _cmocka_run_group_tests("json", tests, count + 2, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
