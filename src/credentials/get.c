#include "credentials/get.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "credentials/begin.h"
#include "credentials/cliorder.h"
#include "credentials/fetch.h"
#include "credentials/getoptions.h"
#include "credentials/jsonvalue.h"
#include "credentials/moment.h"
#include "credentials/request.h"
#include "credentials/talk.h"
#include "ground/process.h"

enum { LOCK_SECONDS = 75 };

const char *get_help(void)
{
	return "  --profile NAME   the profile, and AWS_PROFILE and the environment's keys are not looked at;\n"
	       "                   without it: what the AWS CLI would use in this environment\n"
	       "  --boto3          without --profile, what boto3 and the AWS CLI 1 would use\n"
	       "  --region NAME    instead of the environment's and the profile's\n"
	       "  --renew          fetch, even if what is cached is good\n"
	       "  --no-cache       neither read nor write caches\n"
	       "  --mfa-stdin      a request on standard input holds MfaCode (and MfaSerial)\n"
	       "  --timeout N      give up after N seconds (30)\n"
	       "  --for-shell      read the files as the Framework does (slsenv says this)\n";
}

static void add(json_t *o, const char *key, struct text value)
{
	if (value.p)
		jsonvalue_set(o, key, value);
}

static bool print(struct world *w, const struct cached *got)
{
	json_t *o = json_object();
	struct text t;

	json_object_set_new(o, "Version", json_integer(1));
	add(o, "AccessKeyId", got->access_key_id);
	add(o, "SecretAccessKey", got->secret_access_key);
	add(o, "SessionToken", got->session_token);
	add(o, "Expiration", got->expiration ? moment_text(w->arena, got->expiration) : TEXT_NONE);
	add(o, "AccountId", got->account);
	t = jsonvalue_print(w->secrets, o, 2);
	json_decref(o);
	return talk_answer(text_format(w->secrets, "%s\n", t.p));
}

/* What went wrong, a line each, without the program's name. */
static struct text lines(const struct errand *e, const struct trouble *from, enum trouble_level level)
{
	struct build b = { .arena = e->w->arena };

	for (const struct trouble *t = from; t; t = t->next)
		if (t->level == level)
			build_format(&b, "%s\n", errand_line(e, t).p);
	return build_done(&b);
}

static void say(struct text message)
{
	while (message.n) {
		const char *end = memchr(message.p, '\n', message.n);
		size_t n = end ? (size_t)(end - message.p) : message.n;

		fprintf(stderr, "slsenv-credentials: %.*s\n", (int)n, message.p);
		message = text_slice(message, end ? n + 1 : n, message.n);
	}
}

static int status_of(enum failure_kind kind)
{
	return kind == FAILURE_FAILED ? GET_FAILED : GET_SIGN_IN;
}

static struct failure failure_of(struct errand *e, const struct trouble *from)
{
	return (struct failure){
		.kind = e->kind, .message = lines(e, from, TROUBLE_ERROR), .time = world_now(e->w), .watch = e->watch,
	};
}

/* If that cannot be: it is tried again at once, no harm. */
static void remember(struct errand *e, struct text chain, const struct failure *f)
{
	if (chain.p && e->caches)
		failure_write(e->w, chain, f);
}

static int fail(struct errand *e, struct text chain)
{
	struct failure f = failure_of(e, e->w->troubles.first);

	say(f.message);
	remember(e, chain, &f);
	return status_of(f.kind);
}

static bool read_code(struct errand *e)
{
	struct request request;
	struct text bytes;

	if (!talk_request(e->w->secrets, &bytes) || !request_parse(&e->w->troubles, bytes, &request))
		return false;
	for (size_t i = 0; i < request.count; i++) {
		const struct field *f = &request.fields[i];

		if (text_is(f->key, "MfaCode"))
			e->mfa_code = f->value;
		else if (text_is(f->key, "MfaSerial"))
			e->mfa_serial = f->value;
		else
			return trouble_error(&e->w->troubles, f->at, NULL, "get has no field %s",
					     text_show(e->w->arena, f->key, 40).p);
	}
	return e->mfa_code.n || trouble_error(&e->w->troubles, (struct place){ "request", 0, 0 }, NULL, "MfaCode is missing");
}

