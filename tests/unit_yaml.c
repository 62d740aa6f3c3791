/* Is a YAML text read as js-yaml reads it, with the schema of the Framework, and does every value know where it stands?
 *
 * A case of tests/cases/yaml:
 *     -- yaml      the text
 *     -- js-yaml   recorded: the value on one line as nodetext.h has it, or `error`
 *     -- differs   why our answer is another one; then `-- ours` has it
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "nodetext.h"
#include "reading/yaml.h"

static struct text first_line(struct text t)
{
	struct text line = TEXT("");

	cases_line(&t, &line);
	return line;
}

static void case_agrees(void **state)
{
	const struct test_case *c = *state;
	struct world *w = world_posix_new();
	struct text expected = first_line(cases_section(c->body, cases_section(c->body, "ours").p ? "ours" : "js-yaml"));
	struct node *n;

	if (yaml_read(w, "x.yml", cases_read(w->arena, cases_section(c->body, "yaml")), DATES_TAGGED, &n)) {
		assert_null(trouble_first_error(&w->troubles));
		assert_string_equal(node_canonical(w->arena, n).p, text_copy(w->arena, expected).p);
	} else {
		const struct trouble *t = trouble_first_error(&w->troubles);

		assert_string_equal("error", text_copy(w->arena, expected).p);
		assert_non_null(t);
		assert_string_equal(t->at.file, "x.yml");
		assert_null(t->next);
	}
	world_posix_free(w);
}

enum of { KEY, VALUE, DOLLAR /* of the first '$' in the value */ };

/* '@' stands where the thing is expected; it is taken out before reading. */
static const struct {
	const char *text, *path;
	enum of of;
} places[] = {
	{ "@a: b\n", "a", KEY },
	{ "a: @b\n", "a", VALUE },
	{ "a:   @b # c\n", "a", VALUE },
	{ "a:\n  @b\n", "a", VALUE },
	{ "# x\n\na:\n  @b: c\n", "a.b", KEY },
	{ "# x\n\na:\n  b: @c\n", "a.b", VALUE },
	{ "a:\n  @b: c\n", "a", VALUE },
	{ "a: @{b: c}\n", "a", VALUE },
	{ "a: {@b: c}\n", "a.b", KEY },
	{ "a: {b: @c}\n", "a.b", VALUE },
	{ "{a: [x, @y]}\n", "a.1", VALUE },
	{ "a:\n- x\n- @y\n", "a.1", VALUE },
	{ "a:\n- x\n- @b: c\n", "a.1.b", KEY },
	{ "größe: @b\n", "größe", VALUE },
	{ "größe: {日本: @b}\n", "größe.日本", VALUE },
	{ "a: '@b'\n", "a", VALUE },
	{ "a: \"@b\"\n", "a", VALUE },
	{ "a: @|\n  b\n", "a", VALUE },
	{ "'@a': b\n", "a", KEY },
	{ "? @a\n: b\n", "a", KEY },
	{ "a: @!Sub b\n", "a", VALUE },
	{ "a: &x {b: @c}\nd: *x\n", "d.b", VALUE },
	{ "a: &x {@b: c}\nd:\n  <<: *x\n", "d.b", KEY },
	{ "a: &x {b: @c}\nd:\n  <<: *x\n", "d.b", VALUE },
	{ "a: @${self:b}\n", "a", DOLLAR },
	{ "a: b-@${self:b}\n", "a", DOLLAR },
	{ "a: \"b-@${self:b}\"\n", "a", DOLLAR },
	{ "a: 'b-@${self:b}'\n", "a", DOLLAR },
	{ "a: é日😀@${self:b}\n", "a", DOLLAR },
	{ "é: \"é日😀@${self:b}\"\n", "é", DOLLAR },
	{ "{a: 'b-@${self:b}'}\n", "a", DOLLAR },
	{ "\xef\xbb\xbf@a: b\n", "a", KEY },
	{ "a: x\r\nb: y-@${self:a}\r\n", "b", DOLLAR },
	/* where offsets are no columns, the beginning of the value has to do */
	{ "a: @'it''s ${self:b}'\n", "a", DOLLAR },
	{ "a: @\"\\u00e9 ${self:b}\"\n", "a", DOLLAR },
	{ "a: @b\n  ${self:b}\n", "a", DOLLAR },
	{ "a: @>-\n  ${self:b}\n", "a", DOLLAR },
};

static const struct node_entry *at_path(struct arena *a, const struct node *n, const char *path)
{
	const struct node_entry *e = NULL;

	while (*path) {
		size_t length = strcspn(path, ".");

		e = node_entry(n, text_copy(a, (struct text){ path, length }));
		assert_non_null(e);
		n = e->value;
		path += length + (path[length] == '.');
	}
	return e;
}

