#include "telling/checkup.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "ground/process.h"
#include "telling/shells.h"
#include "telling/show.h"

/* What the integration says of its shell: its name and version, and "on" or nothing, the hooks in the order in which
 * they run, and behind a line `--` what prompts and editors keep of them; one a line. NULL: this is not the
 * integration's `slsenv`. */
struct row {
	const char *shell, *hooks, *kept;
	bool on;
	enum dialect dialect;
};

static const char *next_line(const char *s)
{
	const char *end = strchr(s, '\n');

	return end ? end + 1 : s + strlen(s);
}

static bool find_row(struct checkup *c, struct row *out)
{
	const char *hooks = world_environment(c->w, "__SLSENV_HOOKS"), *cut;

	*out = (struct row){ .shell = world_environment(c->w, "__SLSENV_SHELL") };
	if (!out->shell || !hooks)
		return false;
	out->dialect = shell_named(arena_copy(c->w->arena, out->shell, strcspn(out->shell, " ")));
	out->on = strncmp(hooks, "on\n", 3) == 0;
	hooks = next_line(hooks);
	cut = strstr(hooks, "\n--\n");
	out->hooks = cut ? arena_copy(c->w->arena, hooks, (size_t)(cut - hooks)) : hooks;
	out->kept = cut ? cut + 4 : "";
	return true;
}

/* What our hook is called in the row: its function, or in PROMPT_COMMAND the variable that names it. */
static const char *own_place(const char *hooks)
{
	const char *hook = strstr(hooks, "__slsenv_hook"), *item = strstr(hooks, "__slsenv_on");

	return hook && (!item || hook < item) ? hook : item;
}

void check_hook(struct checkup *c)
{
	struct row r;

	if (!find_row(c, &r)) {
		const char *shell = world_environment(c->w, "SHELL");
		enum dialect d = shell ? shell_named(shell) : DIALECT_COUNT;

		d = d == DIALECT_COUNT ? DIALECT_BASH : d;
		finding_warning(
			&c->findings, "hook",
			arena_format(c->w->arena, "add as the last line of %s: %s", shell_rc_file(d), shell_rc_line(d)),
			"the integration is not loaded in this shell, or `slsenv` was not called as its function");
	} else if (!r.on) {
		finding_warning(&c->findings, "hook", "slsenv on", "switched off in this %s", r.shell);
	} else if (!own_place(r.hooks) && !own_place(r.kept)) {
		finding_problem(
			&c->findings, "hook",
			"slsenv on; and put its line below whatever sets PROMPT_COMMAND or precmd_functions in your rc file",
			"loaded in this %s, but something has thrown its hook away: keys do not follow the directory",
			r.shell);
	} else {
		finding_ok(&c->findings, "hook", "installed in this %s%s", r.shell,
			   own_place(r.hooks) ? "" : ", behind another program's hook");
	}
}

/* Who else hooks into prompts, and on which side of us. What sets variables must run before us, or they come one prompt
 * late; what draws the prompt after us, or it shows the last directory. */
static const struct neighbour {
	const char *name, *hook;
	enum { BEFORE_US, BEHIND_US } side;
} neighbours[] = {
	{ "direnv", "_direnv_hook", BEFORE_US },
	{ "direnv", "__direnv_export_eval", BEFORE_US },
	{ "mise", "_mise_hook", BEFORE_US },
	{ "mise", "_mise_hook_prompt_command", BEFORE_US },
	{ "mise", "_mise_hook_precmd", BEFORE_US },
	{ "mise", "__mise_env_eval", BEFORE_US },
	{ "shadowenv", "__shadowenv_hook", BEFORE_US },
	{ "starship", "starship_precmd", BEHIND_US },
	{ "starship", "prompt_starship_precmd", BEHIND_US },
	{ "powerlevel10k", "_p9k_precmd", BEHIND_US },
	{ "oh-my-posh", "_omp_hook", BEHIND_US },
	{ "oh-my-posh", "_omp_precmd", BEHIND_US },
	{ "liquidprompt", "__lp_set_prompt", BEHIND_US },
	{ "VS Code", "__vsc_prompt_cmd", BEHIND_US },
	{ "VS Code", "__vsc_prompt_cmd_original", BEHIND_US },
	{ "VS Code", "__vsc_precmd", BEHIND_US },
};

