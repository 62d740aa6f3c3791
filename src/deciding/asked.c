#include "deciding/asked.h"

#include <stdlib.h>
#include <string.h>

#include "deciding/depends.h"
#include "ground/store.h"
#include "reading/json.h"

enum { KEEP_DAYS = 7, MAX_ANSWER = 8 << 20, RETRY_SECONDS = 60 };

static const char first_word[] = "slsenv-answer-1";

/* Differs between two windows of one person and decides nothing. */
static bool is_noise(const char *entry)
{
	static const char *const names[] = {
		"PWD=", "OLDPWD=", "SHLVL=", "_=", "TERM", "TMUX", "WINDOWID=", "SSH_", "COLUMNS=", "LINES=", "COLORTERM=", "VTE_",
		"GPG_TTY=", "XDG_SESSION_", "DBUS_", "STY=", "WINDOW=", "SLSENV_", "__SLSENV_", "PS1=", "PROMPT", "HISTFILE=", "LS_COLORS=",
		"SHELL_SESSION_", "ITERM_", "KITTY_", "ALACRITTY_", "WEZTERM_", "DISPLAY=", "WAYLAND_", "MAIL=",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncmp(entry, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

/* What we exported is taken out, and what the person had before put in its place. */
static const char *as_the_person_has_it(struct world *w, const struct ours *ours, const char *entry)
{
	for (size_t i = 0; i < ours->count; i++) {
		const struct ours_variable *v = &ours->variables[i];
		size_t n = strlen(v->name);

		if (strncmp(entry, v->name, n) != 0 || entry[n] != '=' || v->owner != OURS)
			continue;
		return v->saved && v->before ? arena_format(w->secrets, "%s=%s", v->name, v->before) : NULL;
	}
	return strncmp(entry, "SLSENV_MARK=", 12) == 0 || strncmp(entry, "__SLSENV_", 9) == 0 ? NULL : entry;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **asked_environment(struct world *w, const struct ours *ours)
{
	size_t n = 0, kept = 0;
	char **out;

	while (w->environment && w->environment[n])
		n++;
	out = arena_array(w->secrets, n + ours->count + 1, sizeof *out);
	for (size_t i = 0; i < n; i++) {
		const char *entry = as_the_person_has_it(w, ours, w->environment[i]);

		if (entry)
			out[kept++] = arena_string(w->secrets, entry);
	}
	for (size_t i = 0; i < ours->count; i++) {
		const struct ours_variable *v = &ours->variables[i];

		if (v->owner == OURS && !v->live && v->saved && v->before)
			out[kept++] = arena_format(w->secrets, "%s=%s", v->name, v->before);
	}
	qsort(out, kept, sizeof *out, by_text);
	return out;
}

static void add_option(struct build *b, const char *name, struct text value)
{
	if (value.p)
		build_format(b, "%s=%s\n", name, value.p);
}

const char *asked_name(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d)
{
	struct build b = { .arena = w->secrets };
	char **environment = asked_environment(w, ours);

	build_format(&b, "%s\n%s\n", d->service.path, d->framework.program ? d->framework.program : "-");
	add_option(&b, "stage", o->stage.value);
	add_option(&b, "profile", o->profile.value);
	add_option(&b, "region", o->region.value);
	for (size_t i = 0; i < o->param_count; i++)
		add_option(&b, "param", o->params[i]);
	for (size_t i = 0; environment[i]; i++)
		if (!is_noise(environment[i]))
			build_format(&b, "%s\n", environment[i]);
	return arena_format(w->arena, "answer.%016llx", (unsigned long long)fingerprint(1, build_done(&b)));
}

static struct text signature(struct world *w, const struct options *o, const struct decision *d)
{
	const char **paths;
	size_t count;

	depends_find(w, d->service.directory, d->service.path, o->stage.value, &paths, &count);
	return depends_signature(w, paths, count);
}

static void take(struct world *w, struct answer *a, const struct node *config, const char *key, const char *name,
		 const struct option_value *option)
{
	const struct node *n = node_get(node_get(config, "provider"), key);
	struct text value = TEXT_NONE;

	a->count = 0;
	a->used = NULL;
	a->value = TEXT_NONE;
	if (option->value.p)
		answer_add_option(a, option, name);
	if (n && node_text(w->arena, n, &value) && !text_has_nul(value))
		answer_add(a, "the Framework itself, asked", value, NOWHERE);
	answer_settle(a);
}

static enum asked fill(struct world *w, const struct options *o, struct decision *d, struct text answer)
{
	struct node *config;

	if (!json_read(w, d->service.path, answer, &config))
		return ASKED_REFUSAL;
	take(w, &d->stage, config, "stage", "option --stage", &o->stage);
	take(w, &d->profile, config, "profile", "option --aws-profile", &o->profile);
	take(w, &d->region, config, "region", "option --region", &o->region);
	answer_add(&d->stage, "the Framework's default", TEXT("dev"), NOWHERE);
	answer_add(&d->region, "the Framework's default", TEXT("us-east-1"), NOWHERE);
	answer_settle(&d->stage);
	answer_settle(&d->region);
	if (node_get(config, "service") && node_get(config, "service")->kind == NODE_STRING)
		d->name = node_get(config, "service")->text;
	d->config = config;
	d->unresolved = NULL;
	d->decided = DECIDED;
	return ASKED_ANSWER;
}

/* "slsenv-answer-1 ok|no LENGTH\n", LENGTH bytes of signature, the answer. */
static bool open_answer(struct text bytes, bool *ok, struct text *signed_files, struct text *answer)
{
	const char *line = bytes.n ? memchr(bytes.p, '\n', bytes.n) : NULL;
	size_t head = line ? (size_t)(line + 1 - bytes.p) : 0, length;

	if (!line || head < sizeof first_word + 3 || !text_starts(bytes, first_word))
		return false;
	*ok = bytes.p[sizeof first_word] == 'o';
	length = strtoul(bytes.p + sizeof first_word + 3, NULL, 10);
	if (length > bytes.n - head)
		return false;
	*signed_files = text_slice(bytes, head, head + length);
	*answer = text_slice(bytes, head + length, bytes.n);
	return true;
}

enum asked asked_look(struct world *w, const struct options *o, const struct ours *ours, struct decision *d)
{
	const char *dir = store_runtime_directory(w), *path = dir ? world_join(w, dir, asked_name(w, o, ours, d)) : NULL;
	struct text bytes, files, answer;
	bool ok;

	if (!path || world_read(w, w->arena, path, MAX_ANSWER, &bytes) != READ_OK)
		return ASKED_NOTHING;
	if (!open_answer(bytes, &ok, &files, &answer) || !text_equal(files, signature(w, o, d)))
		return ASKED_NOTHING;
	if (ok)
		return fill(w, o, d, answer);
	if (world_facts(w, path).seconds < world_now(w) - RETRY_SECONDS)
		return ASKED_NOTHING;
	d->decided = UNDECIDABLE;
	trouble_error(&w->troubles, (struct place){ d->service.path, 0, 0 }, "mend it, or run `slsenv allow --run` to ask again",
		      "the Framework was asked, and gave no answer: %s", text_show(w->arena, answer, 200).p);
	return ASKED_REFUSAL;
}

static void add_member(struct build *b, struct arena *a, const char *name, const struct node *n)
{
	struct text t;

	if (!n || !node_text(a, n, &t))
		return;
	build_format(b, "%s\"%s\":\"", b->p[b->n - 1] == '{' ? "" : ",", name);
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.p[i] < 0x20 || t.p[i] == '"' || t.p[i] == '\\')
			build_format(b, "\\u%04x", (unsigned char)t.p[i]);
		else
			build_char(b, t.p[i]);
	build_char(b, '"');
}

/* Only what is needed of it: the rest of a configuration may hold secrets. */
static bool add_essence(struct world *w, const struct decision *d, struct text answer, struct build *b)
{
	static const char *const names[] = { "stage", "profile", "region" };
	struct node *config = NULL;

	if (!json_read(w, d->service.path, answer, &config))
		return false;
	build_char(b, '{');
	add_member(b, w->arena, "service", node_get(config, "service"));
	build_string(b, b->p[b->n - 1] == '{' ? "\"provider\":{" : ",\"provider\":{");
	for (size_t i = 0; i < 3; i++)
		add_member(b, w->arena, names[i], node_get(node_get(config, "provider"), names[i]));
	build_string(b, "}}");
	return true;
}

bool asked_keep(struct world *w, const struct options *o, const struct ours *ours, const struct decision *d, bool ok,
		struct text answer)
{
	const char *dir = store_runtime_directory(w);
	struct build b = { .arena = w->arena };
	struct text files = signature(w, o, d);

	build_format(&b, "%s %s %zu\n", first_word, ok ? "ok" : "no", files.n);
	build_text(&b, files);
	if (!ok || !add_essence(w, d, answer, &b))
		build_text(&b, ok ? TEXT("{}") : answer);
	if (dir)
		store_sweep(w, dir, "answer.", KEEP_DAYS);
	return dir && store_write(w, dir, asked_name(w, o, ours, d), build_done(&b));
}
