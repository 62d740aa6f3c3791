#include "telling/formats.h"
#include "telling/show.h"
#include "verbs/consent.h"

#include <string.h>

/* What cannot be given, and why. */
static int nothing_to_give(struct run *r, const struct standing *s)
{
	if (s->state == STATE_NONE)
		trouble_error(&r->w->troubles, (struct place){ s->decision.service.path, 0, 0 }, "name one with --aws-profile",
			      "this service names no profile for stage \"%s\"", show_text(r->w, s->decision.stage.value));
	else
		trouble_error(&r->w->troubles, NOWHERE, "take it away, or name the profile with --aws-profile",
			      "%s counts here, not profile \"%s\"", s->override, s->profile.p ? show_text(r->w, s->profile) : "none");
	return EXIT_FAILED;
}

/* A job's environment file can only set: an older token must not stay beside keys that have none. */
static void fit_to_job(struct run *r, struct exported *e)
{
	static const char *const stronger[] = { "AWS_PROFILE", "AWS_DEFAULT_PROFILE" };
	const char *token = world_environment(r->w, "AWS_SESSION_TOKEN");

	if (!e->session_token.p && token && *token)
		e->session_token = TEXT("");
	for (size_t i = 0; i < sizeof stronger / sizeof *stronger; i++)
		if (world_environment(r->w, stronger[i]))
			trouble_warning(&r->w->troubles, NOWHERE, "take it out of the job's env", "%s is set in this job and outranks keys in some tools",
					stronger[i]);
}

static bool find_file(struct run *r, const struct format *f)
{
	const char *variable = format_file_variable(f);

	if (!variable)
		return true;
	r->append_to = world_environment(r->w, variable);
	if (r->append_to && *r->append_to)
		return true;
	return trouble_error(&r->w->troubles, NOWHERE, "it works in a step of a GitHub job; elsewhere take another format",
			     "%s is not set", variable);
}

static int run_export(struct run *r)
{
	const struct format *f = format_named(r->format ? r->format : "process");
	struct exported e;
	struct standing s;
	int code;

	if (!f) {
		trouble_error(&r->w->troubles, NOWHERE, arena_format(r->w->arena, "there are %s", format_names(r->w->arena)),
			      "no format is called \"%s\"", r->format);
		return EXIT_USAGE;
	}
	code = find_file(r, f) ? consent(r, "for `slsenv export`", &s) : EXIT_FAILED;
	if (code == EXIT_DONE && !state_has_keys(s.state))
		code = nothing_to_give(r, &s);
	if (code == EXIT_DONE) {
		e = (struct exported){
			.access_key_id = s.credential.access_key_id, .secret_access_key = s.credential.secret_access_key,
			.session_token = s.credential.session_token, .expiration = s.credential.expiration,
			.region = s.decision.region.value, .account = s.credential.account,
		};
		if (r->append_to)
			fit_to_job(r, &e);
		if (!format_write(r->w, f, &e, &r->out))
			code = EXIT_FAILED;
		else if (r->append_to)
			format_append(&e, &r->appended);
	}
	if (code != EXIT_DONE)
		r->append_to = NULL;
	return code;
}

const struct verb verb_export = {
	.name = "export", .arguments = "", .summary = "print this directory's credentials for programs",
	.takes = TAKES_DECISION | TAKES_FORMAT, .run = run_export,
};