static void everything_has_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct world *w = world_posix_new();
		const struct node_entry *e;
		struct place wanted, found;
		struct text text;
		struct node *n;

		wanted = marked_place(w->arena, "x.yml", places[i].text, &text);
		wanted.column -= text_starts(text, "\xef\xbb\xbf");
		assert_true(yaml_read(w, "x.yml", text, DATES_TAGGED, &n));
		e = at_path(w->arena, n, places[i].path);
		found = places[i].of == KEY ? e->at : e->value->at;
		if (places[i].of == DOLLAR)
			found = node_place(e->value, (size_t)(strchr(e->value->text.p, '$') - e->value->text.p));
		if (found.line != wanted.line || found.column != wanted.column)
			print_error("in: %s\n", places[i].text);
		assert_string_equal(place_text(w->arena, found).p, place_text(w->arena, wanted).p);
		world_posix_free(w);
	}
}

static const char *const errors[] = {
	"a: 1\n@a: 2\n", "a: {b: 1, @b: 2}\n", "a:\n  b: 1\n  c: 2\n  @b: 3\n", "a: @*x\n", "a: &x\n  b: @*x\n", "a: @!Foo b\n", "a: @!Foo {b: c}\n",
	"a:\n  <<: @b\n", "a:\n  <<: [{}, @b]\n", "a: b\n@---\nc: d\n", "a: @%x\n", "a: @`x\n", "a: [b]@]\n", "é: 日 \"😀\"@: \n", "a: b\n@\tc: d\n", "a:\n  b: c\n @d: e\n", "- a\n@b: c\n",
};

static void errors_have_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		struct world *w = world_posix_new();
		struct text text;
		struct place wanted = marked_place(w->arena, "x.yml", errors[i], &text);
		struct node *n;

		assert_false(yaml_read(w, "x.yml", text, DATES_TAGGED, &n));
		if (trouble_first_error(&w->troubles)->at.line != wanted.line)
			print_error("in: %s\n", errors[i]);
		assert_string_equal(place_text(w->arena, trouble_first_error(&w->troubles)->at).p, place_text(w->arena, wanted).p);
		world_posix_free(w);
	}
}

/* "[[[...]]]", as flow or block lists. */
static struct text nested(struct arena *a, int depth, bool flow)
{
	struct build b = { .arena = a };

	for (int i = 0; i < depth; i++)
		build_string(&b, flow ? "[" : "- ");
	for (int i = 0; i < depth && flow; i++)
		build_char(&b, ']');
	build_char(&b, '\n');
	return build_done(&b);
}

static bool can_be_read(struct text text)
{
	struct world *w = world_posix_new();
	struct node *n;
	bool fine = yaml_read(w, "x.yml", text, DATES_TAGGED, &n);

	assert_int_equal(trouble_first_error(&w->troubles) == NULL, fine);
	world_posix_free(w);
	return fine;
}

static void depth_is_bounded(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	for (int flow = 0; flow < 2; flow++) {
		assert_true(can_be_read(nested(a, YAML_MAX_DEPTH, flow)));
		assert_false(can_be_read(nested(a, YAML_MAX_DEPTH + 1, flow)));
		assert_false(can_be_read(nested(a, 20000, flow)));
	}
	arena_free(a);
}

/* Each list holds the one before ten times. */
static struct text laughs(struct arena *a, int levels)
{
	struct build b = { .arena = a };

	build_string(&b, "l0: &l0 [x]\n");
	for (int i = 1; i <= levels; i++) {
		build_format(&b, "l%d: &l%d [", i, i);
		for (int k = 0; k < 10; k++)
			build_format(&b, "%s*l%d", k ? "," : "", i - 1);
		build_string(&b, "]\n");
	}
	return build_done(&b);
}

static void aliases_have_a_budget(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	assert_true(can_be_read(laughs(a, 3)));
	assert_false(can_be_read(laughs(a, 9)));
	assert_false(can_be_read(laughs(a, 200)));
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest own[] = {
		cmocka_unit_test(everything_has_a_place), cmocka_unit_test(errors_have_a_place),
		cmocka_unit_test(depth_is_bounded), cmocka_unit_test(aliases_have_a_budget),
	};
	enum { OWN = sizeof own / sizeof *own };
	struct arena *a = arena_new(0);
	size_t count;
	struct test_case *cases = cases_load(a, "yaml", &count);
	struct CMUnitTest *tests = arena_array(a, count + OWN, sizeof *tests);
	int failed;

	memcpy(tests, own, sizeof own);
	for (size_t i = 0; i < count; i++)
		tests[OWN + i] = (struct CMUnitTest){ cases[i].name, case_agrees, NULL, NULL, &cases[i] };
	failed = _cmocka_run_group_tests("yaml", tests, count + OWN, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
