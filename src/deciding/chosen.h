/* For which service did the person choose the stage or the profile of this shell?
 *
 * `slsenv stage prod` counts until the service is left, so that prod never follows anybody home or into the next service: not in this
 * shell, nor in one that it starts, nor in a window of a tmux that was started there. So the mark, which is exported as the choice is,
 * says for which service it was made. A choice that a person exported by hand is for everywhere, and stays.
 */
#ifndef SLSENV_DECIDING_CHOSEN_H
#define SLSENV_DECIDING_CHOSEN_H

#include "knowing/options.h"
#include "knowing/ours.h"

/* Does the choice not count here, because it was made for another service? Notes in `ours` for which service it holds now. */
bool chosen_elsewhere(struct world *w, const struct options *o, struct ours *ours);

#endif
