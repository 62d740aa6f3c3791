/* How do the variables in one text become a value?
 *
 * Each variable asks its sources in turn until one has a value; what is joined is joined as JavaScript joins; a resolved text
 * is looked at for variables again (spec/serverless.md 5.2 to 5.4). Sources and the walk through the configuration are
 * plugged in by knowing/resolve.c.
 */
#ifndef SLSENV_KNOWING_VARIABLE_H
#define SLSENV_KNOWING_VARIABLE_H

#include "ground/world.h"
#include "knowing/expression.h"
#include "knowing/hop.h"
#include "knowing/options.h"
#include "knowing/ours.h"

enum outcome {
	FOUND,
	MISSING,  /* no value: a fallback may answer */
	PENDING,  /* cannot be told yet, or not without the Framework or AWS */
	FAILED    /* an error, said in world->troubles */
};

/* Which sources may answer, in the Framework's order of work (spec/serverless.md 5.6). */
enum phase {
	PHASE_NAME,  /* provider.name, useDotenv: a missing environment variable may still come from .env */
	PHASE_STAGE, /* provider.stage: the environment as it is */
	PHASE_EARLY, /* everything, with .env loaded */
	PHASE_LATE   /* again, with all options and params, and the defaults filled in */
};

/* One variable that could not be resolved. */
struct unresolved {
	struct text path;      /* "provider.profile" */
	struct text variable;  /* "ssm:/shop/profile" */
	const char *reason;
	struct place at;
	struct unresolved *next;
};

struct call;

struct resolver {
	struct world *w;
	struct node *config;           /* the whole configuration, a map */
	const struct options *options;
	const struct ours *ours;       /* our own exports are not the person's */
	const char *directory;         /* the service's */
	enum phase phase;
	struct unresolved *unresolved; /* of the current phase */
	size_t budget;                 /* nodes that may still be copied */
	unsigned depth;                /* of recursion */
	struct hop *hop;               /* being resolved; NULL at the top */
	struct text path;              /* of the property being resolved */
	bool read_aws_profile;         /* ${env:AWS_PROFILE} or ${env:AWS_DEFAULT_PROFILE} had a value */
	/* plugged in: */
	enum outcome (*ask)(struct resolver *, struct call *);
	enum outcome (*walk)(struct resolver *, struct text dotted, struct node **out);
	enum outcome (*inside)(struct resolver *, struct node *container, struct text path);
};

/* What a source is asked, and answers. */
struct call {
	const struct source *source;
	struct node **params;          /* resolved */
	size_t param_count;
	struct node *address;          /* resolved; NULL: none */
	struct place at;
	struct node *value;            /* FOUND */
	const char *from;              /* FOUND: who answered, in words */
	const char *reason;            /* MISSING, PENDING: why, in words */
};

/* Resolves a string node in place, again and again until no variable is left in it; other nodes are FOUND as they are, what is
 * inside them untouched. `path` is the property's. FOUND may leave a null node. */
enum outcome variable_resolve(struct resolver *r, struct node *n, struct text path);

/* Does the string still hold variables (or is it none that can be parsed)? */
bool variable_waits(struct resolver *r, struct node *n);

/* Links what was read to the hop that is being made. */
void variable_read(struct resolver *r, const struct node *n);

/* An error at `at`, in the property being resolved. Returns FAILED. */
enum outcome variable_failed(struct resolver *r, struct place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
