/* What is a ${...}, taken apart?
 *
 * The Framework's grammar (spec/serverless.md 5.1): a variable is a row of sources, a source has parameters and an address, and
 * those may hold variables themselves.
 */
#ifndef SLSENV_RESOLVING_EXPRESSION_H
#define SLSENV_RESOLVING_EXPRESSION_H

#include "reading/node.h"

struct variable;
struct hop;

/* A parameter or an address: a literal, or a text in which variables stand. */
struct argument {
	struct node *value;          /* a null node when empty */
	struct variable *variables;  /* in order of appearance */
	size_t count, capacity;
	bool held_dollar;            /* a '$' was seen, so the text is no literal */
	size_t at;                   /* byte in the whole parsed text where the argument's text begins */
	struct node *resolved;       /* the resolver's note: once all of it is known */
};

/* One source of a variable: type:address, type(params):address, or a literal. */
struct source {
	struct text type;            /* absent: a literal */
	struct node *literal;
	struct argument *params;
	size_t param_count, param_capacity;
	bool has_params, has_address;
	struct argument address;
	size_t at, end;              /* bytes in the parsed text */
};

/* One variable, or an escape that stands for plain text. */
struct variable {
	size_t start, end;           /* bytes in the text (an argument's variables: in the argument) */
	bool whole;                  /* the text is this variable and nothing else */
	bool escape;
	struct text escaped;         /* what an escape stands for */
	struct source *sources;      /* the first, then its fallbacks */
	size_t count, capacity;
	/* the resolver's notes (resolving/variable.c): */
	struct node *value;          /* once known */
	size_t passed;               /* so many sources have been found to have no value */
	struct hop *hop;             /* how far it has come; NULL: not begun, or an escape */
};

struct expression {
	struct variable *variables;
	size_t count, capacity;
};

struct syntax_error {
	const char *what;            /* the Framework's words */
	size_t at;                   /* byte in the text */
};

#endif
