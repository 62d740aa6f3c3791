#include "telling/otherstages.h"
#include "telling/report.h"
#include "verbs/asking.h"
#include "verbs/codes.h"
#include "verbs/fetching.h"

static int run_status(struct run *r)
{
	struct standing s;
	struct stages stages;

	standing_find(r->w, &r->options, &s);
	standing_stageguard(r->w, &s);
	other_stages_warn(r->w, &s);
	ask_in_background(r, &s);
	fetch_credentials(r, &s, PATIENCE_SETTING);
	stages_find(r->w, &s.options, &s.ours, &s.decision, s.profiles, &stages);
	(r->json ? report_json : report_text)(r->w, &s, &stages, &r->out);
	return (int)exit_code_of(&s);
}

const struct verb verb_status = {
	.name = "status", .arguments = "", .summary = "what is active here, and what it comes from",
	.takes = TAKES_DECISION | TAKES_JSON, .run = run_status,
};
