/* How does a source answer?
 *
 * What the sources of ${type:...} have in common; each is one function of this form.
 */
#ifndef SLSENV_RESOLVING_SOURCE_H
#define SLSENV_RESOLVING_SOURCE_H

#include "resolving/resolver.h"

enum outcome source_missing(struct call *c, const char *reason);
enum outcome source_pending(struct call *c, const char *reason);
enum outcome source_refused(struct call *c, const char *reason); /* pending, and the Framework refuses it if it stays so */
enum outcome source_found(struct call *c, struct node *value, const char *from);

/* The address, a number or a list as JavaScript writes them; false when it is a map, or nothing that is true. */
bool source_address(struct resolver *r, const struct call *c, struct text *out);

/* The effective stage (spec/serverless.md 7): FOUND: a valid name. */
enum outcome source_stage(struct resolver *r, struct call *c, struct node **out, const char **from);

enum file_form { FORM_TEXT, FORM_YAML, FORM_JSON, FORM_PROGRAM };

/* By the extension of an absolute path. */
enum file_form source_file_form(const char *path, bool v4);

/* What file() includes. FOUND: `*out` is its content, NULL when it is not there; `*nothing`: a YAML file without one byte. */
enum outcome source_file_read(struct resolver *r, struct call *c, const char *path, enum file_form form, struct node **out,
			      bool *nothing);

/* What a file that this run has read as YAML or JSON holds, as it stands there; NULL: nothing, or not read. */
const struct node *source_file_content(struct world *w, const char *path);

/* Node's path.resolve(): "." and ".." are taken out as text, whatever links there are. */
const char *source_file_path(struct arena *a, const char *dir, struct text path);

/* The variable as the person has it; notes when it is one that names a profile. NULL: not set. */
const char *source_environment(struct resolver *r, struct text name);

/* A variable that was asked for while the stage is decided, and is not set. */
void source_note_missed(struct resolver *r, struct text name);

/* true, 1, false, 0: anything else is an error. */
enum outcome source_boolean(struct resolver *r, struct call *c, struct text word);

/* --param NAME=VALUE. FOUND, MISSING; FAILED: one of those given is none. */
enum outcome source_param_option(struct resolver *r, struct call *c, struct text name);

enum outcome ask_file(struct resolver *r, struct call *c);
enum outcome ask_param(struct resolver *r, struct call *c);

#endif
