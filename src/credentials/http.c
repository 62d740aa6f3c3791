#include "credentials/http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "credentials/wipe.h"
#include "ground/process.h"

enum { CONNECT_SECONDS = 5, TOTAL_SECONDS = 10, TRIES = 3 };

/* One try: what libcurl's callbacks fill. */
struct taking {
	struct http_answer *answer;
	struct build body;
	bool too_large;
	char words[CURL_ERROR_SIZE]; /* what libcurl says of a failure */
};

bool http_begin(void)
{
	return curl_global_init_mem(CURL_GLOBAL_DEFAULT, wipe_malloc, wipe_free, wipe_realloc, wipe_strdup, wipe_calloc) ==
	       CURLE_OK;
}

void http_end(void)
{
	curl_global_cleanup();
}

void http_add(struct http_request *r, const char *name, struct text value)
{
	if (r->header_count < HTTP_HEADERS)
		r->headers[r->header_count++] = (struct http_header){ name, value };
}

static size_t take_body(char *bytes, size_t size, size_t count, void *data)
{
	struct taking *t = data;

	if (t->body.n + size * count > HTTP_LARGEST) {
		t->too_large = true;
		return 0;
	}
	build_bytes(&t->body, bytes, size * count);
	return size * count;
}

/* The value of the header line `t` if it is called `name`; absent otherwise. */
static struct text header_value(struct arena *a, struct text t, const char *name)
{
	size_t n = strlen(name), from = n + 1, to = t.n;

	if (t.n <= n || strncasecmp(t.p, name, n) != 0 || t.p[n] != ':')
		return TEXT_NONE;
	while (from < to && (t.p[from] == ' ' || t.p[from] == '\t'))
		from++;
	while (to > from && strchr(" \t\r\n", t.p[to - 1]))
		to--;
	return text_copy(a, text_slice(t, from, to));
}

static size_t take_header(char *bytes, size_t size, size_t count, void *data)
{
	struct taking *t = data;
	struct text line = { bytes, size * count }, type, error, date;

	type = header_value(t->body.arena, line, "content-type");
	error = header_value(t->body.arena, line, "x-amzn-errortype");
	date = header_value(t->body.arena, line, "date");
	if (type.p)
		t->answer->content_type = type;
	if (error.p)
		t->answer->error_type = text_copy(t->body.arena, text_slice(error, 0, strcspn(error.p, ":")));
	if (date.p && curl_getdate(date.p, NULL) > 0)
		t->answer->date = (int64_t)curl_getdate(date.p, NULL);
	return size * count;
}

static struct curl_slist *headers_of(struct world *w, const struct http_request *r)
{
	/* libcurl would wait for a "100 Continue", and names itself only when asked to. */
	struct curl_slist *list = curl_slist_append(NULL, "Expect:");

	for (size_t i = 0; list && i < r->header_count; i++) {
		struct text line = text_format(w->secrets, "%s: %s", r->headers[i].name, r->headers[i].value.p);

		list = curl_slist_append(list, line.p);
	}
	return list;
}

static void set_limits(CURL *c, const struct http *h, const struct http_request *r)
{
	int64_t left = h->until - process_clock(), most = (r->seconds ? r->seconds : TOTAL_SECONDS) * 1000;
	long total = (long)(left < 1 ? 1 : left < most ? left : most);

	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, total);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, total < CONNECT_SECONDS * 1000 ? total : CONNECT_SECONDS * 1000L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, r->plain ? "http,https" : "https");
	curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	if (h->ca_bundle) {
		curl_easy_setopt(c, CURLOPT_CAINFO, h->ca_bundle);
		curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
	}
	if (r->direct)
		curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
}

static CURLcode perform(const struct http *h, const struct http_request *r, struct taking *t)
{
	struct curl_slist *headers = headers_of(h->w, r);
	CURL *c = curl_easy_init();
	CURLcode code = CURLE_OUT_OF_MEMORY;

	if (c && headers) {
		set_limits(c, h, r);
		curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->words);
		curl_easy_setopt(c, CURLOPT_URL, r->url);
		curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
		curl_easy_setopt(c, CURLOPT_USERAGENT, "slsenv/" PACKAGE_VERSION);
		if (r->body.p) {
			curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)r->body.n);
			curl_easy_setopt(c, CURLOPT_POSTFIELDS, r->body.p);
		}
		curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, r->method);
		curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
		curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
		curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
		curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
		code = curl_easy_perform(c);
		curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &t->answer->status);
	}
	curl_slist_free_all(headers);
	curl_easy_cleanup(c);
	return code;
}

static bool says(struct text body, const char *word)
{
	return body.n && memmem(body.p, body.n, word, strlen(word));
}

/* Will it probably be another answer in a moment? */
static bool passes(const struct http_answer *a)
{
	return a->status >= 500 || a->status == 429 ||
	       (a->status >= 400 && (says(a->body, "Throttling") || says(a->body, "IDPCommunicationError") ||
				     says(a->body, "RequestLimitExceeded")));
}

static bool is_passing(CURLcode code)
{
	return code == CURLE_COULDNT_CONNECT || code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
	       code == CURLE_SEND_ERROR || code == CURLE_PARTIAL_FILE;
}

/* Waits before the try after number `done`; false when the time is up. */
static bool wait_a_little(const struct http *h, unsigned done)
{
	unsigned pause = done == 1 ? 100 : 400;

	if (process_clock() + pause + 200 > h->until)
		return false;
	process_pause(pause);
	return true;
}

/* Opening a FIFO waits for its writer, whatever time-outs there are. */
static bool can_be_opened(const struct http *h)
{
	struct file_facts f;

	if (!h->ca_bundle)
		return true;
	h->w->ops->facts(h->w, h->ca_bundle, true, &f);
	return f.kind != FILE_OTHER || trouble_error(&h->w->troubles, h->at, "correct ca_bundle or AWS_CA_BUNDLE",
						     "the CA bundle %s is not a file", text_show(h->w->arena, text_of(h->ca_bundle), 0).p);
}

static bool fit_to_send(const struct http *h, const struct http_request *r)
{
	for (size_t i = 0; i < r->header_count; i++) {
		struct text v = r->headers[i].value;

		if (!v.p || memchr(v.p, '\n', v.n) || memchr(v.p, '\r', v.n) || text_has_nul(v))
			return trouble_error(&h->w->troubles, h->at, NULL, "the value for the header %s holds a line end",
					     r->headers[i].name);
	}
	return true;
}

bool http_ask(const struct http *h, const struct http_request *r, struct http_answer *out)
{
	unsigned tries = r->tries ? r->tries : TRIES;
	struct taking t;
	CURLcode code;

	if (!fit_to_send(h, r) || !can_be_opened(h))
		return false;
	for (unsigned done = 1;; done++) {
		*out = (struct http_answer){ .status = 0 };
		t = (struct taking){ .answer = out, .body = { .arena = h->w->secrets } };
		code = perform(h, r, &t);
		out->body = build_done(&t.body);
		if (done >= tries || !(code == CURLE_OK ? passes(out) : is_passing(code)) || !wait_a_little(h, done))
			break;
	}
	if (code != CURLE_OK || t.too_large)
		return http_error(h, r, (int)code, t.too_large, t.words);
	return true;
}
