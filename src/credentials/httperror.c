#include "credentials/http.h"

#include <string.h>

#include <curl/curl.h>

static const char network[] = "check the network and the proxy variables", again[] = "try again in a moment";

/* botocore's sentences; %s is the URL. */
static const struct {
	int code;
	const char *what, *todo;
} errors[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, "could not connect to the endpoint URL: \"%s\" (no such host)", network },
	{ CURLE_COULDNT_CONNECT, "could not connect to the endpoint URL: \"%s\"", network },
	{ CURLE_COULDNT_RESOLVE_PROXY, "failed to connect to proxy for the endpoint URL: \"%s\" (no such host)",
	  "correct HTTPS_PROXY, or add the host to NO_PROXY" },
	{ CURLE_OPERATION_TIMEDOUT, "timeout on endpoint URL: \"%s\"", network },
	{ CURLE_PEER_FAILED_VERIFICATION, "SSL validation failed for %s: its certificate is not one that is trusted here",
	  "check your clock; behind a proxy that opens TLS, name its certificate in ca_bundle" },
	{ CURLE_SSL_CACERT_BADFILE, "SSL validation failed for %s: the file of certificates cannot be read",
	  "correct ca_bundle or AWS_CA_BUNDLE" },
	{ CURLE_SSL_CONNECT_ERROR, "SSL validation failed for %s: no TLS connection", network },
	{ CURLE_GOT_NOTHING, "connection was closed before we received a valid response from endpoint URL: \"%s\"", again },
	{ CURLE_PARTIAL_FILE, "connection was closed before we received a valid response from endpoint URL: \"%s\"", again },
	{ CURLE_RECV_ERROR, "connection was closed before we received a valid response from endpoint URL: \"%s\"", again },
	{ CURLE_SEND_ERROR, "connection was closed before we received a valid response from endpoint URL: \"%s\"", again },
	{ CURLE_UNSUPPORTED_PROTOCOL, "only HTTPS is spoken there: \"%s\"", "write https:// in the endpoint" },
	{ CURLE_URL_MALFORMAT, "invalid endpoint: %s", "correct the endpoint" },
	{ CURLE_WEIRD_SERVER_REPLY, "the answer of %s is no HTTP", "is something else listening there?" },
};

/* libcurl's own words, where they say more than ours: what is wrong with a certificate, which proxy or port does not answer. */
static const char *detail_of(struct arena *a, int code, const char *words)
{
	bool certificate = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR;
	const char *end = strstr(words, " after "); /* so many milliseconds */
	struct text shown = text_slice(text_of(words), 0, end && !certificate ? (size_t)(end - words) : strlen(words));

	if (!shown.n || !(certificate || code == CURLE_COULDNT_CONNECT))
		return "";
	return arena_format(a, " (%s)", text_show(a, shown, 200).p);
}

bool http_error(const struct http *h, const struct http_request *r, int code, bool too_large, const char *words)
{
	struct troubles *t = &h->w->troubles;
	const char *url = text_show(h->w->arena, text_slice(text_of(r->url), 0, strcspn(r->url, "?#")), 200).p;

	if (too_large)
		return trouble_error(t, h->at, "is something else listening there?",
				     "the answer of %s is longer than %d bytes", url, HTTP_LARGEST);
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		const char *cut = errors[i].code == code ? strstr(errors[i].what, "%s") : NULL;

		if (cut)
			return trouble_error(t, h->at, errors[i].todo, "%.*s%s%s%s", (int)(cut - errors[i].what),
					     errors[i].what, url, cut + 2, detail_of(h->w->arena, code, words));
	}
	return trouble_error(t, h->at, network, "could not connect to the endpoint URL: \"%s\" (%s)", url,
			     curl_easy_strerror((CURLcode)code));
}
