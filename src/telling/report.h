/* How is a standing told, to a person and to a program?
 *
 * `slsenv status`. The JSON keys are the contract of design, section 2; no secret is in either form.
 */
#ifndef SLSENV_TELLING_REPORT_H
#define SLSENV_TELLING_REPORT_H

#include "deciding/stages.h"
#include "telling/state.h"

void report_text(struct world *w, const struct standing *s, const struct stages *stages, struct build *out);
void report_json(struct world *w, const struct standing *s, const struct stages *stages, struct build *out);

/* Who would use what, as rows and as "consumers". */
struct json_out;
void report_consumers(struct world *w, const struct standing *s, struct build *out);
void report_consumers_json(struct world *w, const struct standing *s, struct json_out *j);

/* "allowed", "needed", "denied"; NULL when there is nothing to approve. */
const char *report_approval(const struct standing *s);

#endif
