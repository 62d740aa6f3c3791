#include "telling/checkup.h"

#include <stdlib.h>
#include <string.h>

#include "ground/process.h"
#include "obtaining/fetch.h"
#include "telling/show.h"

enum { SECONDS = 30, ODD_CLOCK = 60, WRONG_CLOCK = 240 };

/* ---- what is asked ----------------------------------------------------------------------------------------------- */

struct keys {
	struct text id, secret, token, profile;
	const char *from;
};

static struct text variable(struct checkup *c, const char *name)
{
	struct text t = text_of(ours_person(c->w, &c->standing.ours, name));

	return t.n ? t : TEXT_NONE;
}

/* The person's own variables win where the standing says so, and where there is no profile at all. */
static bool find_keys(struct checkup *c, struct keys *out)
{
	const struct standing *s = &c->standing;

	*out = (struct keys){ .profile = s->profile.n ? s->profile : TEXT("default"), .from = "the profile" };
	if (state_has_keys(s->state)) {
		out->id = s->credential.access_key_id;
		out->secret = s->credential.secret_access_key;
		out->token = s->credential.session_token;
	} else if (s->state == STATE_OVERRIDE || s->state == STATE_NONE || s->state == STATE_OUTSIDE) {
		out->id = variable(c, "AWS_ACCESS_KEY_ID");
		out->secret = variable(c, "AWS_SECRET_ACCESS_KEY");
		out->token = variable(c, "AWS_SESSION_TOKEN");
		out->from = "your variables";
	}
	return out->id.n && out->secret.n;
}

/* Why nothing can be asked, and what would change that. */
static void report_no_keys(struct checkup *c)
{
	static const char *const mends[STATE_COUNT] = {
		[STATE_APPROVAL] = "slsenv allow, or name the profile: --aws-profile",
		[STATE_LOGIN] = "slsenv login",
		[STATE_MFA] = "slsenv login",
		[STATE_REFRESHING] = "try again in a moment",
	};
	const char *mend = mends[c->standing.state];

	finding_warning(&c->findings, "online",
			mend ? mend : "name a profile: slsenv doctor --online --aws-profile NAME",
			"AWS is not asked: there are no credentials here (state %s)", state_word(c->standing.state));
}

static bool ask(struct checkup *c, const struct keys *k, struct process_result *out)
{
	struct arena *a = c->w->secrets;
	const char *helper = fetch_helper(c->w, c->self);
	struct text region = c->standing.decision.region.value;
	char *words[8], *limit = arena_format(a, "%d", SECONDS);
	struct build b = { .arena = a };
	size_t n = 0;
	struct process p = { .program = helper,
			     .arguments = words,
			     .environment = c->w->environment,
			     .seconds = SECONDS + 5,
			     .limit = 1 << 16,
			     .input = TEXT("") };

	if (!helper)
		return false;
	words[n++] = arena_string(a, helper);
	words[n++] = arena_string(a, "identity");
	words[n++] = arena_format(a, "--profile=%s", k->profile.p);
	words[n++] = arena_format(a, "--timeout=%s", limit);
	if (region.n)
		words[n++] = arena_format(a, "--region=%s", region.p);
	words[n] = NULL;
	build_format(&b, "protocol=1\nAccessKeyId=%s\nSecretAccessKey=%s\n", k->id.p, k->secret.p);
	if (k->token.n)
		build_format(&b, "SessionToken=%s\n", k->token.p);
	p.input = build_done(&b);
	return process_run(a, &p, out);
}

/* ---- what is answered -------------------------------------------------------------------------------------------- */

struct reply {
	struct text service, arn, account, code, message, failure;
	bool has_skew;
	long long skew; /* seconds that this machine's clock is ahead of AWS's */
};

