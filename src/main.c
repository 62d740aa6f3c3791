#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_PRCTL
#include <sys/prctl.h>
#endif

#include "ground/become.h"
#include "verbs/option_table.h"
#include "verbs/verb.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

const struct verb *const verbs[] = {
	&verb_status, &verb_why, &verb_exec, &verb_export, &verb_stages, &verb_profiles, &verb_stage, &verb_profile, &verb_allow,
	&verb_deny, &verb_revoke, &verb_lock, &verb_unlock, &verb_login, &verb_configure, &verb_doctor, &verb_prompt, &verb_init,
	&verb_complete, &verb_hook, &verb_ask, &verb_tidy, &verb_next, &verb_help, NULL,
};

static const struct verb *find_verb(const char *word)
{
	for (size_t i = 0; verbs[i]; i++)
		if (strcmp(verbs[i]->name, word) == 0)
			return verbs[i];
	return NULL;
}

/* What stands behind a command to run is that command's. */
static bool asks_for_help(const struct verb *v, int argc, char **argv)
{
	bool runs = v && v->takes & TAKES_COMMAND;

	for (int i = v ? 2 : 1; i < argc && strcmp(argv[i], "--") != 0; i += runs ? option_words(argv + i) : 1) {
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
		if (runs && argv[i][0] != '-')
			return false;
	}
	return false;
}

/* The command is the first word that is no option: `slsenv --stage prod status` works too. It is moved to argv[1]. */
static const struct verb *choose_verb(int argc, char **argv)
{
	int at = 1;
	char *word;

	while (at < argc && argv[at][0] == '-')
		at += option_words(argv + at);
	if (at >= argc)
		return asks_for_help(NULL, argc, argv) ? &verb_help : &verb_auto;
	word = argv[at];
	memmove(argv + 2, argv + 1, (size_t)(at - 1) * sizeof *argv);
	argv[1] = word;
	return find_verb(word);
}

/* The path by which a shell will find this very program again. */
static const char *own_path(struct world *w, const char *argv0)
{
	const char *real = w->ops->physical(w, "/proc/self/exe");

	if (real)
		return real;
	real = strchr(argv0, '/') ? w->ops->physical(w, argv0) : NULL;
	return real ? real : "slsenv";
}

/* Standard output is a program: whole, or not at all. */
static bool write_out(int fd, const struct build *out)
{
	for (size_t done = 0; done < out->n;) {
		ssize_t n = write(fd, out->p + done, out->n - done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static void print_troubles(struct world *w)
{
	for (const struct trouble *t = w->troubles.first; t; t = t->next)
		fprintf(stderr, "slsenv: %s%s\n", t->level == TROUBLE_WARNING ? "warning: " : "", trouble_line(w->arena, t).p);
}

static int failed(const char *what)
{
	fprintf(stderr, "slsenv: %s: %s\n", what, strerror(errno));
	return EXIT_FAILED;
}

/* Standard output first: in a job it says what is to be hidden. A file that cannot be opened ends it before anything was said. */
static int finish(struct run *r, int code)
{
	int fd = r->append_to ? open(r->append_to, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;

	if (r->append_to && fd < 0)
		return failed(r->append_to);
	if (!write_out(STDOUT_FILENO, &r->out))
		return failed("standard output");
	if (fd >= 0 && (!write_out(fd, &r->appended) || close(fd) != 0))
		return failed(r->append_to);
	if (r->next.path) {
		code = become(r->w, r->next.path, r->next.arguments, r->next.environment);
		failed(r->next.path);
	}
	return code;
}

static int run(struct run *r, const struct verb *v, int argc, char **argv)
{
	int code;

	if (!options_parse(r, v, argc, argv))
		return EXIT_USAGE;
	code = v->run(r);
	if (!r->quiet)
		print_troubles(r->w);
	return finish(r, code);
}

int main(int argc, char **argv)
{
	const struct verb *v = choose_verb(argc, argv);
	struct run r = { .w = world_posix_new() };
	const char *disabled = getenv("SLSENV_DISABLE");
	int code;

#ifdef HAVE_PRCTL
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* no core file with keys in it; what `exec` becomes can be dumped again */
#endif
	r.out.arena = r.appended.arena = r.w->secrets;
	r.terminal = isatty(STDOUT_FILENO);
	r.person = isatty(STDIN_FILENO);
	r.self = own_path(r.w, argv[0]);
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		build_string(&r.out, "slsenv " PACKAGE_VERSION "\n");
		code = write_out(STDOUT_FILENO, &r.out) ? EXIT_DONE : EXIT_FAILED;
	} else if (!v) {
		fprintf(stderr, strcmp(argv[1], "off") == 0 || strcmp(argv[1], "on") == 0
				? "slsenv: %s works in a shell with the integration only - add `eval \"$(slsenv)\"` to its rc file\n"
				: "slsenv: no command is called \"%s\" - `slsenv help` lists them\n",
			text_show(r.w->arena, text_of(argv[1]), 80).p);
		code = EXIT_USAGE;
	} else if (disabled && *disabled && (v == &verb_auto || v == &verb_hook || v == &verb_init) && !r.terminal) {
		code = EXIT_DONE;
	} else if (asks_for_help(v == &verb_auto ? NULL : v, argc, argv)) {
		code = run(&r, &verb_help, v != &verb_help, (char *[]){ argv[1] });
	} else {
		code = run(&r, v, v == &verb_auto ? argc - 1 : argc - 2, v == &verb_auto ? argv + 1 : argv + 2);
	}
	world_posix_free(r.w);
	return code;
}
