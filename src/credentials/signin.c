#include "credentials/signin.h"

#include <stdio.h>
#include <string.h>

#include "credentials/begin.h"
#include "credentials/fetch.h"
#include "credentials/get.h"
#include "credentials/jsonvalue.h"
#include "credentials/moment.h"
#include "credentials/ssologin.h"
#include "credentials/talk.h"
#include "ground/process.h"
#include "ground/terminal.h"

enum { PATIENCE = 30000 };

struct signin {
	struct errand e;
	struct chain c;
	int terminal;    /* -1: there is none */
	bool device;     /* SSO by code */
	bool signed_in;  /* SSO has been done */
	bool asked;      /* for a code, in this hop */
	bool acted;      /* the person had something to do */
};

const char *signin_help(void)
{
	return "  --profile NAME      the profile; AWS_PROFILE is not looked at\n"
	       "  --use-device-code   sign in to SSO by a code that can be typed on any device\n";
}

/* The code that the hop's device shows now; AWS takes each of its codes once. */
static bool ask_code(struct signin *s, const struct role_hop *hop)
{
	struct arena *a = s->e.w->arena;
	bool again = s->e.mfa_serial.p && text_equal(s->e.mfa_serial, hop->mfa_serial);
	const char *question = arena_format(a, "Enter %sMFA code for %s: ", again ? "the next " : "", text_show(a, hop->mfa_serial, 200).p);

	s->asked = s->acted = true;
	s->e.mfa_serial = hop->mfa_serial;
	if (terminal_ask(s->terminal, s->e.w->secrets, question, true, &s->e.mfa_code) && s->e.mfa_code.n)
		return true;
	s->e.kind = FAILURE_FAILED;
	return trouble_error(&s->e.w->troubles, hop->mfa_at, "run it again", "no code was given");
}

/* Does what is missing, if that is something that a person can do here; false, with the error, when it is not, or goes wrong. */
static bool act(struct signin *s, size_t hops)
{
	const struct role_hop *hop = hops ? &s->c.hops[hops - 1] : NULL;
	struct troubles *t = &s->e.w->troubles;

	if (s->e.kind == FAILURE_LOGIN && s->c.source.kind == SOURCE_SSO && !s->signed_in) {
		t->first = t->last = NULL;
		s->signed_in = s->acted = true;
		s->e.kind = FAILURE_FAILED;
		return sso_sign_in(&s->e, &s->c.source, s->device);
	}
	if (s->e.kind == FAILURE_MFA && hop && hop->mfa_serial.p && !s->asked && s->terminal >= 0) {
		t->first = t->last = NULL;
		return ask_code(s, hop);
	}
	return false;
}

static bool reach(struct signin *s, size_t hops, struct cached *out)
{
	s->asked = false;
	for (;;) {
		s->e.kind = FAILURE_FAILED;
		s->e.http.until = process_clock() + PATIENCE;
		if (fetch_credentials(&s->e, &s->c, hops, out))
			return true;
		if (!act(s, hops))
			return false;
	}
}

static const char *how_long(struct world *w, int64_t expiration)
{
	int64_t minutes = (expiration - world_now(w)) / 60;
	const char *until = moment_text(w->arena, expiration).p;

	if (!expiration)
		return "do not expire";
	return minutes < 120 ? arena_format(w->arena, "are good until %s (%lld minutes)", until, (long long)minutes) :
			       arena_format(w->arena, "are good until %s (%lld hours)", until, (long long)(minutes / 60));
}

static bool tell(struct signin *s, const struct cached *got)
{
	struct world *w = s->e.w;

	return talk_answer(text_format(w->arena, "slsenv: %s: the credentials of profile %s %s\n",
				       s->acted ? "done" : "nothing to do", s->e.name, how_long(w, got->expiration)));
}

static int fail(struct signin *s)
{
	for (const struct trouble *t = s->e.w->troubles.first; t; t = t->next)
		fprintf(stderr, "slsenv: %s%s\n", t->level == TROUBLE_WARNING ? "warning: " : "",
			errand_line(&s->e, t).p);
	return s->e.kind == FAILURE_FAILED || s->asked ? GET_FAILED : GET_SIGN_IN;
}

static int signin(struct signin *s)
{
	struct cached got;

	if (chain_is_temporary(&s->c) && s->c.count) { /* the whole may be there though its source is not */
		s->e.http.until = process_clock() + PATIENCE;
		if (fetch_credentials(&s->e, &s->c, s->c.count, &got))
			return tell(s, &got) ? GET_DONE : GET_FAILED;
		s->e.w->troubles.first = s->e.w->troubles.last = NULL;
	}
	for (size_t hops = 0; hops <= s->c.count; hops++)
		if (!reach(s, hops, &got))
			return fail(s);
	return tell(s, &got) ? GET_DONE : GET_FAILED;
}

static int usage(const char *wrong)
{
	fprintf(stderr, "slsenv-credentials: %s\nusage: slsenv-credentials login --profile NAME [OPTION]...\n%s", wrong,
		signin_help());
	return GET_USAGE;
}

static int run(const char *profile, bool device)
{
	struct world *w = world_posix_new();
	struct signin s = { .e = { .w = w, .caches = true }, .device = device, .terminal = -1 };
	int status;

	if (!errand_begin(&s.e, text_of(profile), &s.c)) {
		status = fail(&s);
	} else {
		s.terminal = terminal_open();
		status = signin(&s);
		if (s.terminal >= 0)
			terminal_close(s.terminal);
	}
	world_posix_free(w);
	return status;
}

int signin_main(int argc, char **argv)
{
	const char *profile = NULL;
	bool device = false;
	int status;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--use-device-code") == 0)
			device = true;
		else if (strcmp(argv[i], "--profile") == 0 && i + 1 < argc)
			profile = argv[++i];
		else
			return usage(argv[i]);
	}
	if (!profile)
		return usage("--profile NAME is missing");
	jsonvalue_begin();
	if (!http_begin()) {
		talk_complain("libcurl does not start");
		return GET_FAILED;
	}
	status = run(profile, device);
	http_end();
	return status;
}
