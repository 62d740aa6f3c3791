#include "verbs/codes.h"

enum exit_code exit_code_of(const struct standing *s)
{
	static const enum exit_code codes[STATE_COUNT] = {
		[STATE_OUTSIDE] = EXIT_DONE, [STATE_OK] = EXIT_DONE, [STATE_EXPIRING] = EXIT_DONE, [STATE_REFRESHING] = EXIT_UNDECIDED,
		[STATE_LOGIN] = EXIT_SIGN_IN, [STATE_MFA] = EXIT_SIGN_IN, [STATE_APPROVAL] = EXIT_NOT_APPROVED,
		[STATE_DENIED] = EXIT_NOT_APPROVED, [STATE_LOCKED] = EXIT_NOT_APPROVED, [STATE_UNRESOLVED] = EXIT_UNDECIDED, [STATE_OVERRIDE] = EXIT_DONE,
		[STATE_NONE] = EXIT_DONE, [STATE_ERROR] = EXIT_FAILED,
	};

	/* the decision is made, only its keys are not here yet */
	return s->state == STATE_REFRESHING && s->decision.decided != UNRESOLVED ? EXIT_FAILED : codes[s->state];
}
