#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "verbs/option_table.h"
#include "verbs/verb.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

const struct verb *const verbs[] = {
	&verb_status, &verb_why, &verb_stages, &verb_profiles, &verb_allow, &verb_deny, &verb_revoke, &verb_stage,
	&verb_profile, &verb_configure, &verb_doctor, &verb_prompt, &verb_init, &verb_hook, &verb_ask, &verb_help, NULL,
};

static const struct verb *find_verb(const char *word)
{
	for (size_t i = 0; verbs[i]; i++)
		if (strcmp(verbs[i]->name, word) == 0)
			return verbs[i];
	return NULL;
}

static bool asks_for_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
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
		return asks_for_help(argc, argv) ? &verb_help : &verb_auto;
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
static bool write_out(const struct build *out)
{
	for (size_t done = 0; done < out->n;) {
		ssize_t n = write(STDOUT_FILENO, out->p + done, out->n - done);

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

static int run(struct run *r, const struct verb *v, int argc, char **argv)
{
	int code;

	if (!options_parse(r, v, argc, argv))
		return EXIT_USAGE;
	code = v->run(r);
	if (!r->quiet)
		print_troubles(r->w);
	return write_out(&r->out) ? code : EXIT_FAILED;
}

int main(int argc, char **argv)
{
	const struct verb *v = choose_verb(argc, argv);
	struct run r = { .w = world_posix_new() };
	const char *disabled = getenv("SLSENV_DISABLE");
	int code;

	r.out.arena = r.w->secrets;
	r.terminal = isatty(STDOUT_FILENO);
	r.self = own_path(r.w, argv[0]);
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		build_string(&r.out, "slsenv " PACKAGE_VERSION "\n");
		code = write_out(&r.out) ? EXIT_DONE : EXIT_FAILED;
	} else if (!v) {
		fprintf(stderr, strcmp(argv[1], "off") == 0 || strcmp(argv[1], "on") == 0
				? "slsenv: %s works in a shell with the integration only - add `eval \"$(slsenv)\"` to its rc file\n"
				: "slsenv: no command is called \"%s\" - `slsenv help` lists them\n",
			text_show(r.w->arena, text_of(argv[1]), 80).p);
		code = EXIT_USAGE;
	} else if (disabled && *disabled && (v == &verb_auto || v == &verb_hook || v == &verb_init) && !r.terminal) {
		code = EXIT_DONE;
	} else if (asks_for_help(argc, argv)) {
		code = run(&r, &verb_help, v != &verb_help, (char *[]){ argv[1] });
	} else {
		code = run(&r, v, v == &verb_auto ? argc - 1 : argc - 2, v == &verb_auto ? argv + 1 : argv + 2);
	}
	world_posix_free(r.w);
	return code;
}
