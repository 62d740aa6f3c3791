/* Does the whole program decide as the Serverless Framework does?
 *
 * A case of tests/cases/decide is a world of its own and the answer expected in it:
 *     -- argv           what follows `slsenv status --json`, a word a line
 *     -- environment    NAME=VALUE, beside PATH and an empty HOME; @DIR@ is the case's directory
 *     -- cwd PATH       where the program is run, if not in that directory
 *     -- file PATH      and its bytes below; likewise -- link PATH TARGET and -- directory PATH
 *     -- expect         one line a demand, all of them made:
 *         KEY = VALUE            of the JSON, KEY with dots for what is inside (credentials.access_key_id)
 *         no KEY                 it is null
 *         without KEY            it is not there
 *         error                  the program says what is wrong, and gives no answer (exit 1 or 2)
 *         unresolved PATH        `unresolved` has that property (exit 5)
 *         at FILE:LINE:COLUMN    of an error or of an unresolved variable
 *         message TEXT           part of what is said of them
 *         why LINE               a line of `slsenv why`, blanks before it left out
 *         exit N
 * Bytes are written as casefile.h has it. What is expected comes from the Framework (osls 3.77), not from this program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casefile.h"
#include "program.h"
#include "reading/json.h"

/* A case that is being tried. */
struct trial {
	struct world *world;
	struct arena *arena;
	const char *top, *dir; /* the case's directory is below `top`, beside the empty HOME */
	const char *cwd;
	struct text body;
	struct answered got;
	struct node *json;     /* NULL: none */
	struct text why;       /* absent: not asked yet */
	struct build complaints;
};

struct words {
	char **list;
	size_t count, capacity;
};

/* ---- the world of a case ------------------------------------------------------------------------------------------- */

static struct text cut(struct text *rest, char separator)
{
	const char *end = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
	size_t n = end ? (size_t)(end - rest->p) : rest->n;
	struct text first = text_slice(*rest, 0, n);

	*rest = text_slice(*rest, end ? n + 1 : n, rest->n);
	return first;
}

/* `t` with each `from` in it replaced. */
static struct text replaced(struct arena *a, struct text t, const char *from, const char *to)
{
	struct build b = { .arena = a };
	size_t n = strlen(from);

	for (size_t i = 0; i < t.n;) {
		bool here = t.n - i >= n && memcmp(t.p + i, from, n) == 0;

		build_bytes(&b, here ? to : t.p + i, here ? strlen(to) : 1);
		i += here ? n : 1;
	}
	return build_done(&b);
}

/* Carries out one section; what it does not know it leaves alone. */
static void prepare(struct trial *t, struct text heading, struct text body)
{
	struct text kind = cut(&heading, ' ');

	if (text_is(kind, "file")) {
		program_file(t->arena, t->dir, heading, cases_read(t->arena, body));
	} else if (text_is(kind, "directory")) {
		program_mkdir(t->arena, t->dir, heading);
	} else if (text_is(kind, "link")) {
		struct text path = cut(&heading, ' ');

		program_link(t->arena, t->dir, path, heading);
	}
}

static const char *prepare_all(struct trial *t, struct text body)
{
	const char *cwd = t->dir;
	struct text line;

	while (cases_line(&body, &line)) {
		if (!text_starts(line, "-- "))
			continue;
		line = text_slice(line, 3, line.n);
		if (text_starts(line, "cwd "))
			cwd = text_format(t->arena, "%s/%s", t->dir, text_copy(t->arena, text_slice(line, 4, line.n)).p).p;
		prepare(t, line, cases_section((struct text){ line.p - 3, (size_t)(body.p + body.n - line.p) + 3 },
					       text_copy(t->arena, line).p));
	}
	return cwd;
}

static void add_word(struct arena *a, struct words *w, const char *word)
{
	w->list = arena_grow(a, w->list, w->count, &w->capacity, sizeof *w->list);
	w->list[w->count++] = (char *)(size_t)word;
}

/* The lines of a section behind `before`; `after` stands at their end. */
static char **words(struct trial *t, const char *const *before, struct text lines, const char *const *after)
{
	struct words w = { NULL, 0, 0 };
	struct text line;

	while (*before)
		add_word(t->arena, &w, *before++);
	while (cases_line(&lines, &line))
		add_word(t->arena, &w, replaced(t->arena, cases_read(t->arena, line), "@DIR@", t->dir).p);
	while (*after)
		add_word(t->arena, &w, *after++);
	add_word(t->arena, &w, NULL);
	return w.list;
}

static struct answered ask(struct trial *t, const char *command, const char *option)
{
	const char *home = text_format(t->arena, "HOME=%s/home", t->top).p;
	const char *path = text_format(t->arena, "PATH=%s", getenv("PATH")).p;
	const char *program = getenv("SLSENV");
	const char *const none[] = { NULL };

	if (!program) {
		puts("Bail out! SLSENV does not name the program");
		exit(99);
	}
	return program_run(t->arena, t->cwd,
			   words(t, (const char *[]){ program, command, option, NULL }, cases_section(t->body, "argv"), none),
			   words(t, none, cases_section(t->body, "environment"), (const char *[]){ path, home, NULL }));
}

static void run(struct trial *t)
{
	t->cwd = prepare_all(t, t->body);
	t->got = ask(t, "status", "--json");
	t->got.err = replaced(t->arena, t->got.err, text_format(t->arena, "%s/", t->dir).p, "");
	if (t->got.out.n && !json_read(t->world, "the program's answer", t->got.out, &t->json))
		t->json = NULL;
}

/* ---- what is demanded ---------------------------------------------------------------------------------------------- */

static void complain(struct trial *t, struct text demand, struct text instead)
{
	build_format(&t->complaints, "#   expected: %s\n#        got: %s\n", text_copy(t->arena, demand).p,
		     instead.p ? cases_write(t->arena, instead).p : "(null)");
}