/* The lines of one service; `rest` goes on behind them. */
static bool next_reply(struct text *rest, struct reply *out)
{
	struct text skew = TEXT_NONE;
	const struct {
		const char *key;
		struct text *value;
	} known[] = {
		{ "Service=", &out->service },
		{ "Failure=", &out->failure },
		{ "Arn=", &out->arn },
		{ "Account=", &out->account },
		{ "Code=", &out->code },
		{ "Message=", &out->message },
		{ "Skew=", &skew },
	};

	*out = (struct reply){ .skew = 0 };
	while (rest->n && !(out->service.p && text_starts(*rest, "Service="))) {
		const char *end = memchr(rest->p, '\n', rest->n);
		size_t n = end ? (size_t)(end - rest->p) : rest->n;

		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (text_starts(*rest, known[i].key))
				*known[i].value = text_slice(*rest, strlen(known[i].key), n);
		*rest = text_slice(*rest, end ? n + 1 : n, rest->n);
	}
	out->has_skew = skew.n > 0;
	out->skew = skew.n ? strtoll(skew.p, NULL, 10) : 0;
	return out->service.p != NULL;
}

#define KEYS_PAGE "https://console.aws.amazon.com/iam/home#/security_credentials"
#define SIGNUP_PAGE "https://portal.aws.amazon.com/billing/signup?type=resubscribe#/resubscribed"

static const char unknown_key[] =
	"look whether it is still active, or make another and write it with slsenv configure: " KEYS_PAGE;
static const char no_account[] =
	"the account is not fully signed up: a means of payment or the telephone number is missing or not "
	"verified, or the account was closed";
static const char finish_signup[] = "its owner has to finish signing up, which can take a day: " SIGNUP_PAGE;

/* AWS's words, and what they mean. */
static const struct {
	const char *code, *means, *mend;
} meanings[] = {
	{ "InvalidClientTokenId",
	  "AWS does not know this access key id: it was deleted or deactivated, or it is a temporary one without its token",
	  unknown_key },
	{ "UnrecognizedClientException", "AWS does not know this access key id: it was deleted or deactivated",
	  unknown_key },
	{ "SignatureDoesNotMatch", "the secret key is not the one of this access key id",
	  "write the pair again: slsenv configure; a lost secret cannot be seen again, only a new pair made: " KEYS_PAGE },
	{ "IncompleteSignature", "the access key id or the secret key holds characters that no key has",
	  "write the pair again: slsenv configure" },
	{ "ExpiredToken", "the temporary credentials are too old", "sign in again: slsenv login" },
	{ "ExpiredTokenException", "the temporary credentials are too old", "sign in again: slsenv login" },
	{ "AccessDenied", "the keys are good, but a policy forbids even to ask whose they are",
	  "ask who manages the account: https://console.aws.amazon.com/organizations/v2/home/policies" },
	{ "OptInRequired", no_account, finish_signup },
	{ "SubscriptionRequiredException", no_account, finish_signup },
	{ "NotSignedUp", no_account, finish_signup },
	{ "RegionDisabledException", "this region is switched off for the account",
	  "choose another region, or switch it on: https://console.aws.amazon.com/billing/home#/account" },
	{ "Throttling", "AWS is asked too often", "try again in a moment" },
};

static bool says(struct text t, const char *words)
{
	return t.n && memmem(t.p, t.n, words, strlen(words));
}

static bool is_clock(const struct reply *a)
{
	return says(a->message, "Signature expired") || says(a->message, "not yet current") ||
	       text_is(a->code, "RequestExpired") || text_is(a->code, "RequestTimeTooSkewed");
}

static const char set_clock[] = "set the clock: timedatectl set-ntp true";

static const char *clock_words(struct checkup *c, long long skew)
{
	long long off = skew < 0 ? -skew : skew;

	return arena_format(c->w->arena, "%lld %s %s AWS's", off < 120 ? off : off / 60,
			    off < 120 ? "seconds" : "minutes", skew < 0 ? "behind" : "ahead of");
}