/* Somebody else was at it while we waited for the lock, and it went wrong: what they were told is true of us. */
static bool failed_meanwhile(struct errand *e, struct text chain, int64_t since, int *status)
{
	struct failure f;

	if (e->mfa_code.p || !failure_read(e->w, chain, &f) || f.time < since)
		return false;
	say(f.message);
	*status = status_of(f.kind);
	return true;
}

/* Good enough for one who asks now; a prompt, which would have to ask again and again, is told why there is nothing to keep. */
static bool ends_at_once(struct errand *e, const struct cached *got)
{
	int64_t now = world_now(e->w);

	return e->caches && got->expiration && cache_age(got, now) == CACHE_DEAD &&
	       !trouble_error(&e->w->troubles, e->http.at, "try again in a minute, or see to it that they last longer",
			      "the credentials that came end in %lld seconds", (long long)(got->expiration - now));
}

static int finish(struct errand *e, const struct chain *c, struct text text)
{
	struct trouble *said = e->w->troubles.last;
	struct cached got;
	struct failure f;

	if (!fetch_credentials(e, c, c->count, &got)) {
		if (e->last_resort)
			cli_order_nothing(e);
		return fail(e, text);
	}
	if (!e->not_renewed && ends_at_once(e, &got))
		e->not_renewed = e->w->troubles.last;
	if (e->not_renewed) { /* a prompt tells it, and waits before it tries again */
		f = failure_of(e, e->not_renewed);
		remember(e, text, &f);
	}
	if (!got.account.n)
		got.account = c->account;
	if (e->caches)
		cache_sweep(e->w);
	say(lines(e, said ? said->next : e->w->troubles.first, TROUBLE_WARNING));
	return print(e->w, &got) ? GET_DONE : GET_FAILED;
}

static int fetch_alone(struct errand *e, const struct chain *c)
{
	struct text text = chain_text(e->w, e->p, c, c->count);
	int64_t since = world_now(e->w);
	bool locked = false;
	int lock = -1, status;
	struct cached got;

	if (e->caches && !e->renew && cache_read(e->w, text, &got) && cache_age(&got, since) == CACHE_GOOD)
		return print(e->w, &got) ? GET_DONE : GET_FAILED;
	if (e->caches)
		locked = cache_lock(e->w, text, 0, &lock);
	if (e->caches && !locked && errno == EWOULDBLOCK) {
		locked = cache_lock(e->w, text, LOCK_SECONDS, &lock);
		if (locked && failed_meanwhile(e, text, since, &status)) {
			cache_unlock(lock);
			return status;
		}
	}
	e->http.until += process_clock();
	status = finish(e, c, text);
	if (locked)
		cache_unlock(lock);
	return status;
}

static int get(struct world *w, const struct get_options *o)
{
	struct errand e = { .w = w, .unnamed = !o->profile, .caches = !o->no_cache, .renew = o->renew, .kind = FAILURE_FAILED };
	struct chain c;

	if (o->mfa_stdin && !read_code(&e))
		return fail(&e, TEXT_NONE);
	if (!(o->for_shell ? errand_begin(&e, text_of(o->profile), &c) : cli_order_begin(&e, o, &c)))
		return fail(&e, TEXT_NONE);
	e.http.until = (int64_t)o->timeout * 1000;
	if (o->region)
		e.region = text_of(o->region);
	return chain_is_temporary(&c) ? fetch_alone(&e, &c) : finish(&e, &c, TEXT_NONE);
}

int get_main(int argc, char **argv)
{
	struct get_options options;
	struct world *w;
	const char *wrong;
	int status;

	if (!get_options_read(argc, argv, &options, &wrong)) {
		fprintf(stderr, "slsenv-credentials: %s\nusage: slsenv-credentials get [OPTION]...\n%s", wrong,
			get_help());
		return GET_USAGE;
	}
	if (options.help)
		return talk_answer(text_of(get_help())) ? GET_DONE : GET_FAILED;
	jsonvalue_begin();
	if (!http_begin()) {
		talk_complain("libcurl does not start");
		return GET_FAILED;
	}
	w = world_posix_new();
	status = get(w, &options);
	world_posix_free(w);
	http_end();
	return status;
}
