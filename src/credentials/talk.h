/* How does the helper read its request and write its answer? */
#ifndef SLSENV_CREDENTIALS_TALK_H
#define SLSENV_CREDENTIALS_TALK_H

#include <stdbool.h>

#include "ground/text.h"

/* One line on standard error; always false. */
bool talk_complain(const char *what);

/* Standard output is written once, whole, or it is said and false. */
bool talk_answer(struct text t);

/* All of standard input; false (said) when it cannot be read or is longer than any request. */
bool talk_request(struct arena *a, struct text *out);

#endif
