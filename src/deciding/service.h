/* Which service do we stand in, and which file describes it?
 *
 * The first directory upwards that holds a configuration of the Framework; in it, the first name of its list that is a
 * regular file, links not counted (spec/serverless.md 1). Where the packages say that v4 is at work, the file that it takes.
 */
#ifndef SLSENV_DECIDING_SERVICE_H
#define SLSENV_DECIDING_SERVICE_H

#include "knowing/options.h"
#include "reading/node.h"
#include "reading/tags.h"

enum service_form { SERVICE_YAML, SERVICE_JSON, SERVICE_PROGRAM, SERVICE_COMPOSE, SERVICE_FOREIGN /* only v4 takes it */ };

struct service {
	const char *directory; /* absolute */
	const char *path;      /* of the configuration file */
	const char *file;      /* its name */
	enum service_form form;
	uint64_t inode;        /* of the directory */
	const char *stumble;   /* a directory that is called as a YAML configuration and was passed over; NULL: none */
};

enum service_search { SERVICE_FOUND, SERVICE_NONE, SERVICE_ERROR /* said in w->troubles */ };

enum { SERVICE_MAX_BYTES = 1 << 20 };

enum service_search service_find(struct world *w, const struct options *o, struct service *out);

/* Reads a YAML or JSON service into a map. False: the error is in w->troubles. */
bool service_read(struct world *w, const struct service *s, enum tag_dates dates, struct node **out);

#endif
