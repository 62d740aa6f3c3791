/* Which code does the browser bring back?
 *
 * A page on 127.0.0.1, for as long as a sign-in takes. Whoever calls it without the state that only we and the
 * sign-in service know is turned away, and the waiting goes on: no other page or program on this machine can end it.
 */
#ifndef SLSENV_CREDENTIALS_LISTENER_H
#define SLSENV_CREDENTIALS_LISTENER_H

#include <stdbool.h>

#include "ground/text.h"

struct listener {
	int socket;
	unsigned port;
};

/* A free port of the loopback interface. False, with errno. */
bool listener_open(struct listener *out);
void listener_close(struct listener *l);

enum listener_result { LISTENER_CODE, LISTENER_REFUSED, LISTENER_TIMEOUT };

/* Waits up to `seconds` for GET PATH?code=…&state=STATE; the code, or the service's `error`, goes into `out`, in
 * `a`. */
enum listener_result listener_wait(struct listener *l, struct arena *a, const char *path, struct text state, unsigned seconds,
				   struct text *out);

#endif