static const struct node *value_at(const struct trial *t, struct text dotted)
{
	const struct node *n = t->json;

	while (n && dotted.n)
		n = node_get(n, text_copy(t->arena, cut(&dotted, '.')).p);
	return n;
}

/* As text, the case's directory replaced; absent for null. */
static struct text text_at(struct trial *t, struct text dotted)
{
	const struct node *n = value_at(t, dotted);
	struct text value;

	if (!n || !node_text(t->arena, n, &value))
		return TEXT_NONE;
	return replaced(t->arena, value, t->dir, "@DIR@");
}

/* Is there an unresolved variable of which `key` (a format: "file:line:column") says that? */
static bool unresolved_has(struct trial *t, const char *key, struct text wanted, bool whole)
{
	const struct node *list = value_at(t, TEXT("unresolved"));

	for (size_t i = 0; list && i < list->count; i++) {
		struct text keys = text_of(key), found = TEXT_NONE;

		while (keys.n) {
			struct text value = text_at(t, text_format(t->arena, "unresolved.%zu.%s", i, text_copy(t->arena, cut(&keys, ':')).p));

			found = text_format(t->arena, "%s%s%s", found.p ? found.p : "", found.p ? ":" : "", value.p ? value.p : "");
		}
		found = replaced(t->arena, found, "@DIR@/", "");
		if (whole ? text_equal(found, wanted) : strstr(found.p, text_copy(t->arena, wanted).p) != NULL)
			return true;
	}
	return false;
}

static bool said(struct trial *t, struct text what)
{
	return strstr(t->got.err.p, text_copy(t->arena, what).p) != NULL;
}

static bool said_at(struct trial *t, struct text place)
{
	return said(t, text_format(t->arena, "slsenv: %s: ", text_copy(t->arena, place).p));
}

static bool explained(struct trial *t, struct text wanted)
{
	struct text rest, line;

	if (!t->why.p)
		t->why = replaced(t->arena, ask(t, "why", NULL).out, text_format(t->arena, "%s/", t->dir).p, "");
	for (rest = t->why; cases_line(&rest, &line);) {
		while (line.n && line.p[0] == ' ')
			line = text_slice(line, 1, line.n);
		if (text_equal(line, wanted))
			return true;
	}
	return false;
}

static void demand(struct trial *t, struct text line)
{
	struct text rest = line, word = cut(&rest, ' '), status = text_format(t->arena, "exit %d", t->got.status), value;
	struct text all = text_format(t->arena, "%s; %s", status.p, t->got.err.p);

	if (text_is(word, "error")) {
		bool usage = t->got.status == 2 && !t->json, error = t->got.status == 1 && text_is(text_at(t, TEXT("state")), "error");

		if ((!usage && !error) || !t->got.err.n)
			complain(t, line, text_format(t->arena, "%s; state %s", all.p, text_at(t, TEXT("state")).p));
	} else if (text_is(word, "unresolved")) {
		if (t->got.status != 5 || (rest.n && !unresolved_has(t, "path", rest, true)))
			complain(t, line, text_format(t->arena, "%s; unresolved %s", all.p, text_at(t, TEXT("unresolved.0.path")).p));
	} else if (text_is(word, "at")) {
		if (!said_at(t, rest) && !unresolved_has(t, "file:line:column", rest, true))
			complain(t, line, t->json && t->got.status == 5 ? text_at(t, TEXT("unresolved.0.column")) : all);
	} else if (text_is(word, "message")) {
		if (!said(t, rest) && !unresolved_has(t, "reason", rest, false))
			complain(t, line, all);
	} else if (text_is(word, "why")) {
		if (!explained(t, cases_read(t->arena, rest)))
			complain(t, line, t->why);
	} else if (text_is(word, "exit")) {
		if (!text_equal(line, status))
			complain(t, line, all);
	} else if (text_is(word, "no")) {
		value = text_at(t, rest);
		if (!t->json || !value_at(t, rest) || value.p)
			complain(t, line, value.p ? value : all);
	} else if (text_is(word, "without")) {
		if (!t->json || value_at(t, rest))
			complain(t, line, t->json ? TEXT("it is there") : all);
	} else {
		value = text_at(t, word);
		if (!text_starts(rest, "= ") || !text_equal(value, cases_read(t->arena, text_slice(rest, 2, rest.n))))
			complain(t, line, value.p ? value : all);
	}
}

static bool holds(const struct test_case *c, size_t number)
{
	struct world *w = world_posix_new();
	struct trial t = { .world = w, .arena = w->arena, .top = program_directory(w->arena), .body = c->body };
	struct text expect = cases_section(c->body, "expect"), line;

	t.complaints.arena = t.arena;
	t.dir = text_format(t.arena, "%s/case", t.top).p;
	program_mkdir(t.arena, t.top, TEXT("case"));
	program_mkdir(t.arena, t.top, TEXT("home"));
	run(&t);
	if (!expect.n)
		build_string(&t.complaints, "#   the case expects nothing\n");
	while (cases_line(&expect, &line))
		if (line.n)
			demand(&t, line);
	printf("%s %zu - %s\n%s", t.complaints.n ? "not ok" : "ok", number, c->name, build_done(&t.complaints).p);
	program_remove(t.top);
	world_posix_free(w);
	return !t.complaints.n;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	size_t count, number = 0;
	struct test_case *list = cases_load(a, "decide", &count);

	for (size_t i = 0; i < count; i++)
		if (argc < 2 || strstr(list[i].name, argv[1])) /* decide [PART OF A NAME] */
			holds(&list[i], ++number);
	printf("1..%zu\n", number);
	arena_free(a);
	return 0;
}
