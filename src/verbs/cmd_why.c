#include "telling/explain.h"
#include "telling/prompt.h"
#include "verbs/verb.h"

static int run_why(struct run *r)
{
	struct standing s;

	standing_find(r->w, &r->options, &s);
	standing_stageguard(r->w, &s);
	if (r->json)
		explain_json(r->w, &s, &r->out);
	else
		explain_text(r->w, &s, r->terminal && prompt_wants_colour(r->w), &r->out);
	return s.state == STATE_UNRESOLVED ? EXIT_UNDECIDED : s.state == STATE_ERROR ? EXIT_FAILED : EXIT_DONE;
}

const struct verb verb_why = {
	.name = "why", .arguments = "", .summary = "where each value comes from, hop by hop",
	.takes = TAKES_DECISION | TAKES_JSON, .run = run_why,
};
