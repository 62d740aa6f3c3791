/* How is a text written inside a URL or a form? */
#ifndef SLSENV_CREDENTIALS_URLTEXT_H
#define SLSENV_CREDENTIALS_URLTEXT_H

#include "ground/text.h"

/* Letters, digits and -._~ stay, the rest becomes %XX; a blank becomes `blank` ("+" in a form, "%20" in a URL). */
void url_encode(struct build *b, struct text value, const char *blank);

#endif
