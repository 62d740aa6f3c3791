#include "credentials/wipe.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* In front of each block stands its size; 16 bytes keep the alignment. */
enum { HEAD = 16 };

static size_t *head_of(void *p)
{
	return (size_t *)(void *)((char *)p - HEAD);
}

void *wipe_malloc(size_t size)
{
	size_t *head = size > SIZE_MAX - HEAD ? NULL : malloc(size + HEAD);

	if (!head)
		return NULL;
	*head = size;
	return (char *)head + HEAD;
}

void *wipe_calloc(size_t count, size_t size)
{
	void *p = size && count > SIZE_MAX / size ? NULL : wipe_malloc(count * size);

	if (p)
		memset(p, 0, count * size);
	return p;
}

void wipe_free(void *p)
{
	size_t *head = p ? head_of(p) : NULL;

	if (!head)
		return;
	explicit_bzero(p, *head);
	free(head);
}

void *wipe_realloc(void *p, size_t size)
{
	void *q = wipe_malloc(size);
	size_t had = p ? *head_of(p) : 0;

	if (!q)
		return NULL;
	memcpy(q, p ? p : "", had < size ? had : size);
	wipe_free(p);
	return q;
}

char *wipe_strdup(const char *s)
{
	char *p = wipe_malloc(strlen(s) + 1);

	return p ? strcpy(p, s) : NULL;
}
