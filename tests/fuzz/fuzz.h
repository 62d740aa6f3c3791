/* What is a fuzz target?
 *
 * One function over bytes, as libFuzzer has it. Linked with libFuzzer it looks for inputs; linked with replay.c it runs the kept
 * ones in `make check`. An input is a few texts with a line "----" between them.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "ground/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cuts the next text off `rest`. */
struct text fuzz_next(struct text *rest);

#endif
