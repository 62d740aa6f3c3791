/* Which stage is the effective one?
 *
 * --stage, provider.stage, dev (spec/serverless.md 3): osls is strict about names, serverless 3 is not.
 */
#ifndef SLSENV_DECIDING_STAGE_H
#define SLSENV_DECIDING_STAGE_H

#include "deciding/decision.h"

/* Fills d->stage. False: it cannot be told, which is said. */
bool stage_choose(struct decision *d, struct resolver *r);

/* May a stage be called so? `any`: as serverless has it. */
bool stage_valid(struct text name, bool any);

/* The STAGE of .env.STAGE, once that is done. */
struct text stage_for_dotenv(const struct decision *d, const struct resolver *r);

#endif
