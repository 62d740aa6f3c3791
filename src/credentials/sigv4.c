#include "credentials/sigv4.h"

#include <string.h>
#include <time.h>

#include "credentials/digest.h"

static const char algorithm[] = "AWS4-HMAC-SHA256";

struct signing {
	struct arena *a;
	const struct sigv4 *s;
	char date[20], day[10]; /* 20260102T030405Z, 20260102 */
	struct text scope, headers;
};

static void tell_time(struct signing *g)
{
	time_t now = (time_t)g->s->now;
	struct tm t;

	gmtime_r(&now, &t);
	strftime(g->date, sizeof g->date, "%Y%m%dT%H%M%SZ", &t);
	strftime(g->day, sizeof g->day, "%Y%m%d", &t);
}

/* The canonical request, and in it the names of the signed headers. */
static bool canonical(struct signing *g, struct text *out)
{
	const struct sigv4 *s = g->s;
	struct build b = { .arena = g->a };
	unsigned char digest[SHA256_BYTES];

	g->headers = s->session_token.p ? TEXT("content-type;host;x-amz-date;x-amz-security-token") :
					  TEXT("content-type;host;x-amz-date");
	build_format(&b, "%s\n%s\n\ncontent-type:%s\nhost:%s\nx-amz-date:%s\n", s->method, s->path, s->content_type, s->host,
		     g->date);
	if (s->session_token.p) {
		build_string(&b, "x-amz-security-token:");
		build_text(&b, s->session_token);
		build_char(&b, '\n');
	}
	build_format(&b, "\n%s\n", g->headers.p);
	if (!sha256(s->body, digest))
		return false;
	build_text(&b, hex_of(g->a, digest, sizeof digest));
	*out = build_done(&b);
	return true;
}

/* The secret, the day, the region, the service and a constant, each the key for the next. */
static bool signing_key(const struct signing *g, unsigned char key[SHA256_BYTES])
{
	const struct text parts[] = { text_of(g->day), text_of(g->s->region), text_of(g->s->service), TEXT("aws4_request") };
	struct build b = { .arena = g->a };
	struct text from;

	build_string(&b, "AWS4");
	build_text(&b, g->s->secret_access_key);
	from = build_done(&b);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!hmac_sha256(from, parts[i], key))
			return false;
		from = (struct text){ arena_copy(g->a, key, SHA256_BYTES), SHA256_BYTES };
	}
	return true;
}

bool sigv4_sign(struct arena *a, const struct sigv4 *s, struct text *date, struct text *authorization)
{
	struct signing g = { .a = a, .s = s };
	unsigned char digest[SHA256_BYTES], key[SHA256_BYTES];
	struct text request, to_sign;
	bool done;

	tell_time(&g);
	g.scope = text_format(a, "%s/%s/%s/aws4_request", g.day, s->region, s->service);
	if (!canonical(&g, &request) || !sha256(request, digest))
		return false;
	to_sign = text_format(a, "%s\n%s\n%s\n%s", algorithm, g.date, g.scope.p, hex_of(a, digest, sizeof digest).p);
	done = signing_key(&g, key) && hmac_sha256((struct text){ (char *)key, sizeof key }, to_sign, digest);
	explicit_bzero(key, sizeof key);
	if (!done)
		return false;
	*date = text_copy(a, text_of(g.date));
	*authorization = text_format(a, "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s", algorithm,
				     s->access_key_id.p, g.scope.p, g.headers.p, hex_of(a, digest, sizeof digest).p);
	return true;
}
