/* What does each line of an AWS file say?
 *
 * The lexer below reading/inifile.h: physical lines of any length, comments, indentation, separators and trimming, in
 * both dialects (spec/aws.md 2.1 and 2.2). It knows one line and what the lines before it left open, and keeps no text of
 * its own: everything it hands out points into the bytes it was given.
 */
#ifndef SLSENV_READING_INILEX_H
#define SLSENV_READING_INILEX_H

#include "ground/text.h"
#include "reading/iniproblem.h"

enum ini_dialect { INI_BOTOCORE, INI_JAVASCRIPT };

enum ini_line_kind {
	INI_LINE_SECTION,
	INI_LINE_PROPERTY,
	INI_LINE_CONTINUATION, /* of the last property */
	INI_LINE_BAD           /* says nothing; `problem` says why */
};

struct ini_line {
	enum ini_line_kind kind;
	struct text key;       /* the section's name, the key, or the continuation's text */
	struct text value;     /* of a property */
	unsigned line, column; /* where `key` begins (a section: its bracket); characters, from 1 */
	unsigned value_column;
	unsigned blanks;       /* continuation: empty lines since the last line of the value */
	enum ini_problem_code problem;
	unsigned problem_column;
};

struct ini_lexer {
	enum ini_dialect dialect;
	struct text rest;         /* not read yet */
	unsigned line;            /* number of the line read last */
	bool in_section, key_open; /* a key is open: a deeper line continues its value */
	unsigned indent;          /* of the line that decides what is deeper */
	unsigned blanks;
};

struct ini_lexer ini_lexer(enum ini_dialect dialect, struct text bytes);

/* The next line that says something, in `out`; false at the end. Blank lines and comments are passed over. */
bool ini_lex(struct ini_lexer *lx, struct ini_line *out);

/* Without the white space at both ends, by the dialect's idea of white space. */
struct text ini_strip(enum ini_dialect dialect, struct text t);

/* Offset of the first '#' or ';' at the start of `t` or behind white space, by the rules of JavaScript; t.n: none. */
size_t ini_comment(struct text t);

/* Characters in the first `bytes` bytes of `t`; a byte that is not UTF-8 counts as one. */
unsigned ini_characters(struct text t, size_t bytes);

/* Is a line of this value, cut as Python's splitlines() does, neither blank nor "key = value"? (spec/aws.md 2.1, 8) */
bool ini_bad_nested(struct text t);

#endif
