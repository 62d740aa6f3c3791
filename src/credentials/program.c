#include "credentials/program.h"

#include <string.h>

#include "credentials/handed.h"
#include "credentials/programenv.h"
#include "ground/process.h"
#include "knowing/nosuchprofile.h"
#include "reading/words.h"

enum { SECONDS = 60, LARGEST_OUTPUT = 256 * 1024 };

static bool wrong(struct errand *e, const struct chain_source *s, const char *todo, const char *what)
{
	return trouble_error(&e->w->troubles, s->at, todo, "error when retrieving credentials from custom-process: %s", what);
}

static bool is_program(struct world *w, const char *path)
{
	struct file_facts f;

	w->ops->facts(w, path, true, &f);
	return f.kind == FILE_REGULAR && (f.mode & 0111);
}

/* The file that execvp would start; NULL: none. */
static const char *find(struct world *w, const char *word)
{
	const char *path = world_environment(w, "PATH");
	const char *here = w->cwd ? w->cwd : "/";

	if (strchr(word, '/'))
		return is_program(w, world_join(w, here, word)) ? world_join(w, here, word) : NULL;
	for (path = path ? path : "/usr/local/bin:/usr/bin:/bin"; *word; path++) {
		size_t n = strcspn(path, ":");
		const char *dir = n ? arena_copy(w->arena, path, n) : here;
		const char *file = world_join(w, world_join(w, here, dir), word);

		if (is_program(w, file))
			return file;
		path += n;
		if (!*path)
			break;
	}
	return NULL;
}

static bool is_secretive(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '+' || c == '=';
}

/* Twenty signs in a row out of which secrets are made are not shown. */
const char *program_complaint(struct world *w, struct text err)
{
	struct build b = { .arena = w->secrets };
	size_t run;

	for (size_t i = 0; i < err.n; i += run ? run : 1) {
		for (run = 0; i + run < err.n && is_secretive(err.p[i + run]);)
			run++;
		if (run >= 20)
			build_string(&b, "[...]");
		else if (err.p[i] == '\n' || err.p[i] == '\r')
			build_char(&b, ' ');
		else
			build_bytes(&b, err.p + i, run ? run : 1);
	}
	while (b.n && b.p[b.n - 1] == ' ')
		b.n--;
	return text_show(w->arena, build_done(&b), 300).p;
}

static bool judge(struct errand *e, const struct chain_source *s, const struct process_result *r, struct cached *out)
{
	struct arena *a = e->w->arena;

	if (r->timed_out)
		return wrong(e, s, "does it wait for an answer? Run it by hand",
			     arena_format(a, "it did not end within %d seconds", SECONDS));
	if (r->too_much)
		return wrong(e, s, "run it by hand", arena_format(a, "it printed more than %d bytes", LARGEST_OUTPUT));
	if (r->status != 0)
		return wrong(e, s, "run it by hand",
			     arena_format(a, "%s%s(exit status %d)", program_complaint(e->w, r->err),
					  r->err.n ? " " : "", r->status));
	return handed_by_process(e, s, r->out, out);
}

static bool split(struct errand *e, const struct chain_source *s, char ***arguments)
{
	struct text *words;
	size_t count;
	char **list;

	if (!words_split(e->w->secrets, s->process, &words, &count))
		return wrong(e, s, "close the quote", "no closing quotation");
	if (!count || !words[0].n)
		return wrong(e, s, "name a program", "credential_process is empty");
	list = arena_array(e->w->secrets, count + 1, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		if (text_has_nul(words[i]))
			return wrong(e, s, NULL, "credential_process holds a NUL");
		list[i] = arena_copy(e->w->secrets, words[i].p, words[i].n);
	}
	*arguments = list;
	return true;
}

bool program_ask(struct errand *e, const struct chain_source *s, struct cached *out)
{
	struct process p = { .seconds = SECONDS, .limit = LARGEST_OUTPUT, .directory = e->w->cwd };
	struct process_result r;
	char **arguments = NULL;
	int64_t began;

	if (!split(e, s, &arguments))
		return false;
	p.arguments = arguments;
	p.program = find(e->w, arguments[0]);
	if (!p.program)
		return wrong(e, s, "correct credential_process, or PATH",
			     arena_format(e->w->arena, "[Errno 2] No such file or directory: '%s'",
					  text_show(e->w->arena, text_of(arguments[0]), 200).p));
	p.environment = program_environment(e->w, s->profile);
	began = process_clock();
	if (!process_run(e->w->secrets, &p, &r))
		return wrong(e, s, NULL, "it could not be started");
	e->http.until += process_clock() - began; /* its minute is not the servers' */
	return judge(e, s, &r, out);
}

bool program_may_ask(struct errand *e, struct text profile)
{
	struct text *names;
	size_t count = program_chain(e->w, &names);
	struct place at = e->http.at;

	for (size_t i = 0; i < count; i++)
		if (text_equal(names[i], profile))
			return trouble_error(&e->w->troubles, at, "let credential_process name another profile",
					     "recursive credential resolution process detected: the credential_process of "
					     "profile %s asks for the profile itself", profile_word(e->w->arena, profile));
	return count < 4 || trouble_error(&e->w->troubles, at, "let one of them hold credentials of its own",
					  "maximum recursive credential process resolution reached (4)");
}
