/* How is an answer written as JSON for programs?
 *
 * A writer for one object, indented by two; bytes that are no UTF-8 become U+FFFD.
 */
#ifndef SLSENV_TELLING_JSONOUT_H
#define SLSENV_TELLING_JSONOUT_H

#include "ground/text.h"

struct json_out {
	struct build *b;
	unsigned depth;
	bool more; /* something stands before, on this level */
};

/* `name` NULL: inside a list, or the outermost value. */
void json_open(struct json_out *j, const char *name, char bracket);  /* '{' or '[' */
void json_close(struct json_out *j, char bracket);                   /* '}' or ']' */
void json_text(struct json_out *j, const char *name, struct text t); /* absent: null */
void json_string_out(struct json_out *j, const char *name, const char *s); /* NULL: null */
void json_number(struct json_out *j, const char *name, unsigned long n);   /* 0: null */

#endif
