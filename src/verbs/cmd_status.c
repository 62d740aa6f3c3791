#include "telling/report.h"
#include "verbs/asking.h"

static int exit_code(const struct standing *s)
{
	static const int codes[STATE_COUNT] = {
		[STATE_OUTSIDE] = EXIT_DONE, [STATE_OK] = EXIT_DONE, [STATE_REFRESHING] = EXIT_UNDECIDED, [STATE_APPROVAL] = EXIT_NOT_APPROVED,
		[STATE_DENIED] = EXIT_NOT_APPROVED, [STATE_UNRESOLVED] = EXIT_UNDECIDED, [STATE_OVERRIDE] = EXIT_DONE,
		[STATE_NONE] = EXIT_DONE, [STATE_ERROR] = EXIT_FAILED,
	};

	return codes[s->state];
}

static int run_status(struct run *r)
{
	struct standing s;
	struct stages stages;

	standing_find(r->w, &r->options, &s);
	ask_in_background(r, &s);
	stages_find(r->w, &s.options, &s.ours, &s.decision, &stages);
	(r->json ? report_json : report_text)(r->w, &s, &stages, &r->out);
	return exit_code(&s);
}

const struct verb verb_status = {
	.name = "status", .arguments = "", .summary = "what is active here, and what it comes from",
	.takes = TAKES_DECISION | TAKES_JSON, .run = run_status,
};
