/* Whose rules apply: Serverless v3 (and osls), or v4?
 *
 * Read from the configuration: frameworkVersion, a stages: block, provider.resolver (spec/serverless.md 12.6).
 */
#ifndef SLSENV_KNOWING_FRAMEWORK_H
#define SLSENV_KNOWING_FRAMEWORK_H

#include "knowing/choose.h"

/* Fills framework, framework_why and framework_at from d->config. */
void framework_find(struct decision *d);

#endif
