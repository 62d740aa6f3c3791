/* Do profiles and their credentials come out as botocore's, and is every difference one that we chose?
 *
 * A case of tests/cases/aws is a file of sections, each but `config` and `credentials` optional:
 *     -- note          why the case is there
 *     -- config        the two files
 *     -- credentials
 *     -- env           NAME=VALUE; DIR stands for the directory of the two files
 *     -- profile       its name
 *     -- botocore      recorded from botocore 1.43 for that profile, named explicitly: KEY = VALUE, error = TYPE: TEXT
 *     -- differs       why our answer is another one than botocore's; without it the two have to be the same
 *     -- slsenv        ours, and the last: kind, at, account, error and warning (FILE:LINE:COLUMN: WHAT - TODO)
 * What other kinds than static give is not compared: only their kind, account and region.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "awsfiles.h"
#include "casefile.h"
#include "obtaining/credential.h"

static void say(struct build *b, const char *key, struct text value)
{
	if (value.p)
		build_format(b, "%s = %s\n", key, cases_write(b->arena, value).p);
}

/* What a kind that we cannot obtain yet would give is not compared. */
static bool is_compared(const struct credential *c)
{
	return c->kind == CREDENTIAL_STATIC || c->kind == CREDENTIAL_NONE;
}

/* Our answer as the lines of `-- slsenv`. */
static struct text ours(struct place_to_be *here, const struct credential *c)
{
	struct build b = { .arena = here->world->arena };

	say(&b, "kind", text_of(credential_kind_name(c->kind)));
	if (c->kind == CREDENTIAL_STATIC)
		say(&b, "at", without_dir(here, place_text(b.arena, c->at)));
	if (c->account.p)
		build_format(&b, "account = %s, from %s\n", c->account.p, c->account_source);
	for (const struct trouble *t = here->world->troubles.first; t; t = t->next)
		if (is_compared(c) || t->level == TROUBLE_WARNING)
			say(&b, t->level == TROUBLE_ERROR ? "error" : "warning",
			    without_dir(here, trouble_line(b.arena, t)));
	return build_done(&b);
}

/* Our answer as the lines of `-- botocore`; of an error only that it is one. */
static struct text as_botocore(struct arena *a, const struct credential *c, bool fine, struct text region)
{
	struct build b = { .arena = a };

	if (is_compared(c) && fine) {
		say(&b, "access_key_id", c->access_key_id);
		say(&b, "secret_access_key", c->secret_access_key);
		say(&b, "session_token", c->session_token);
		say(&b, "method", text_of(c->method));
		say(&b, "account_id", text_is(text_of(c->account_source), "aws_account_id") ? c->account : TEXT_NONE);
	} else if (is_compared(c)) {
		build_string(&b, "error\n");
	}
	say(&b, "region", region);
	return build_done(&b);
}

/* What was recorded, in the same form. */
static struct text recorded(struct arena *a, struct text section, const struct credential *c)
{
	struct build b = { .arena = a };
	struct text one;

	while (cases_line(&section, &one)) {
		/* An empty token is none to us: it could not be exported as one. */
		if (!one.n || text_ends(one, " = ") || (!is_compared(c) && !text_starts(one, "region")))
			continue;
		build_text(&b, text_starts(one, "error") ? TEXT("error") : cases_write(a, cases_read(a, one)));
		build_char(&b, '\n');
	}
	return build_done(&b);
}

static void case_agrees(void **state)
{
	struct text body = ((const struct test_case *)*state)->body, rest = cases_section(body, "profile"), name;
	struct text region = TEXT_NONE;
	const struct profile *profile;
	struct place_to_be here;
	struct profiles *p;
	struct credential c;
	struct arena *a;
	bool fine;

	be_there(&here);
	a = here.world->arena;
	write_files(&here, body);
	set_environment(&here, cases_section(body, "env"), true);
	assert_true(cases_line(&rest, &name));
	name = cases_read(a, name);
	p = profiles_load(here.world);
	fine = credential_obtain(here.world, p, name, &c);
	assert_int_equal(fine, !trouble_first_error(&here.world->troubles));
	assert_string_equal(ours(&here, &c).p, cases_section(body, "slsenv").p);
	profile = profile_find(p, name);
	if (profile && !text_starts(cases_section(body, "botocore"), "error = ConfigParseError"))
		region = profile_get(p, profile, "region").value;
	if (!cases_section(body, "differs").p)
		assert_string_equal(cases_sorted(a, as_botocore(a, &c, fine, region)).p,
				    cases_sorted(a, recorded(a, cases_section(body, "botocore"), &c)).p);
	set_environment(&here, cases_section(body, "env"), false);
	leave(&here);
}

/* The cases of tests/cases/ini once more: which profiles are there when the file is the config file? */
static void profiles_are_named(void **state)
{
	struct text rest = ((const struct test_case *)*state)->body, one;
	struct build input, expected, found;
	struct place_to_be here;
	struct profiles *p;
	bool refused = false;

	be_there(&here);
	input = expected = found = (struct build){ .arena = here.world->arena };
	while (cases_line(&rest, &one)) {
		size_t from = text_starts(one, "| ") ? 2 : text_starts(one, "|") ? 1 : 11;

		refused = refused || text_is(one, "botocore refuses");
		if (from < 11 || text_starts(one, "profile "))
			build_format(from < 11 ? &input : &expected, "%s\n",
				     text_copy(input.arena, text_slice(one, from, one.n)).p);
	}
	write_bytes(here.config, cases_read(input.arena, build_done(&input)));
	p = profiles_load(here.world);
	for (size_t i = 0; i < p->count; i++)
		build_format(&found, "%s\n", cases_write(found.arena, p->list[i].name).p);
	if (!refused)
		assert_string_equal(build_done(&found).p, cases_sorted(expected.arena, build_done(&expected)).p);
	leave(&here);
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t aws_count, ini_count;
	struct test_case *aws = cases_load(a, "aws", &aws_count), *ini = cases_load(a, "ini", &ini_count);
	struct CMUnitTest *tests = arena_array(a, aws_count + ini_count, sizeof *tests);
	int failed;

	for (size_t i = 0; i < aws_count; i++)
		tests[i] = (struct CMUnitTest){ aws[i].name, case_agrees, NULL, NULL, &aws[i] };
	for (size_t i = 0; i < ini_count; i++)
		tests[aws_count + i] = (struct CMUnitTest){ ini[i].name, profiles_are_named, NULL, NULL, &ini[i] };
	failed = _cmocka_run_group_tests("profiles", tests, aws_count + ini_count, NULL, NULL);
	arena_free(a);
	return failed != 0;
}
