/* What does everybody share who resolves variables?
 *
 * One `struct resolver` a decision: the configuration, what was said on the command line, how far the Framework's phases have
 * come, and what is being resolved right now. Who asks whom is plugged in by resolving/resolve.c, as they all call each other.
 */
#ifndef SLSENV_RESOLVING_RESOLVER_H
#define SLSENV_RESOLVING_RESOLVER_H

#include "ground/world.h"
#include "knowing/options.h"
#include "knowing/ours.h"
#include "reading/dotenv.h"
#include "resolving/expression.h"
#include "resolving/hop.h"

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
	bool refused;          /* not for want of the Framework: it refuses this itself */
	struct place at;
	struct unresolved *next;
};

struct call;
struct section;
struct v4;

struct resolver {
	struct world *w;
	struct node *config;           /* the whole configuration, a map */
	const struct options *options;
	const struct ours *ours;       /* our own exports are not the person's */
	const char *directory;         /* the service's */
	enum phase phase;
	struct unresolved *unresolved; /* of the current phase */
	size_t budget;                 /* nodes that may still be copied */
	size_t text_budget;            /* bytes that may still be joined */
	size_t variable_budget;        /* variables that may still be resolved */
	struct {
		const struct node *node;
		size_t offset;
		unsigned column;
	} placed;                      /* where the last variable was found: positions are asked for from left to right */
	unsigned depth;                /* of recursion */
	struct hop *hop;               /* being resolved; NULL at the top */
	const struct node *written;    /* the text whose variables are being asked for; NULL at the top */
	const struct hop *made;        /* the last one of all; see hop.h */
	struct text path;              /* of the property being resolved */
	const struct dotenv *dotenv;   /* loaded; NULL: nothing */
	struct text *missed;           /* environment variables that were asked for in PHASE_STAGE and not set */
	size_t missed_count, missed_capacity;
	bool quiet;                    /* nobody has asked for this: what fails will be tried again by who does */
	struct section *brought;       /* by variables in PHASE_EARLY (resolving/variable.c) */
	bool params_seen;              /* they were resolved in PHASE_EARLY */
	bool any_stage;                /* serverless takes any stage name that is not empty; osls is strict */
	bool serverless3;              /* the rules of serverless 3.40, where they are not those of osls */
	bool read_aws_profile;         /* ${env:AWS_PROFILE} or ${env:AWS_DEFAULT_PROFILE} had a value */
	struct v4 *v4;                 /* what the rules of Serverless v4 must remember (resolving/v4.h); NULL: v3 */
	unsigned max_rounds;           /* so many variables may bring each other in */
	bool eager;                    /* variables in addresses come first, also those of fallbacks that are never asked */
	/* plugged in: */
	bool (*parse)(struct arena *, struct text, struct expression *, struct syntax_error *);
	enum outcome (*allow)(struct resolver *, struct node *);  /* may this text be resolved at all? NULL: it may */
	/* The value of one of the variables of a text as a part of it. */
	enum outcome (*piece)(struct resolver *, const struct node *, const struct expression *, size_t number, struct text *out);
	bool (*knows)(const struct resolver *, struct text type);
	enum outcome (*ask)(struct resolver *, struct call *);
	enum outcome (*walk)(struct resolver *, struct text dotted, struct node **out);
	void (*along)(struct resolver *, struct node *container, struct text path); /* NULL: what was brought waits */
	enum outcome (*inside)(struct resolver *, struct node *container, struct text path);
	enum outcome (*argument)(struct resolver *, struct node *n, const struct argument *, const struct node *written);
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
	bool refused;                  /* PENDING: the Framework would refuse it, too */
	bool unknown;                  /* PENDING: there is no such source yet; the fallbacks before it are tried again */
};

/* Links what was read to the hop that is being made. */
void resolver_read(struct resolver *r, const struct node *n);

/* Notes it, once a property and variable. Returns PENDING. */
enum outcome resolver_pending(struct resolver *r, struct text variable, const char *reason, bool refused, struct place at);

/* An error at `at`, in the property being resolved. Returns FAILED. */
enum outcome resolver_failed(struct resolver *r, struct place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
