/* What does a prompt show of all this?
 *
 * "dev:devProfile", and the state in brackets when it is not ok. Names come from files of strangers: they are shown as
 * text_show() has them, cut to a sensible length.
 */
#ifndef SLSENV_TELLING_PROMPT_H
#define SLSENV_TELLING_PROMPT_H

#include "telling/paint.h"
#include "telling/quote.h"
#include "telling/state.h"

/* Plain text for SLSENV_PROMPT; empty when there is nothing to show. */
struct text prompt_text(struct world *w, const struct standing *s);

/* The same in colour, as the shell's prompt wants it: bash with \001 \002 around escapes, zsh with %F{...} and % doubled, fish
 * with escapes. Without colour when NO_COLOR is set and not empty, or TERM is dumb. */
struct text prompt_segment(struct world *w, const struct standing *s, enum dialect d);

/* Red for a guarded stage, else the state's own. */
enum colour prompt_colour(const struct standing *s);

/* One character for the state, in ASCII where the locale is not UTF-8; "" outside of a service. */
const char *prompt_symbol(struct world *w, const struct standing *s);

/* NO_COLOR is not set, or empty, and TERM is not dumb. */
bool prompt_wants_colour(struct world *w);

#endif
