/* Does reading/inifile read an AWS file as botocore and as Serverless do, and name the lines that one of them refuses?
 *
 * A case of tests/cases/ini is the file's lines behind `| `, and then, one a line, every key that each parser finds:
 *     botocore   [SECTION] KEY = VALUE      or `botocore refuses`; a nested block's key is `KEY > INNER`
 *     serverless [SECTION] KEY = VALUE      or `serverless refuses`
 *     profile    NAME                       what botocore calls it when this is the config file (tests/unit_profiles.c)
 *     names      LINE:COLUMN [SECTION]      ours: which line is reported, and whose it is; [*]: the whole file's
 * The first three were recorded from the real parsers (botocore 1.43, aws-sdk 2.1693), not from this program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casefile.h"
#include "reading/inifile.h"

struct the_case {
	struct arena *arena;
	const struct test_case *from;
	struct build out;
};

static void line(struct the_case *c, const char *who, struct text section, struct text key, struct text value)
{
	build_format(&c->out, "%-10s [%s]", who, cases_write(c->arena, section).p);
	if (key.p)
		build_format(&c->out, " %s = %s", cases_write(c->arena, key).p, cases_write(c->arena, value).p);
	build_char(&c->out, '\n');
}

/* botocore turns a value that begins with a newline into a map. */
static void nested(struct the_case *c, struct text section, const struct ini_property *p)
{
	struct text rest = p->value, one;

	while (cases_line(&rest, &one)) {
		const char *at = one.n ? memchr(one.p, '=', one.n) : NULL;
		struct text inner;

		if (!at)
			continue;
		inner = ini_strip(INI_BOTOCORE, text_slice(one, 0, (size_t)(at - one.p)));
		line(c, "botocore", section,
		     text_format(c->arena, "%s > %s", p->key.p, text_copy(c->arena, inner).p),
		     ini_strip(INI_BOTOCORE, text_slice(one, (size_t)(at - one.p) + 1, one.n)));
	}
}

static void properties(struct the_case *c, const char *who, struct text section, const struct ini_section *s,
		       const struct ini_section *unless)
{
	for (size_t i = 0; s && i < s->count; i++) {
		const struct ini_property *p = &s->properties[i];

		if (unless && ini_property(unless, p->key.p))
			continue;
		if (strcmp(who, "botocore") == 0 && p->value.n && p->value.p[0] == '\n')
			nested(c, section, p);
		else
			line(c, who, section, p->key, p->value);
	}
}

static bool refused(const struct ini_file *f)
{
	for (size_t i = 0; i < f->problem_count; i++)
		if (ini_problem_refuses(f->problems[i].code) && f->problems[i].code != INI_NUL)
			return true;
	return false;
}

static void as_botocore(struct the_case *c, const struct ini_file *f)
{
	const struct ini_section *inherited = ini_section(f, TEXT("DEFAULT"));

	for (size_t i = 0; i < f->count && !refused(f); i++) {
		const struct ini_section *s = &f->sections[i];

		if (s == inherited)
			continue;
		if (!s->count && !(inherited && inherited->count))
			line(c, "botocore", s->name, TEXT_NONE, TEXT_NONE);
		properties(c, "botocore", s->name, s, NULL);
		properties(c, "botocore", s->name, inherited, s);
	}
	if (refused(f))
		build_string(&c->out, "botocore refuses\n");
	for (size_t i = 0; i < f->problem_count; i++) {
		const struct ini_problem *q = &f->problems[i];
		struct text section = q->section < 0 ? TEXT("*") : f->sections[q->section].name;

		build_format(&c->out, "names      %u:%u [%s]\n", q->line, q->column, cases_write(c->arena, section).p);
	}
}

static void as_serverless(struct the_case *c, const struct ini_file *f)
{
	for (size_t i = 0; i < f->count && !f->problem_count; i++)
		properties(c, "serverless", f->sections[i].name, &f->sections[i], NULL);
	if (f->problem_count)
		build_string(&c->out, "serverless refuses\n");
}

/* The file's bytes, and the lines that are expected of it. */
static struct text parts_of(struct the_case *c, struct text *expected)
{
	struct build input = { .arena = c->arena }, expect = { .arena = c->arena };
	struct text rest = c->from->body, one;

	while (cases_line(&rest, &one)) {
		struct build *to = text_starts(one, "|") ? &input : &expect;
		size_t from = text_starts(one, "| ") ? 2 : text_starts(one, "|") ? 1 : 0;

		if (!one.n || text_starts(one, "profile "))
			continue;
		build_text(to, text_slice(one, from, one.n));
		build_char(to, '\n');
	}
	*expected = build_done(&expect);
	return cases_read(c->arena, build_done(&input));
}

