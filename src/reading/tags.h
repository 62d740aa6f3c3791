/* What does a YAML tag make of a value?
 *
 * js-yaml's default tags and the short tags of CloudFormation: !Ref, !Sub, !GetAtt, ... (spec/serverless.md 2).
 */
#ifndef SLSENV_READING_TAGS_H
#define SLSENV_READING_TAGS_H

#include "reading/node.h"

/* What is a date? osls: only what is tagged !!timestamp; serverless 3.40: any plain text that looks like one. */
enum tag_dates { DATES_TAGGED, DATES_PLAIN };

/* Types the scalar `t` into `n`. `tag` is absent when there is none. NULL, or why js-yaml refuses it. */
const char *tag_scalar(struct arena *a, struct node *n, struct text tag, struct text t, bool plain, enum tag_dates dates);

/* The same for a list or map that has been read into `n`. */
const char *tag_collection(struct arena *a, struct node *n, struct text tag);

#endif
