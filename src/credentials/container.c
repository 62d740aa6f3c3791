#include "credentials/metadata.h"

#include <string.h>

#include "credentials/handed.h"

enum { LARGEST_TOKEN = 64 * 1024 };

/* The host of a URL, without brackets; absent when that is no http URL. */
static struct text host_of(struct text url, bool *https)
{
	size_t from = text_starts(url, "https://") ? 8 : text_starts(url, "http://") ? 7 : 0, to;
	bool bracket = from && from < url.n && url.p[from] == '[';

	*https = from == 8;
	if (!from)
		return TEXT_NONE;
	from += bracket;
	for (to = from; to < url.n && !strchr(bracket ? "]" : ":/?#", url.p[to]); to++)
		if (url.p[to] == '@')
			return TEXT_NONE;
	return text_slice(url, from, to);
}

static bool is_ipv4_loopback(struct text host)
{
	int dots = 0;

	for (size_t i = 0; i < host.n; i++) {
		dots += host.p[i] == '.';
		if (host.p[i] != '.' && (host.p[i] < '0' || host.p[i] > '9'))
			return false;
	}
	return text_starts(host, "127.") && dots == 3;
}

/* HTTPS anywhere; without it only this machine and the addresses that AWS's agents have. */
static bool is_allowed(struct text url)
{
	static const char *const hosts[] = { "169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost", "::1" };
	bool https;
	struct text host = host_of(url, &https);

	if (!host.p || https || is_ipv4_loopback(host))
		return host.n > 0;
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		if (text_is(host, hosts[i]))
			return true;
	return false;
}

/* The header that lets us in; absent: none is set. */
static bool authorization(struct errand *e, const struct chain_source *s, struct text *out)
{
	const char *file = world_environment(e->w, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
	enum read_result r = READ_OK;

	*out = text_of(world_environment(e->w, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
	if (file)
		r = world_read(e->w, e->w->secrets, file, LARGEST_TOKEN, out);
	if (r != READ_OK)
		return trouble_error(&e->w->troubles, s->at, "correct AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
				     "the file of the container's token %s", read_result_text(r));
	if (out->n && (memchr(out->p, '\r', out->n) || memchr(out->p, '\n', out->n)))
		return trouble_error(&e->w->troubles, s->at, "cut the line end off",
				     "auth token value is not a legal header value");
	return true;
}

bool metadata_of_container(struct errand *e, const struct chain_source *s, struct cached *out)
{
	const char *relative = world_environment(e->w, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
	const char *full = world_environment(e->w, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
	struct http_request r = { .method = "GET", .plain = true, .direct = true, .seconds = 2 };
	struct http_answer answer;
	struct text token;

	r.url = relative ? arena_format(e->w->arena, "http://169.254.170.2%s", relative) : full;
	if (!is_allowed(text_of(r.url)))
		return trouble_error(&e->w->troubles, s->at, "use https://, or an address of this machine",
				     "unsupported host in %s: can only retrieve metadata from a loopback address or one of these "
				     "hosts: 169.254.170.2, 169.254.170.23, fd00:ec2::23, localhost",
				     text_show(e->w->arena, text_of(r.url), 200).p);
	if (!authorization(e, s, &token))
		return false;
	http_add(&r, "Accept", TEXT("application/json"));
	if (token.p)
		http_add(&r, "Authorization", token);
	if (!http_ask(&e->http, &r, &answer))
		return false;
	if (answer.status != 200)
		return trouble_error(&e->w->troubles, s->at, NULL,
				     "error when retrieving credentials from container-role: error retrieving metadata: received non "
				     "200 response %ld from container metadata: %s", answer.status, errand_quote(e, answer.body, token, TEXT_NONE));
	return handed_by_metadata(e, s, answer.body, out);
}
