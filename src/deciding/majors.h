/* Does a range of versions let in Serverless v3, or v4, or both?
 *
 * npm's notation: comparators, ^ ~ x-ranges, A - B, ||. What is none of these, as a tag or an address, lets in both.
 */
#ifndef SLSENV_DECIDING_MAJORS_H
#define SLSENV_DECIDING_MAJORS_H

#include <stdbool.h>

#include "ground/text.h"

struct majors {
	bool old;  /* below 4.0.0 */
	bool v4;   /* 4.0.0 and above */
};

struct majors majors_of(struct text range);

#endif
