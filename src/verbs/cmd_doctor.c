#include "telling/checkup.h"
#include "telling/prompt.h"
#include "verbs/fetching.h"
#include "verbs/verb.h"

/* Temporary credentials may have to be fetched first. What went wrong with that, the first check says again. */
static void fetch_first(struct run *r)
{
	struct standing s;

	standing_find(r->w, &r->options, &s);
	fetch_credentials(r, &s, PATIENCE_END);
	r->w->troubles = (struct troubles){ .arena = r->w->troubles.arena };
}

static int run_doctor(struct run *r)
{
	static void (*const checks[])(struct checkup *) = {
		check_standing,	 check_stages, check_aws_files,	  check_modes,	   check_variables, check_load_config,
		check_program,	 check_helper, check_directories, check_approvals, check_hook,	    check_neighbours,
		check_universal, check_tmux,   check_locale,	  check_clock,
	};
	struct checkup c = { .w = r->w, .options = &r->options, .self = r->self, .findings = { .w = r->w } };

	if (r->online)
		fetch_first(r);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		checks[i](&c);
	if (r->online)
		check_online(&c);
	r->quiet = true; /* everything has been told */
	if (r->json)
		findings_json(&c.findings, &r->out);
	else
		findings_text(&c.findings, r->terminal && prompt_wants_colour(r->w), &r->out);
	return findings_problem(&c.findings) ? EXIT_FAILED : EXIT_DONE;
}

const struct verb verb_doctor = {
	.name = "doctor",
	.arguments = "",
	.summary = "check installation, hooks, files and clock",
	.takes = TAKES_DECISION | TAKES_JSON | TAKES_ONLINE,
	.run = run_doctor,
};