static void report_refusal(struct checkup *c, const struct reply *a)
{
	const char *code = text_show(c->w->arena, a->code, 60).p;

	if (is_clock(a)) {
		finding_problem(&c->findings, "online", set_clock,
				"%s: this machine's clock is %s; AWS accepts signatures for 5 minutes", code,
				clock_words(c, a->skew));
		return;
	}
	if (says(a->message, "needs a subscription for the service")) {
		finding_problem(&c->findings, "online", finish_signup, "%s: %s", code, no_account);
		return;
	}
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (text_is(a->code, meanings[i].code)) {
			finding_problem(&c->findings, "online", meanings[i].mend, "%s: %s", code, meanings[i].means);
			return;
		}
	finding_problem(&c->findings, "online", "AWS's own words say what to do", "%s: %s", code,
			text_show(c->w->arena, a->message, 300).p);
}

static void report_identity(struct checkup *c, const struct keys *k, const struct reply *a)
{
	struct text named = c->standing.credential.account;

	if (named.n && a->account.n && !text_equal(named, a->account) && state_has_keys(c->standing.state))
		finding_problem(&c->findings, "online", "correct the profile, or its aws_account_id",
				"AWS says that these keys belong to account %.*s, not to %s", (int)a->account.n,
				a->account.p, named.p);
	else
		finding_ok(&c->findings, "online", "%s are those of %s", k->from,
			   text_show(c->w->arena, a->arn, 200).p);
}

static void report_clock(struct checkup *c, const struct reply *a)
{
	long long off = a->skew < 0 ? -a->skew : a->skew;

	if (!a->has_skew || is_clock(a))
		return;
	if (off > WRONG_CLOCK)
		finding_problem(&c->findings, "online", set_clock, "this machine's clock is %s",
				clock_words(c, a->skew));
	else if (off > ODD_CLOCK)
		finding_warning(&c->findings, "online", set_clock, "this machine's clock is %s",
				clock_words(c, a->skew));
}

static void report_reply(struct checkup *c, const struct keys *k, const struct reply *a)
{
	bool services = text_is(a->service, "cloudformation");

	if (a->failure.n)
		finding_warning(&c->findings, "online", "try again, or look at proxies and endpoints",
				"CloudFormation does not answer: %s", text_show(c->w->arena, a->failure, 300).p);
	else if (services && (!a->code.n || text_is(a->code, "AccessDenied")))
		finding_ok(&c->findings, "online", "the account may use AWS's services%s",
			   a->code.n ? " (CloudFormation itself is not allowed)" : "");
	else if (a->code.n)
		report_refusal(c, a);
	else
		report_identity(c, k, a);
	if (!services)
		report_clock(c, a);
}

/* "slsenv-credentials: WHERE: WHAT - WHAT TO DO", one line of it. */
static void report_silence(struct checkup *c, const struct process_result *r)
{
	size_t n = r->err.n ? strcspn(r->err.p, "\n") : 0;
	const char *line = arena_copy(c->w->arena, r->err.n ? r->err.p : "", n), *todo;

	if (strncmp(line, "slsenv-credentials: ", 20) == 0)
		line += 20;
	todo = strstr(line, " - ");
	finding_problem(&c->findings, "online", todo ? todo + 3 : "check the network and the proxy variables",
			"no answer from AWS: %s",
			!*line ? "the helper says nothing"
			: todo ? arena_copy(c->w->arena, line, (size_t)(todo - line))
			       : line);
}

void check_online(struct checkup *c)
{
	struct troubles kept = c->w->troubles;
	struct process_result r = { .started = false };
	struct reply a;
	struct keys k;

	if (!find_keys(c, &k)) {
		report_no_keys(c);
		return;
	}
	c->w->troubles = (struct troubles){ .arena = kept.arena };
	if (!ask(c, &k, &r))
		finding_problem(&c->findings, "online", "install slsenv again", "slsenv-credentials cannot be started");
	else if (r.status != 0 || r.timed_out)
		report_silence(c, &r);
	for (struct text rest = r.out; r.started && r.status == 0 && next_reply(&rest, &a);)
		report_reply(c, &k, &a);
	c->w->troubles = kept;
}
