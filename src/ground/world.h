/* What does the outside look like, and what did we ask it?
 *
 * The only door to files, the environment and the clock. Every question is logged with the answer's signature, "not there"
 * included: the log is the list of everything the answer depends on. It feeds the idle guard (telling/guard.h), `why`'s
 * list of files, and lets tests and fuzzers run the whole program over a world in memory (tests/world_memory.h).
 *
 * One `struct world *` is handed down everywhere: it also carries the run's two arenas and its list of troubles.
 */
#ifndef SLSENV_GROUND_WORLD_H
#define SLSENV_GROUND_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "ground/arena.h"
#include "ground/text.h"
#include "ground/trouble.h"

enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_DIRECTORY, FILE_LINK /* only without following */, FILE_OTHER };

/* What stat(2) or lstat(2) says. Zero but for `kind` and `error` when the file is missing. */
struct file_facts {
	enum file_kind kind;
	int error;               /* errno when kind is FILE_MISSING: ENOENT, ELOOP, EACCES, ... */
	uint64_t device, inode;
	uint64_t size;           /* bytes */
	int64_t seconds;         /* modification time since the epoch */
	long nanoseconds;        /* 0 to 999 999 999 */
	unsigned mode;           /* permission bits */
	unsigned long owner;     /* uid */
	unsigned long links;     /* how many names it has */
};

enum read_result {
	READ_OK,
	READ_MISSING,   /* ENOENT, ENOTDIR */
	READ_LOOP,      /* ELOOP */
	READ_DENIED,    /* EACCES, EPERM */
	READ_DIRECTORY,
	READ_SPECIAL,   /* FIFO, socket, device: never opened for reading */
	READ_TOO_LARGE, /* more than `limit` bytes */
	READ_FAILED     /* any other error */
};

enum question_kind { ASKED_FILE, ASKED_LINK /* lstat */, ASKED_ENVIRONMENT };

struct question {
	enum question_kind kind;
	const char *name;         /* absolute path, or variable name */
	const char *value;        /* environment: the value, NULL when unset */
	struct file_facts facts;  /* files, as seen when first asked */
	bool readable;            /* files: access(R_OK) for existing ones */
	bool was_read;            /* contents mattered, not only existence */
	struct question *next, *same_hash;
};

struct world;

struct world_ops {
	const char *(*environment)(struct world *, const char *name); /* NULL: unset */
	void (*facts)(struct world *, const char *path, bool follow, struct file_facts *out);
	bool (*readable)(struct world *, const char *path);
	enum read_result (*read)(struct world *, struct arena *, const char *path, size_t limit, struct text *out);
	bool (*list)(struct world *, const char *path, void (*each)(void *, const char *name), void *data);
	const char *(*physical)(struct world *, const char *path); /* realpath(3), in w->arena; NULL when it fails */
	int64_t (*now)(struct world *); /* seconds since the epoch */
	uint64_t (*random)(struct world *); /* not guessable */
};

struct world {
	const struct world_ops *ops;
	void *data;               /* the implementation's own */
	struct arena *arena;      /* everything but secrets */
	struct arena *secrets;    /* wiped when the run ends */
	struct troubles troubles;
	struct question *log, *log_last;
	struct question *index[256]; /* the same, by a hash of their names */
	unsigned long user;       /* effective uid */
	char **environment;       /* all of it, for running others: NULL-ended; NULL: none */
	const char *cwd;          /* absolute, physical; NULL when the current directory is gone */
	bool as_is;               /* the environment counts as it is, what slsenv itself has exported included */
	struct remembered *remembered; /* world_remember() */
	int64_t deadline;         /* seconds since the epoch: then the answer has to be looked for again; 0: never */
};

/* Logged questions. Paths are absolute, or relative to world->cwd and made absolute here. */
const char *world_environment(struct world *w, const char *name);
struct file_facts world_facts(struct world *w, const char *path);      /* follows symbolic links */
struct file_facts world_link_facts(struct world *w, const char *path); /* does not */

/* What stands in the file matters, but it is read in another way, or not now. */
void world_watch(struct world *w, const char *path);

/* Reads a regular file of at most `limit` bytes, whole, into `a`. Never blocks on a FIFO or device. */
enum read_result world_read(struct world *w, struct arena *a, const char *path, size_t limit, struct text *out);

/* Names in a directory, sorted by byte, "." and ".." left out; false when it cannot be listed. Logged as the directory. */
bool world_list(struct world *w, const char *path, struct text **names, size_t *count);

/* The path without links, "." and ".."; NULL when it does not exist. */
const char *world_physical(struct world *w, const char *path);

/* What this run has already found out, by a name of its finder's, so that it need not do so again; NULL: nothing yet. */
void *world_recall(struct world *w, const char *name);
void world_remember(struct world *w, const char *name, void *what);

int64_t world_now(struct world *w);

/* The answer holds only until `when` (seconds since the epoch); the earliest deadline counts. */
void world_deadline(struct world *w, int64_t when);
uint64_t world_random(struct world *w);

/* Why a file could not be read, in words: "is a directory", "permission denied", ... */
const char *read_result_text(enum read_result r);

/* DIR/NAME in w->arena; NAME alone when it is absolute. */
const char *world_join(struct world *w, const char *dir, const char *name);

/* The real one. Call world_posix_free() at the end: it wipes the secrets. */
struct world *world_posix_new(void);
void world_posix_free(struct world *w);

#endif
