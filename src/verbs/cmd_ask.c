#include "verbs/asking.h"

#include <errno.h>
#include <string.h>

#include "deciding/asked.h"
#include "ground/process.h"
#include "ground/store.h"

enum { SECONDS = 60, MAX_PRINTED = 8 << 20, MAX_WORDS = 64 };

struct words {
	char *list[MAX_WORDS + 1];
	size_t count;
};

static void add(struct words *v, struct world *w, const char *word)
{
	if (v->count < MAX_WORDS)
		v->list[v->count++] = arena_string(w->arena, word);
}

static void add_option(struct words *v, struct world *w, const char *name, struct text value)
{
	if (value.p)
		add(v, w, arena_format(w->arena, "%s=%s", name, value.p));
}

static void add_options(struct words *v, struct world *w, const struct options *o)
{
	add_option(v, w, "--stage", o->stage.value);
	add_option(v, w, "--aws-profile", o->profile.value);
	add_option(v, w, "--region", o->region.value);
	add_option(v, w, "--config", o->config.value);
	for (size_t i = 0; i < o->param_count; i++)
		add_option(v, w, "--param", o->params[i]);
}

void ask_in_background(struct run *r, const struct standing *s)
{
	struct words v = { .count = 0 };

	if (s->state != STATE_REFRESHING || s->decision.decided != UNRESOLVED)
		return;
	add(&v, r->w, r->self);
	add(&v, r->w, "ask");
	add(&v, r->w, "-C");
	add(&v, r->w, s->decision.service.directory);
	add_options(&v, r->w, &s->options);
	process_background(r->self, v.list);
}

/* What the Framework said when it failed, its first line that says something. */
static struct text complaint(struct world *w, const struct process_result *p)
{
	struct text t = p->err.n ? p->err : p->out;
	size_t from = 0, to;

	if (p->timed_out)
		return text_format(w->arena, "it took longer than %d seconds", SECONDS);
	if (p->too_much)
		return TEXT("it printed too much");
	while (from < t.n && (t.p[from] == '\n' || t.p[from] == ' ' || t.p[from] == '\r'))
		from++;
	for (to = from; to < t.n && t.p[to] != '\n'; to++)
		;
	return to > from ? text_copy(w->arena, text_slice(t, from, to)) : text_format(w->arena, "it ended with status %d", p->status);
}

bool ask_now(struct run *r, const struct standing *s)
{
	const struct decision *d = &s->decision;
	struct words v = { .count = 0 };
	struct process p = { .program = d->framework.program, .directory = d->service.directory, .seconds = SECONDS, .limit = MAX_PRINTED };
	struct process_result result;
	bool ok;

	add(&v, r->w, p.program);
	add(&v, r->w, "print");
	add(&v, r->w, "--format=json");
	add_options(&v, r->w, &s->options);
	p.arguments = v.list;
	p.environment = asked_environment(r->w, &s->ours);
	ok = process_run(r->w->secrets, &p, &result) && result.status == 0 && !result.timed_out && !result.too_much;
	if (asked_keep(r->w, &s->options, &s->ours, d, ok, ok ? result.out : complaint(r->w, &result)))
		return ok;
	return trouble_error(&r->w->troubles, NOWHERE, "set XDG_RUNTIME_DIR or HOME", "the answer cannot be kept: %s", strerror(errno));
}

static int run_ask(struct run *r)
{
	const char *dir = store_runtime_directory(r->w);
	struct standing s;
	int lock;
	bool ok;

	standing_find(r->w, &r->options, &s);
	if (!s.may_run || s.state != STATE_REFRESHING || s.decision.decided != UNRESOLVED)
		return s.may_run ? EXIT_DONE : EXIT_NOT_APPROVED;
	if (!dir || !store_try_lock(dir, asked_name(r->w, &s.options, &s.ours, &s.decision), &lock))
		return EXIT_DONE; /* another one is asking already */
	ok = ask_now(r, &s);
	store_unlock(lock);
	return ok ? EXIT_DONE : EXIT_FAILED;
}

const struct verb verb_ask = {
	.name = "ask", .arguments = "", .summary = "ask this directory's own Framework and keep its answer (internal)",
	.takes = TAKES_DECISION, .hidden = true, .run = run_ask,
};
