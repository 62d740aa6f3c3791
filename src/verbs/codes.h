/* With which exit status does a command end that stands so?
 *
 * One table for all of them: design, section 2.
 */
#ifndef SLSENV_VERBS_CODES_H
#define SLSENV_VERBS_CODES_H

#include "telling/state.h"
#include "verbs/verb.h"

enum exit_code exit_code_of(const struct standing *s);

#endif
