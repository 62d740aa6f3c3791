/* What does a YAML tag make of a value?
 *
 * js-yaml's default tags and the short tags of CloudFormation: !Ref, !Sub, !GetAtt, ... (spec/serverless.md 2).
 */
#ifndef SLSENV_READING_TAGS_H
#define SLSENV_READING_TAGS_H

#include "reading/node.h"

/* Types the scalar `t` into `n`. `tag` is absent when there is none. NULL, or why js-yaml refuses it. */
const char *tag_scalar(struct arena *a, struct node *n, struct text tag, struct text t, bool plain);

/* The same for a list or map that has been read into `n`. */
const char *tag_collection(struct arena *a, struct node *n, struct text tag);

#endif
