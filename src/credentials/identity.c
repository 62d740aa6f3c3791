#include "credentials/identity.h"

#include <stdio.h>
#include <string.h>

#include "credentials/get.h"
#include "credentials/getoptions.h"
#include "credentials/request.h"
#include "credentials/sts.h"
#include "credentials/stsanswer.h"
#include "credentials/talk.h"
#include "ground/process.h"
#include "knowing/nosuchprofile.h"

/* The keys are in the request, not in argv; they need not be those of the profile, which only says the way to AWS. */
static bool read_keys(struct errand *e, struct cached *out)
{
	const struct {
		const char *key;
		struct text *value;
	} known[] = {
		{ "AccessKeyId", &out->access_key_id },
		{ "SecretAccessKey", &out->secret_access_key },
		{ "SessionToken", &out->session_token },
	};
	const size_t count = sizeof known / sizeof *known;
	struct request request;
	struct text bytes;

	if (!talk_request(e->w->secrets, &bytes) || !request_parse(&e->w->troubles, bytes, &request))
		return false;
	for (size_t i = 0, k; i < request.count; i++) {
		for (k = 0; k < count && !text_is(request.fields[i].key, known[k].key); k++)
			;
		if (k == count)
			return trouble_error(&e->w->troubles, request.fields[i].at, NULL, "identity has no field %s",
					     text_show(e->w->arena, request.fields[i].key, 40).p);
		if (request.fields[i].value.n)
			*known[k].value = text_copy(e->w->secrets, request.fields[i].value);
	}
	return (out->access_key_id.p && out->secret_access_key.p) ||
	       trouble_error(&e->w->troubles, (struct place){ "request", 0, 0 }, NULL,
			     "AccessKeyId or SecretAccessKey is missing");
}

static void add(struct errand *e, struct build *b, const char *key, struct text value, const struct cached *keys)
{
	if (value.p)
		build_format(b, "%s=%s\n", key, errand_quote(e, value, keys->secret_access_key, keys->session_token));
}

/* What one service answers; false when there is no answer, or none of that service. */
static bool ask(struct errand *e, enum aws_service service, const char *body, const struct cached *keys,
		struct build *b)
{
	struct sts_answer answer;
	struct http_answer http;
	const char *url;

	if (!sts_post(e, service, text_of(body), keys, &http, &url))
		return false;
	build_format(b, "Url=%s\n", text_show(e->w->arena, text_of(url), 200).p);
	if (http.date)
		build_format(b, "Skew=%lld\n", (long long)(world_now(e->w) - http.date));
	if (!sts_answer_read(e->w->secrets, http.body, &answer) || (http.status != 200 && !answer.error_code.n))
		return trouble_error(&e->w->troubles, e->http.at,
				     "does a proxy or a sign-in page of the network stand in between?",
				     "%s answered %ld, and nothing that AWS would say", url, http.status);
	add(e, b, "Arn", answer.arn, keys);
	add(e, b, "Account", answer.account, keys);
	add(e, b, "Code", answer.error_code, keys);
	add(e, b, "Message", answer.error_message, keys);
	return true;
}

static bool answer(struct errand *e)
{
	struct build b = { .arena = e->w->secrets };
	struct cached keys = { .expiration = 0 };

	if (!read_keys(e, &keys))
		return false;
	e->http.until += process_clock();
	build_string(&b, "Service=sts\n");
	if (!ask(e, SERVICE_STS, "Action=GetCallerIdentity&Version=2011-06-15", &keys, &b))
		return false;
	if (e->region.n && !memmem(b.p, b.n, "\nCode=", 6)) {
		build_string(&b, "Service=cloudformation\n");
		if (!ask(e, SERVICE_CLOUDFORMATION, "Action=DescribeAccountLimits&Version=2010-05-15", &keys, &b))
			build_format(&b, "Failure=%s\n",
				     trouble_line(e->w->arena, trouble_first_error(&e->w->troubles)).p);
	}
	return talk_answer(build_done(&b));
}

static int identity(struct world *w, const struct get_options *o)
{
	struct errand e = { .w = w, .kind = FAILURE_FAILED };
	struct text name = text_of(o->profile);
	const struct profile nobody = { .name = name };

	e.p = profiles_load(w);
	e.selected = profile_find(e.p, name);
	e.selected = e.selected ? e.selected : &nobody;
	e.name = profile_word(w->arena, name);
	e.http = (struct http){ .w = w, .until = (int64_t)o->timeout * 1000 };
	e.http.ca_bundle = text_copy(w->arena, endpoint_ca_bundle(w, e.p, e.selected).value).p;
	e.region = o->region ? text_of(o->region) : endpoint_region(w, e.p, e.selected).value;
	if (answer(&e))
		return GET_DONE;
	if (trouble_first_error(&w->troubles))
		talk_complain(trouble_line(w->arena, trouble_first_error(&w->troubles)).p);
	return GET_FAILED;
}

int identity_main(int argc, char **argv)
{
	struct get_options options;
	struct world *w;
	const char *wrong;
	int status;

	if (!get_options_read(argc, argv, &options, &wrong) || !options.profile) {
		wrong = options.profile ? wrong : "--profile NAME is missing";
		fprintf(stderr,
			"slsenv-credentials: %s\nusage: slsenv-credentials identity --profile NAME [--region NAME] "
			"[--timeout N] <request\n",
			wrong);
		return GET_USAGE;
	}
	if (!http_begin()) {
		talk_complain("libcurl does not start");
		return GET_FAILED;
	}
	w = world_posix_new();
	status = identity(w, &options);
	world_posix_free(w);
	http_end();
	return status;
}
