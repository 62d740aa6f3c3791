/* What does a person answer who is asked for a key pair?
 *
 * On the terminal, as `aws configure` asks; nothing is written here.
 */
#ifndef SLSENV_VERBS_DIALOGUE_H
#define SLSENV_VERBS_DIALOGUE_H

#include "telling/state.h"

/* What is known and what was answered. Keys are in the secrets arena. */
struct dialogue {
	struct world *w;
	int terminal;
	struct text profile;
	struct profiles *profiles;
	const struct profile *found;		       /* NULL: the profile is new */
	struct text old_id, id, secret, token, region; /* absent: not answered, so it stays */
	struct text old_region;
	bool drop_token;
};

/* One line on the terminal. */
void dialogue_say(struct dialogue *d, const char *text);

/* Does the person want keys in a profile that gets its credentials in another way? */
bool dialogue_kind(struct dialogue *d);

/* All questions. False: the person has ended it. */
bool dialogue_ask(struct dialogue *d);

#endif
