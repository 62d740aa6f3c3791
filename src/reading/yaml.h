/* What does a YAML text say, as js-yaml 4 with the Framework's schema reads it?
 *
 * Sole user of <yaml.h>. One document; YAML 1.2 core types; merge keys; anchors and aliases as copies, within a budget of
 * nodes; the short tags of CloudFormation; duplicate keys refused (spec/serverless.md 2).
 */
#ifndef SLSENV_READING_YAML_H
#define SLSENV_READING_YAML_H

#include "ground/world.h"
#include "reading/node.h"
#include "reading/tags.h"

enum { YAML_MAX_DEPTH = 200, YAML_MAX_NODES = 60000 };

/* Reads `bytes`, which came from `path` (used in positions); An empty document is a null node. False
 * when it cannot be read: the error, with position, is in w->troubles. */
bool yaml_read(struct world *w, const char *path, struct text bytes, enum tag_dates dates, struct node **out);

#endif
