/* How is the memory of libraries that see secrets wiped?
 *
 * libcurl, Jansson, Expat and OpenSSL (its HMAC contexts, DPoP keys and TLS records) are given allocators that overwrite a block before it
 * is given back.
 */
#ifndef SLSENV_CREDENTIALS_WIPE_H
#define SLSENV_CREDENTIALS_WIPE_H

#include <stddef.h>

void *wipe_malloc(size_t size);
void *wipe_calloc(size_t count, size_t size);
void *wipe_realloc(void *p, size_t size);
char *wipe_strdup(const char *s);
void wipe_free(void *p);

#endif
