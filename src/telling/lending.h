/* What more does a command need, so that Serverless v3 in it uses these keys?
 *
 * To v3 every profile that it is pointed to must be one that it can use itself, even where exported keys count; and a variable of the
 * stage's outranks them. Where that stands in the way, a credentials file is lent to the command (obtaining/lent.h).
 */
#ifndef SLSENV_TELLING_LENDING_H
#define SLSENV_TELLING_LENDING_H

#include "telling/plan.h"

enum { MAX_LENT = 4 };

struct lending {
	struct change changes[MAX_LENT];
	size_t count;
	const char *owner; /* of the file that was written: this process; NULL: there is none */
	struct text names[MAX_LENT]; /* the profiles that stand in it */
	size_t name_count;
	bool renewable;              /* v3 reads it again when its keys have expired */
};

/* Who named the profile? Then nothing else may count, and slsenv's --aws-profile is not the command's. */
enum named { NOT_NAMED, NAMED, NAMED_BY_COMMAND };

/* `arguments`: the command's. False: the error is in w->troubles. */
bool lending_make(struct world *w, const struct standing *s, enum named named, char *const *arguments, struct lending *out);

#endif
