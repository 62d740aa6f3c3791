/* How does a page come up on the person's screen?
 *
 * By $BROWSER, as other programs read it, or what the desktop offers for that. It is started and forgotten, without a terminal:
 * nothing that a browser prints disturbs ours.
 */
#ifndef SLSENV_CREDENTIALS_BROWSER_H
#define SLSENV_CREDENTIALS_BROWSER_H

#include "ground/world.h"

/* False: there is none that could be started, and the person has to open the address. */
bool browser_open(struct world *w, const char *url);

#endif
