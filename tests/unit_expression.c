/* Is a text with variables taken apart as the Framework's own parser does it?
 *
 * A case of tests/cases/expression is a text (its name) and what the parser of osls made of it, one line a thing, what is
 * inside indented:
 *     none                       no variables
 *     error [BYTE]               a syntax error, and where, if the Framework says where
 *     variable START-END|whole   then its sources:
 *       source TYPE                `params N`, each `param VALUE`; `address VALUE`
 *       literal VALUE
 *     escape START-END "TEXT"
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "resolving/text_parser.h"

static void indent(struct build *b, unsigned depth)
{
	build_format(b, "%*s", (int)depth * 2, "");
}

static void write_value(struct build *b, const struct node *n)
{
	struct text t;

	if (!node_text(b->arena, n, &t))
		build_string(b, "null\n");
	else if (n->kind == NODE_STRING)
		build_format(b, "\"%s\"\n", cases_write(b->arena, t).p);
	else
		build_format(b, "%s\n", t.p);
}

static void write_variables(struct build *b, const struct variable *list, size_t count, unsigned depth);

static void write_argument(struct build *b, const char *what, const struct argument *a, unsigned depth)
{
	indent(b, depth);
	build_string(b, what);
	write_value(b, a->value);
	write_variables(b, a->variables, a->count, depth + 1);
}

static void write_source(struct build *b, const struct source *s, unsigned depth)
{
	indent(b, depth);
	if (!s->type.p) {
		build_string(b, "literal ");
		write_value(b, s->literal);
		return;
	}
	build_format(b, "source %s\n", text_copy(b->arena, s->type).p);
	if (s->has_params) {
		indent(b, depth + 1);
		build_format(b, "params %zu\n", s->param_count);
	}
	for (size_t i = 0; i < s->param_count; i++)
		write_argument(b, "param ", &s->params[i], depth + 1);
	if (s->has_address)
		write_argument(b, "address ", &s->address, depth + 1);
}

static void write_variables(struct build *b, const struct variable *list, size_t count, unsigned depth)
{
	for (size_t i = 0; i < count; i++) {
		const struct variable *v = &list[i];

		indent(b, depth);
		build_string(b, v->escape ? "escape " : "variable ");
		if (v->whole)
			build_string(b, "whole");
		else
			build_format(b, "%zu-%zu", v->start, v->end);
		if (v->escape)
			build_format(b, " \"%s\"", cases_write(b->arena, v->escaped).p);
		build_char(b, '\n');
		for (size_t k = 0; k < v->count; k++)
			write_source(b, &v->sources[k], depth + 1);
	}
}

static struct text taken_apart(struct arena *a, struct text t, bool say_where)
{
	struct expression e = { NULL, 0, 0 };
	struct syntax_error error = { NULL, 0 };
	struct build b = { .arena = a };

	if (!expression_parse(a, t, &e, &error)) {
		assert_non_null(error.what);
		assert_true(error.at <= t.n);
		return say_where ? text_format(a, "error %zu\n", error.at) : TEXT("error\n");
	}
	if (!e.count)
		return TEXT("none\n");
	write_variables(&b, e.variables, e.count, 0);
	return build_done(&b);
}

static void case_agrees(void **state)
{
	const struct test_case *c = *state;
	struct arena *a = arena_new(0);
	struct text expected = c->body;

	while (text_ends(expected, "\n\n"))
		expected.n--;
	assert_string_equal(taken_apart(a, cases_read(a, text_of(c->name)), text_starts(expected, "error ")).p,
			    text_copy(a, expected).p);
	arena_free(a);
}

static void depth_is_bounded(void **state)
{
	struct arena *a = arena_new(0);
	struct build b = { .arena = a };
	struct expression e = { NULL, 0, 0 };
	struct syntax_error error = { NULL, 0 };

	(void)state;
	for (int i = 0; i < 100000; i++)
		build_string(&b, "${self:");
	assert_false(expression_parse(a, build_done(&b), &e, &error));
	arena_free(a);
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t count;
	struct test_case *cases = cases_load(a, "expression", &count);
	struct CMUnitTest *tests = arena_array(a, count + 1, sizeof *tests);
	int failed;

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ cases[i].name, case_agrees, NULL, NULL, &cases[i] };
	tests[count] = (struct CMUnitTest){ "a hundred thousand variables in each other", depth_is_bounded, NULL, NULL, NULL };
	failed = _cmocka_run_group_tests("expression", tests, count + 1, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
