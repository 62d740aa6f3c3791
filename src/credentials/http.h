/* What does this server answer?
 *
 * The only user of libcurl. HTTPS with TLS 1.2 or later, certificates always checked; plain HTTP only where the caller says that it
 * may be. Proxies as libcurl takes them from the environment. No redirects, no cookies; an answer of at most 1 MiB; never later than
 * `until`. Whatever went wrong is in w->troubles, in botocore's words.
 */
#ifndef SLSENV_CREDENTIALS_HTTP_H
#define SLSENV_CREDENTIALS_HTTP_H

#include "ground/world.h"

enum { HTTP_LARGEST = 1024 * 1024, HTTP_HEADERS = 12 };

/* How a run reaches servers. */
struct http {
	struct world *w;
	const char *ca_bundle;  /* file of certificates to trust; NULL: the system's */
	struct place at;        /* the line of the profile, for errors */
	int64_t until;          /* on process_clock(), milliseconds */
};

struct http_header {
	const char *name;
	struct text value;      /* no line ends in it: refused */
};

struct http_request {
	const char *method;     /* "GET", "POST", "PUT" */
	const char *url;
	struct http_header headers[HTTP_HEADERS];
	size_t header_count;
	struct text body;       /* absent: none */
	bool plain;             /* http:// is allowed, too */
	bool direct;            /* no proxy: an address of this machine's own network */
	unsigned seconds;       /* time limit of one try; 0: 10 */
	unsigned tries;         /* 0: 3, with short waits, for what passes: no connection, 5xx, 429, throttling; 1: once */
};

struct http_answer {
	long status;
	struct text body;         /* in the secrets arena, like the next two */
	struct text content_type; /* absent: none */
	struct text error_type;   /* x-amzn-ErrorType, up to its first ':' */
	int64_t date;             /* the server's clock, seconds since the epoch; 0: unknown */
};

/* Before the first request and after the last one. */
bool http_begin(void);
void http_end(void);

void http_add(struct http_request *r, const char *name, struct text value);

/* False when there is no answer at all; any status is one. */
bool http_ask(const struct http *h, const struct http_request *r, struct http_answer *out);

/* Says why there was no answer, and what can be done; `code` is libcurl's. Always false. */
bool http_error(const struct http *h, const struct http_request *r, int code, bool too_large, const char *words);

#endif
