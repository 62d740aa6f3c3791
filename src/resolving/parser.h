/* What do the two halves of the variable parser share?
 *
 * resolving/text_parser.c finds variables in a text, resolving/source_parser.c takes one source of a variable apart; they call each
 * other, as variables stand inside addresses.
 */
#ifndef SLSENV_RESOLVING_PARSER_H
#define SLSENV_RESOLVING_PARSER_H

#include "resolving/expression.h"

/* The Framework's parser is a state machine; this one descends. Where the machine has oddities that a person can meet, a
 * comment says so. A text ends the machine silently wherever no source has begun, and with an error after that. */
struct parser {
	struct arena *arena;
	struct text t;
	size_t i;
	struct syntax_error *error;
	unsigned depth;   /* real variables around the current one */
	unsigned nesting; /* ${ around the current one, foreign ones included */
};

enum { MAX_NESTING = 100 };

enum parse_result { FOREIGN, DONE, BROKEN };

/* Where finished variables go, and what their positions count from. */
struct sink {
	struct variable **variables;
	size_t *count, *capacity, base;
};

enum parse_result parse_broken(struct parser *p, const char *what, size_t at);
enum parse_result parse_unterminated(struct parser *p, size_t at);
bool parse_at_end(const struct parser *p);
char parse_peek(const struct parser *p); /* 0 at the end */
void parse_skip_spaces(struct parser *p);
void parse_mark_whole(struct variable *variables, size_t count, size_t length);

/* Behind a '$' that stands at `start`, with an even number of `backslashes` before it. */
enum parse_result parse_variable(struct parser *p, size_t start, struct sink *sink, size_t backslashes);

/* At ':' or '(' behind the type that begins at s->at. DONE ends before ',' or '}'. */
enum parse_result parse_rest_of_source(struct parser *p, struct source *s);

/* Behind a ','. DONE ends before ',' or '}'. */
enum parse_result parse_fallback(struct parser *p, struct source *s);

#endif
