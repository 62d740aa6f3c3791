/* What do the rules of Serverless v4 have to remember?
 *
 * v4 keeps what a source has answered for the whole run, also what it answered before the stage was decided and .env was loaded.
 */
#ifndef SLSENV_RESOLVING_V4_H
#define SLSENV_RESOLVING_V4_H

#include "ground/text.h"

struct v4 {
	struct text stage;   /* absent: not decided */
	bool asked_param;    /* ${param:} stands where the stage is decided: v4 goes on answering it as if there was no stage */
	bool asked_sls;      /* likewise ${sls:} */
	bool brought;        /* what is being resolved was brought here by a placeholder: nothing it leads to was resolved before */
};

#endif
