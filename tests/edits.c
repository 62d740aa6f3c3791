/*
 * Does an edit of an AWS file change what was wanted, and not a byte more?
 *
 * edits COUNT DIRECTORY: makes random files out of lines that have broken parsers before, changes one key in each, and looks at the
 * bytes: apart from one line everything is as it was. Each that was changed is left in DIRECTORY as N.before, N.after and N.wanted
 * (section, key, value; a line each; no third line: the key was taken out), for another parser to judge: tests/edits.py.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/iniedit.h"

static const char *const pieces[] = {
	"[a]", "[b]", "[profile c]", "[a b]", "[default]", "[DEFAULT]", "  [d]", "[e] # note", "[f]x", "[profile 'g h']",
	"aws_access_key_id = OLD", "aws_access_key_id=OLD", "aws_access_key_id: OLD", "AWS_ACCESS_KEY_ID = OLD", "  aws_access_key_id = OLD",
	"aws_access_key_id =", "aws_access_key_id = OLD # note", "aws_access_key_id = OLD   ", "region = eu-west-1", "  region = x", "\tregion = y",
	"aws_secret_access_key = s", "  goes on", "s3 =", "  max = 1", "    deeper = 2", "# comment", "; comment", "  # indented", "", "   ",
	"output = json", "unknown: x", "k\xc3\xa4se = gr\xc3\xbcn", "role_arn = arn:aws:iam::1:role/x", "nonsense", "=v", "[",
};
static const char *const ends[] = { "\n", "\r\n", "\n", "\r\n", "\n", "\r" };
static const char *const sections[] = { "a", "b", "profile c", "a b", "default", "d", "e", "profile 'g h'", "new", "profile new" };
static const char *const keys[] = { "aws_access_key_id", "aws_secret_access_key", "region", "s3", "output" };

static uint64_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

static struct text random_file(struct arena *a, uint64_t *state)
{
	struct build b = { .arena = a };
	uint64_t lines = next(state) % 12, end = next(state) % 6, mixed = next(state) % 8, kinds = sizeof pieces / sizeof *pieces;

	/* half of the files have a chance to be valid */
	if (next(state) % 2) {
		kinds -= 3;
		build_format(&b, "[%s]%s", sections[next(state) % 7], ends[end]);
	}
	for (uint64_t i = 0; i < lines; i++) {
		build_string(&b, pieces[next(state) % kinds]);
		if (i + 1 < lines || next(state) % 3)
			build_string(&b, ends[mixed ? end : next(state) % 6]);
	}
	return build_done(&b);
}

static size_t lines_in(struct text t)
{
	size_t n = t.n && t.p[t.n - 1] != '\n' && t.p[t.n - 1] != '\r';

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] == '\n' || (t.p[i] == '\r' && (i + 1 == t.n || t.p[i + 1] != '\n'));
	return n;
}

/* What differs, without what is the same at both ends: at most one line of the old file (the rest of it and the beginning of the next,
 * when both begin alike), and of the new one three and an end before them (a blank one, a
 * header and the key). */
static int is_small(struct text old, struct text new)
{
	size_t from = 0, end = 0;

	while (from < old.n && from < new.n && old.p[from] == new.p[from])
		from++;
	while (end < old.n - from && end < new.n - from && old.p[old.n - 1 - end] == new.p[new.n - 1 - end])
		end++;
	return lines_in(text_slice(old, from, old.n - end)) <= 2 && lines_in(text_slice(new, from, new.n - end)) <= 4;
}

static void leave(const char *directory, unsigned long n, const char *kind, struct text t)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/%lu.%s", directory, n, kind);
	f = fopen(path, "wb");
	if (!f || fwrite(t.p, 1, t.n, f) != t.n || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static const struct ini_property *value_of(struct arena *a, struct text bytes, struct text section, const char *key)
{
	struct ini_file f;

	ini_read(a, bytes, INI_BOTOCORE, &f);
	return ini_property(ini_section(&f, section), key);
}

static int judge(struct arena *a, struct text old, struct text new, struct text section, const struct ini_change *c)
{
	const struct ini_property *p = value_of(a, new, section, c->key);

	if (c->value.p ? p && text_equal(p->value, c->value) && is_small(old, new) : !p && is_small(old, new))
		return 1;
	printf("# [%s] %s = %s\n# before: %s\n# after: %s\n", section.p, c->key, c->value.p ? c->value.p : "(out)",
	       text_show(a, old, 0).p, text_show(a, new, 0).p);
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long count = argc == 3 ? strtoul(argv[1], NULL, 10) : 0, changed = 0, refused = 0, wrong = 0;
	uint64_t state = 20261123;

	for (unsigned long i = 0; i < count; i++) {
		struct arena *a = arena_new(0);
		struct text old = random_file(a, &state), new, section = text_of(sections[next(&state) % 10]);
		struct ini_change c = { keys[next(&state) % 5], next(&state) % 4 ? text_format(a, "NEW%lu", i) : TEXT_NONE };
		struct ini_refusal why = { .what = NULL };

		if (!ini_edit(a, old, section, &c, 1, &new, &why)) {
			refused++;
			wrong += !why.what || !why.todo;
		} else {
			changed++;
			wrong += !judge(a, old, new, section, &c);
			leave(argv[2], i, "before", old);
			leave(argv[2], i, "after", new);
			leave(argv[2], i, "wanted", text_format(a, c.value.p ? "%s\n%s\n%s\n" : "%s\n%s\n", section.p, c.key, c.value.p));
		}
		arena_free(a);
	}
	printf("changed %lu, refused %lu, wrong %lu\n", changed, refused, wrong);
	return wrong || changed < count / 8 || refused < count / 8;
}
