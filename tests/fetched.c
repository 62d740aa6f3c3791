/* Does `slsenv-credentials get` give what botocore gives, without a network: from files, programs and the AWS CLI's caches?
 *
 * A case of tests/cases/fetched is a file of sections, each but `slsenv` optional:
 *     -- note             why the case is there
 *     -- config, -- credentials
 *     -- file PATH        a file below the home directory; may be run if it begins with #!
 *     -- env              NAME=VALUE; DIR in a value is the home directory, which is also the current one
 *     -- profile          its name, for --profile; without it nobody is named
 *     -- options          further words for `get`
 *     -- botocore         recorded from botocore 1.43 (as the AWS CLI 2 runs it; as boto3 with --boto3) for that profile, named
 *                         explicitly, or for that environment: KEY = VALUE, or error = TYPE: TEXT
 *     -- differs          why our answer is another one; without it the two are the same, an error's words included
 *     -- slsenv           our exit status, and what is said on standard error
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "casefile.h"
#include "program.h"

struct run {
	struct arena *a;
	const char *dir;
	struct text body;
};

static struct text value_in(struct arena *a, const char *dir, struct text t)
{
	const char *at = memmem(t.p, t.n, "DIR", 3);

	if (!at)
		return text_copy(a, t);
	return text_format(a, "%.*s%s%.*s", (int)(at - t.p), t.p, dir, (int)(t.n - (size_t)(at - t.p) - 3), at + 3);
}

static void lay_files(const struct run *r)
{
	struct text rest = r->body, line;
	char path[1024];

	while (cases_line(&rest, &line)) {
		struct text name, bytes;

		if (!text_starts(line, "-- file "))
			continue;
		name = text_slice(line, 8, line.n);
		bytes = cases_section(r->body, text_copy(r->a, text_slice(line, 3, line.n)).p);
		program_file(r->a, r->dir, name, value_in(r->a, r->dir, cases_read(r->a, bytes)));
		snprintf(path, sizeof path, "%s/%.*s", r->dir, (int)name.n, name.p);
		if (text_starts(bytes, "#!"))
			chmod(path, 0755);
	}
}

static const char *lay(const struct run *r, const char *name)
{
	struct text bytes = cases_section(r->body, name);

	if (!bytes.p)
		return "nowhere";
	program_file(r->a, r->dir, text_of(name), value_in(r->a, r->dir, cases_read(r->a, bytes)));
	return name;
}

/* No name server and no server of AWS's is ever asked: the only proxy is a port on which nobody listens. */
static char *const *environment_of(const struct run *r)
{
	char **list = arena_array(r->a, 40, sizeof *list);
	struct text rest = cases_section(r->body, "env"), line;
	const char *path = getenv("PATH");
	size_t n = 0;

	list[n++] = arena_format(r->a, "HOME=%s", r->dir);
	list[n++] = arena_format(r->a, "PATH=%s", path ? path : "/usr/bin:/bin");
	list[n++] = arena_format(r->a, "XDG_CACHE_HOME=%s/cache", r->dir);
	list[n++] = arena_format(r->a, "AWS_CONFIG_FILE=%s/%s", r->dir, lay(r, "config"));
	list[n++] = arena_format(r->a, "AWS_SHARED_CREDENTIALS_FILE=%s/%s", r->dir, lay(r, "credentials"));
	list[n++] = arena_string(r->a, "HTTPS_PROXY=http://127.0.0.1:1");
	list[n++] = arena_string(r->a, "AWS_EC2_METADATA_DISABLED=true");
	while (cases_line(&rest, &line) && n < 39)
		list[n++] = arena_copy(r->a, value_in(r->a, r->dir, line).p, value_in(r->a, r->dir, line).n);
	return list;
}

/* No case has another escape than that of a line end. */
static struct text unescaped(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		bool end = t.p[i] == '\\' && i + 1 < t.n && t.p[i + 1] == 'n';

		build_char(&b, end ? '\n' : t.p[i]);
		i += end;
	}
	return build_done(&b);
}

/* The value of a line `  "KEY": "VALUE",` of the answer. */
static struct text json_field(struct arena *a, struct text out, const char *key)
{
	const char *name = arena_format(a, "\"%s\": \"", key), *from = out.n ? strstr(out.p, name) : NULL;

	return from ? unescaped(a, (struct text){ from + strlen(name), strcspn(from + strlen(name), "\"") }) : TEXT_NONE;
}

static void say(struct build *b, const char *key, struct text value)
{
	if (value.p)
		build_format(b, "%s = %s\n", key, value.p);
}

/* Our answer as the lines of `-- botocore`; the account only if botocore knew it. */
static struct text as_botocore(struct arena *a, const struct answered *r, bool account)
{
	struct build b = { .arena = a };
	struct text until = json_field(a, r->out, "Expiration");

