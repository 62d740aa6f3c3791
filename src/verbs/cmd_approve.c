#include "telling/state.h"
#include "verbs/verb.h"

#include <string.h>

#include "deciding/stages.h"
#include "telling/show.h"
#include "verbs/asking.h"

/* The directory may be an argument or -C; what is decided for it, whatever its approval. */
static bool find(struct run *r, struct standing *s, struct request *out)
{
	if (r->count)
		r->options.directory = r->arguments[0];
	standing_find(r->w, &r->options, s);
	if (s->decision.decided == NO_SERVICE)
		return trouble_error(&r->w->troubles, NOWHERE, "go to a directory that has a serverless.yml", "no service here");
	*out = (struct request){
		.directory = s->decision.service.directory, .inode = s->decision.service.inode, .stage = s->decision.stage.value,
	};
	return s->decision.service.directory != NULL;
}

static void print_request(struct run *r, const char *word, const struct request *q)
{
	struct arena *a = r->w->arena;

	build_format(&r->out, "%s  %s  stage %s  profile %s  account %s\n", word,
		     text_show(a, text_of(q->directory), 0).p, text_show(a, q->stage, 0).p, text_show(a, q->profile, 0).p,
		     q->account.p ? q->account.p : "unknown");
}

static bool cannot_allow(struct run *r, const struct standing *s)
{
	if (s->decision.decided == UNRESOLVED)
		return trouble_error(&r->w->troubles, s->decision.unresolved->at, "`slsenv why` shows each step",
				     "%s cannot be told, so there is nothing to approve", s->decision.unresolved->path.p);
	if (!trouble_first_error(&r->w->troubles))
		build_format(&r->out, "%s names no profile for stage %s: nothing to approve\n", s->decision.service.path,
			     s->decision.stage.value.p);
	return false;
}

/* Requests for the other stages that can be listed. */
static size_t other_stages(struct run *r, const struct standing *s, struct request *out, size_t max)
{
	struct stages all;
	size_t n = 0;

	stages_find(r->w, &s->options, &s->ours, &s->decision, s->profiles, &all);
	stages_warn(r->w, &all);
	for (size_t i = 0; i < all.count && n < max; i++) {
		struct troubles kept = r->w->troubles;
		struct options o = s->options;
		struct standing other;

		r->w->troubles = (struct troubles){ .arena = kept.arena };
		o.stage = (struct option_value){ all.list[i].name, "option --stage" };
		standing_find(r->w, &o, &other);
		n += !text_equal(all.list[i].name, s->decision.stage.value) && standing_request(r->w, &other, &out[n]);
		r->w->troubles = kept;
	}
	return n;
}

/* Permission to run, and then the answer at once: the person is here, and waits. */
static bool allow_run(struct run *r, struct standing *s, struct request *q)
{
	if (settings_covers(&s->settings.trust_never, q->directory))
		return true; /* refused below, with its reason */
	if (!approval_allow_run(r->w, q))
		return false;
	build_format(&r->out, "may be asked  %s  %s print\n", text_show(r->w->arena, text_of(q->directory), 0).p,
		     s->decision.framework.program ? show_path(r->w, s->decision.framework.program) : "(no Framework is installed there)");
	if (s->decision.decided != UNRESOLVED || !s->decision.framework.program)
		return true;
	ask_now(r, s);
	r->w->log = r->w->log_last = NULL;
	memset(r->w->index, 0, sizeof r->w->index); /* files have changed: look again */
	standing_find(r->w, &r->options, s);
	q->stage = s->decision.stage.value;
	return true;
}

static int run_allow(struct run *r)
{
	enum { MAX = 100 };
	struct request q[MAX];
	struct standing s;
	size_t n = 1;

	if (!find(r, &s, &q[0]))
		return EXIT_FAILED;
	if (r->may_run && !allow_run(r, &s, &q[0]))
		return EXIT_FAILED;
	if (!standing_request(r->w, &s, &q[0])) {
		cannot_allow(r, &s);
		return s.decision.decided == UNRESOLVED ? EXIT_UNDECIDED : s.decision.decided == DECIDED ? EXIT_DONE : EXIT_FAILED;
	}
	if (settings_covers(&s.settings.trust_never, q[0].directory)) {
		trouble_error(&r->w->troubles, (struct place){ s.settings.path, 0, 0 }, "take it out of [trust] never first",
			      "the settings forbid %s", q[0].directory);
		return EXIT_FAILED;
	}
	if (r->all_stages)
		n += other_stages(r, &s, q + 1, MAX - 1);
	if (!approval_allow(r->w, q, n))
		return EXIT_FAILED;
	for (size_t i = 0; i < n; i++)
		print_request(r, "allowed", &q[i]);
	return EXIT_DONE;
}

/* What is wrong with the configuration does not matter for taking it out of use. */
static void forgive(struct run *r)
{
	r->w->troubles.first = r->w->troubles.last = NULL;
}

static int run_deny(struct run *r)
{
	struct standing s;
	struct request q;

	if (!find(r, &s, &q))
		return EXIT_FAILED;
	forgive(r);
	if (!approval_deny(r->w, &q))
		return EXIT_FAILED;
	build_format(&r->out, "denied  %s\n", text_show(r->w->arena, text_of(q.directory), 0).p);
	return EXIT_DONE;
}

static int run_revoke(struct run *r)
{
	struct standing s;
	struct request q;
	size_t removed;

	if (!find(r, &s, &q))
		return EXIT_FAILED;
	forgive(r);
	if (!approval_revoke(r->w, &q, &removed))
		return EXIT_FAILED;
	build_format(&r->out, "revoked  %s  (%zu)\n", text_show(r->w->arena, text_of(q.directory), 0).p, removed);
	return EXIT_DONE;
}

const struct verb verb_allow = {
	.name = "allow", .arguments = "[DIR]", .summary = "approve this directory's profile for this stage",
	.takes = TAKES_DECISION | TAKES_ALL_STAGES | TAKES_RUN, .maximum = 1, .run = run_allow,
};

const struct verb verb_deny = {
	.name = "deny", .arguments = "[DIR]", .summary = "never export anything here, and stay silent",
	.takes = TAKES_DECISION, .maximum = 1, .run = run_deny,
};

const struct verb verb_revoke = {
	.name = "revoke", .arguments = "[DIR]", .summary = "forget what was approved or denied here",
	.takes = TAKES_DECISION, .maximum = 1, .run = run_revoke,
};