static bool in_name(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* As a whole word: powerlevel10k's first hook, _p9k_precmd_first, draws nothing. */
static const char *find_hook(const char *hooks, const char *name)
{
	size_t n = strlen(name);

	for (const char *s = hooks; (s = strstr(s, name)); s += n)
		if ((s == hooks || !in_name(s[-1])) && !in_name(s[n]))
			return s;
	return NULL;
}

/* zsh asks us again before the prompt when a hook on the change of directory has set variables. */
static bool is_misplaced(const struct row *r, const struct neighbour *n, const char *theirs)
{
	const char *ours = own_place(r->hooks);

	if (!ours || (n->side == BEFORE_US && r->dialect == DIALECT_ZSH))
		return false;
	return n->side == BEFORE_US ? ours < theirs : theirs < ours;
}

/* bash: each puts itself in front of what is there; the others: at the end. */
static void report_order(struct checkup *c, const struct row *r, const struct neighbour *n)
{
	bool above = (n->side == BEFORE_US) != (r->dialect == DIALECT_BASH);
	const char *mend = arena_format(c->w->arena, "in your rc file, move the line of %s %s that of slsenv", n->name,
					above ? "above" : "below");

	if (n->side == BEFORE_US)
		finding_warning(&c->findings, "neighbours", mend,
				"%s runs after slsenv: variables that it sets are noticed one prompt late", n->name);
	else
		finding_warning(&c->findings, "neighbours", mend,
				"%s runs before slsenv: the prompt shows the last directory's profile", n->name);
}

void check_neighbours(struct checkup *c)
{
	struct build seen = { .arena = c->w->arena };
	struct row r;

	if (!find_row(c, &r))
		return;
	for (size_t i = 0; i < sizeof neighbours / sizeof *neighbours; i++) {
		const char *theirs = find_hook(r.hooks, neighbours[i].hook);

		if (!theirs)
			continue;
		build_format(&seen, "%s%s", seen.n ? ", " : "", neighbours[i].name);
		if (is_misplaced(&r, &neighbours[i], theirs))
			report_order(c, &r, &neighbours[i]);
	}
	if (!finding_any(&c->findings, "neighbours"))
		finding_ok(&c->findings, "neighbours", "%s",
			   seen.n ? build_done(&seen).p : "no other hooks that matter");
}

/* They show through what is unset in one shell, in all shells and for ever. */
void check_universal(struct checkup *c)
{
	const char *names = world_environment(c->w, "__SLSENV_UNIVERSAL");

	if (names && *names)
		finding_warning(&c->findings, "universal",
				arena_format(c->w->arena, "set -Ue %s", text_show(c->w->arena, text_of(names), 200).p),
				"universal variables of fish are set in every shell and cannot be taken back: %s",
				names);
}

/* ---- tmux ----------------------------------------------------------------------------------------------------- */

/* Names only: the values may be secrets. */
static const char *aws_names(struct world *w, struct text lines)
{
	struct build b = { .arena = w->arena };

	for (const char *s = lines.p; s && *s; s = next_line(s))
		if (strncmp(s, "AWS_", 4) == 0)
			build_format(&b, "%s%.*s", b.n ? " " : "", (int)strcspn(s, "=\n"), s);
	return b.n ? build_done(&b).p : NULL;
}

/* New windows begin with what the server had when it was started: keys of another day, of another directory. */
void check_tmux(struct checkup *c)
{
	const char *inside = world_environment(c->w, "TMUX"), *names;
	char words[][20] = { "env", "tmux", "show-environment", "-g" },
	     *arguments[] = { words[0], words[1], words[2], words[3], NULL };
	struct process p = { .program = "/usr/bin/env",
			     .arguments = arguments,
			     .environment = c->w->environment,
			     .seconds = 5,
			     .limit = 1 << 20 };
	struct process_result r;

	if (!inside || !*inside)
		return;
	if (!process_run(c->w->secrets, &p, &r) || r.status != 0 || r.timed_out) {
		finding_warning(&c->findings, "tmux", "tmux show-environment -g",
				"tmux does not say what its global environment is");
		return;
	}
	names = aws_names(c->w, r.out);
	if (names)
		finding_warning(&c->findings, "tmux",
				arena_format(c->w->arena, "for v in %s; do tmux set-environment -gu $v; done", names),
				"new windows of tmux inherit %s", names);
	else
		finding_ok(&c->findings, "tmux", "its global environment has no AWS variables");
}

/* ---- the terminal --------------------------------------------------------------------------------------------- */

static const char *set_value(struct checkup *c, const char *name)
{
	const char *value = world_environment(c->w, name);

	return value && *value ? value : NULL;
}

static bool is_utf8(const char *locale)
{
	return strstr(locale, "UTF-8") || strstr(locale, "utf8") || strstr(locale, "UTF8") || strstr(locale, "utf-8");
}

void check_locale(struct checkup *c)
{
	const char *name = set_value(c, "LC_ALL"), *term = set_value(c, "TERM");
	locale_t there;

	name = name ? name : set_value(c, "LC_CTYPE");
	name = name ? name : set_value(c, "LANG");
	there = name ? newlocale(LC_CTYPE_MASK, name, (locale_t)0) : (locale_t)0;
	if (there)
		freelocale(there);
	if (!name || !is_utf8(name))
		finding_warning(&c->findings, "locale",
				"export LANG=C.UTF-8, or another locale of `locale -a` in UTF-8",
				"%s%s: names beyond ASCII may be garbled",
				name ? "the locale is not in UTF-8: " : "no locale is set", name ? name : "");
	else if (!there)
		finding_warning(&c->findings, "locale", "choose one of `locale -a`, or generate it",
				"the locale %s is not installed", name);
	else if (!term || strcmp(term, "dumb") == 0)
		finding_ok(&c->findings, "locale", "%s; TERM is %s: no colours", name, term ? term : "not set");
	else
		finding_ok(&c->findings, "locale", "%s, %s", name, term);
}