	if (r->status)
		return TEXT("error\n");
	say(&b, "access_key_id", json_field(a, r->out, "AccessKeyId"));
	say(&b, "secret_access_key", json_field(a, r->out, "SecretAccessKey"));
	say(&b, "session_token", json_field(a, r->out, "SessionToken"));
	say(&b, "account_id", account ? json_field(a, r->out, "AccountId") : TEXT_NONE);
	if (until.p)
		build_format(&b, "expiration = %.*s+00:00\n", (int)(until.n - 1), until.p);
	return build_done(&b);
}

static struct text recorded(struct arena *a, struct text section)
{
	struct build b = { .arena = a };
	struct text line;

	while (cases_line(&section, &line)) {
		build_text(&b, text_starts(line, "error") ? TEXT("error") : cases_read(a, line));
		build_char(&b, '\n');
	}
	return build_done(&b);
}

/* Letters and digits only, in lower case. */
static const char *words(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (c >= 'A' && c <= 'Z')
			build_char(&b, (char)(c - 'A' + 'a'));
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			build_char(&b, c);
	}
	return build_done(&b).p;
}

/* Are the words of botocore's first sentence in ours? "error = TYPE: TEXT". The path of a file that cannot be parsed stands elsewhere. */
static bool has_words(struct arena *a, struct text section, struct text err)
{
	const char *at = section.n ? memmem(section.p, section.n, ": ", 2) : NULL, *ours = words(a, err), *colon, *end;
	struct text text;

	if (!at || !text_starts(section, "error = "))
		return true;
	text = (struct text){ at + 2, section.n - (size_t)(at + 2 - section.p) };
	end = memmem(text.p, text.n, ". ", 2);
	text.n = end ? (size_t)(end - text.p) : text.n;
	colon = text_starts(text, "Unable to parse config file: ") ? memchr(text.p, ':', text.n) : NULL;
	if (!colon)
		return strstr(ours, words(a, text)) != NULL;
	return strstr(ours, "unabletoparseconfigfile") && strstr(ours, words(a, text_slice(text, (size_t)(colon - text.p), text.n)));
}

static struct text without_dir(const struct run *r, struct text t)
{
	struct build b = { .arena = r->a };
	size_t n = strlen(r->dir);

	for (size_t i = 0; i < t.n; i++) {
		bool here = t.n - i >= n && memcmp(t.p + i, r->dir, n) == 0;

		build_bytes(&b, here ? "DIR" : t.p + i, here ? 3 : 1);
		i += here ? n - 1 : 0;
	}
	return build_done(&b);
}

static void complain(const char *what, struct text expected, struct text got)
{
	struct text line;

	printf("# %s\n# expected:\n", what);
	while (cases_line(&expected, &line))
		printf("#   %.*s\n", (int)line.n, line.p);
	printf("# got:\n");
	while (cases_line(&got, &line))
		printf("#   %.*s\n", (int)line.n, line.p);
}

static char **arguments(const struct run *r)
{
	struct text profile = cases_section(r->body, "profile"), options = cases_section(r->body, "options"), line;
	char **list = arena_array(r->a, 10, sizeof *list);
	const char *helper = getenv("SLSENV_CREDENTIALS");
	size_t n = 0;

	list[n++] = arena_string(r->a, helper ? helper : "slsenv-credentials");
	list[n++] = arena_string(r->a, "get");
	if (profile.p) {
		cases_line(&profile, &line);
		list[n++] = arena_string(r->a, "--profile");
		list[n++] = arena_copy(r->a, cases_read(r->a, line).p, cases_read(r->a, line).n);
	}
	while (cases_line(&options, &line) && n < 9)
		list[n++] = arena_copy(r->a, line.p, line.n);
	list[n] = NULL;
	return list;
}

static bool case_passes(struct run *r)
{
	struct text botocore = cases_section(r->body, "botocore"), ours, same;
	struct answered got;

	lay_files(r);
	got = program_run(r->a, r->dir, arguments(r), environment_of(r));
	ours = text_format(r->a, "status = %d\n%s", got.status, without_dir(r, got.err).p);
	if (!text_equal(ours, cases_section(r->body, "slsenv"))) {
		complain("slsenv-credentials", cases_section(r->body, "slsenv"), ours);
		return false;
	}
	if (cases_section(r->body, "differs").p)
		return true;
	same = cases_sorted(r->a, as_botocore(r->a, &got, botocore.n && memmem(botocore.p, botocore.n, "account_id", 10)));
	if (text_equal(same, cases_sorted(r->a, recorded(r->a, botocore))) && has_words(r->a, botocore, without_dir(r, got.err)))
		return true;
	complain("botocore's answer", botocore, got.status ? got.err : same);
	return false;
}

int main(void)
{
	struct arena *a = arena_new(0);
	size_t count, failed = 0;
	struct test_case *cases = cases_load(a, "fetched", &count);

	printf("1..%zu\n", count);
	for (size_t i = 0; i < count; i++) {
		struct run r = { a, program_directory(a), cases[i].body };
		bool fine = case_passes(&r);

		printf("%s %zu - %s\n", fine ? "ok" : "not ok", i + 1, cases[i].name);
		failed += !fine;
		program_remove(r.dir);
	}
	arena_free(a);
	return failed != 0;
}
