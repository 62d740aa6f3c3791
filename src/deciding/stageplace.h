/* Where does the stage stand in what a variable asked for?
 *
 * ${file(./config/${sls:stage}.yml):profile} asks for file(./config/dev.yml):profile; the "dev" there is the stage's, and so is the
 * "dev" of self:custom.profiles.dev where ${self:custom.profiles.${sls:stage}} stands.
 */
#ifndef SLSENV_DECIDING_STAGEPLACE_H
#define SLSENV_DECIDING_STAGEPLACE_H

#include "resolving/hop.h"

enum { STAGE_PLACES = 8 };

/* One thing that was asked for: "self:a.b.c", "file(PATH):a.b". */
struct stage_asked {
	struct text path;      /* of file(); absent: the configuration itself */
	struct text address;   /* may be empty */
	struct {
		bool in_path;
		size_t from, to; /* bytes of path, or of address, that are the stage */
	} places[STAGE_PLACES];
	size_t count;          /* 0: the stage is nowhere in it */
};

/* The `i`th thing that the hop asked for, in the order of its sources; false: there are no more. */
bool stage_asked(struct arena *a, const struct hop *h, size_t i, struct text stage, struct stage_asked *out);

#endif
