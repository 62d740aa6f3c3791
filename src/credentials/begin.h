/* Where does every errand begin? With the person's files: which chain is it, and how does the profile say that AWS is reached? */
#ifndef SLSENV_CREDENTIALS_BEGIN_H
#define SLSENV_CREDENTIALS_BEGIN_H

#include "credentials/errand.h"

/* Fills e->p, selected, name, http (but for its time limit) and region, and the chain. e->w is set. False, with an error. */
bool errand_begin(struct errand *e, struct text profile, struct chain *c);

/* Its two halves, for who finds the chain in another way. The profile need not be there: then it is one without any key. */
void errand_read_files(struct errand *e, struct text profile);
void errand_find_way(struct errand *e, const struct chain *c);

#endif