static void case_agrees(void **state)
{
	struct the_case c = { .arena = arena_new(0), .from = *state };
	struct text expected, bytes = parts_of(&c, &expected);
	struct ini_file f;

	c.out = (struct build){ .arena = c.arena };
	ini_read(c.arena, bytes, INI_BOTOCORE, &f);
	as_botocore(&c, &f);
	ini_read(c.arena, bytes, INI_JAVASCRIPT, &f);
	as_serverless(&c, &f);
	assert_string_equal(cases_sorted(c.arena, build_done(&c.out)).p, cases_sorted(c.arena, expected).p);
	arena_free(c.arena);
}

static void positions_count_characters(void **state)
{
	struct arena *a = arena_new(0);
	struct ini_file f;
	const struct ini_property *p;

	(void)state;
	ini_read(a, TEXT("# \xc3\xa9\r\n  [a]\r  k\xc3\xa9 = \xc3\xa9 \n\n    more\n"), INI_BOTOCORE, &f);
	assert_int_equal(f.problem_count, 0);
	assert_int_equal(f.count, 1);
	assert_int_equal(f.sections[0].line, 2);
	assert_int_equal(f.sections[0].column, 3);
	p = ini_property(&f.sections[0], "k\xc3\xa9");
	assert_non_null(p);
	assert_int_equal(p->line, 3);
	assert_int_equal(p->column, 3);
	assert_int_equal(p->value_column, 8);
	assert_int_equal(p->continued, 5);
	assert_int_equal(p->continued_column, 5);
	assert_true(text_is(p->value, "\xc3\xa9\n\nmore"));
	arena_free(a);
}

/* Debian's libinih cuts lines at 199 bytes and section names at 49 (spec/aws.md 3.1). */
static void nothing_is_cut(void **state)
{
	struct arena *a = arena_new(1);
	struct text name = cases_read(a, TEXT("\\[200 n]")), token = cases_read(a, TEXT("\\[4096 t]/+="));
	struct ini_file f;

	(void)state;
	ini_read(a, text_format(a, "[x]\nnote = \\[%s\n[%s]\naws_session_token = %s\n", token.p, name.p, token.p),
		 INI_BOTOCORE, &f);
	assert_int_equal(f.problem_count, 0);
	assert_int_equal(f.count, 2);
	assert_true(text_equal(ini_property(ini_section(&f, name), "aws_session_token")->value, token));
	assert_int_equal(ini_property(ini_section(&f, name), "aws_session_token")->line, 4);
	arena_free(a);
}

static void many_sections_are_found(void **state)
{
	struct arena *a = arena_new(1);
	struct build b = { .arena = a };
	struct ini_file f;

	(void)state;
	for (int i = 0; i < 5000; i++)
		build_format(&b, "[profile-%d]\naws_access_key_id = AKIA%d\n", i, i);
	ini_read(a, build_done(&b), INI_BOTOCORE, &f);
	assert_int_equal(f.count, 5000);
	assert_true(text_is(ini_property(ini_section(&f, TEXT("profile-4999")), "aws_access_key_id")->value,
			    "AKIA4999"));
	assert_null(ini_section(&f, TEXT("profile-5000")));
	arena_free(a);
}

/* One section of that many keys, one value of that many lines: neither may take quadratic time. */
static void large_sections_and_values_are_read(void **state)
{
	struct arena *a = arena_new(1);
	struct build b = { .arena = a };
	struct ini_file f;

	(void)state;
	build_string(&b, "[a]\n");
	for (int i = 0; i < 100000; i++)
		build_format(&b, "key%d = v\n", i);
	for (int i = 0; i < 100000; i++)
		build_string(&b, " more\n");
	build_string(&b, "key0 = again\n");
	ini_read(a, build_done(&b), INI_BOTOCORE, &f);
	assert_int_equal(f.sections[0].count, 100000);
	assert_int_equal(f.sections[0].properties[99999].value.n, 1 + 5 * 100000);
	assert_int_equal(f.problem_count, 1);
	assert_int_equal(f.problems[0].code, INI_DUPLICATE_KEY);
	assert_int_equal(f.problems[0].line, 200002);
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest own[] = {
		cmocka_unit_test(positions_count_characters), cmocka_unit_test(nothing_is_cut),
		cmocka_unit_test(many_sections_are_found), cmocka_unit_test(large_sections_and_values_are_read),
	};
	enum { OWN = sizeof own / sizeof *own };
	struct arena *a = arena_new(0);
	size_t count;
	struct test_case *cases = cases_load(a, "ini", &count);
	struct CMUnitTest *tests = arena_array(a, count + OWN, sizeof *tests);
	int failed;

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ cases[i].name, case_agrees, NULL, NULL, &cases[i] };
	memcpy(tests + count, own, sizeof own);
	failed = _cmocka_run_group_tests("inifile", tests, count + OWN, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
