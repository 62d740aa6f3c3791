#include "ground/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 16 * 1024, ALIGN = 16 };

struct chunk {
	struct chunk *next;
	size_t used, size;
	_Alignas(ALIGN) unsigned char bytes[];
};

struct arena {
	struct chunk *top;
	size_t taken;
	int wipe;
};

static _Noreturn void out_of_memory(void)
{
	static const char line[] = "slsenv: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, line, sizeof line - 1);

	(void)ignored;
	_exit(1);
}

struct arena *arena_new(int wipe)
{
	struct arena *a = calloc(1, sizeof *a);

	if (!a)
		out_of_memory();
	a->wipe = wipe;
	return a;
}

void arena_free(struct arena *a)
{
	struct chunk *next;

	if (!a)
		return;
	for (struct chunk *c = a->top; c; c = next) {
		next = c->next;
		if (a->wipe)
			explicit_bzero(c->bytes, c->used);
		free(c);
	}
	free(a);
}

size_t arena_size(const struct arena *a)
{
	return a->taken;
}

static struct chunk *chunk_new(struct arena *a, size_t size)
{
	size_t room = size > CHUNK ? size : CHUNK;
	struct chunk *c;

	if (room > SIZE_MAX - sizeof *c)
		out_of_memory();
	c = calloc(1, sizeof *c + room);
	if (!c)
		out_of_memory();
	c->size = room;
	a->taken += room;
	/* A large object gets a chunk of its own behind the current one, whose free rest stays in use. */
	if (size > CHUNK && a->top) {
		c->next = a->top->next;
		a->top->next = c;
	} else {
		c->next = a->top;
		a->top = c;
	}
	return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct chunk *c = a->top;
	void *p;

	if (size > SIZE_MAX - ALIGN)
		out_of_memory();
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (!c || c->size - c->used < size)
		c = chunk_new(a, size);
	p = c->bytes + c->used;
	c->used += size;
	return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		out_of_memory();
	return arena_alloc(a, count * size);
}

void *arena_grow(struct arena *a, void *array, size_t count, size_t *cap, size_t size)
{
	void *bigger;

	if (count < *cap)
		return array;
	if (*cap > SIZE_MAX / 2)
		out_of_memory();
	*cap = *cap ? *cap * 2 : size < 64 ? 8 : 1; /* most rows of large things are short */
	bigger = arena_array(a, *cap, size);
	if (count)
		memcpy(bigger, array, count * size);
	return bigger;
}

char *arena_copy(struct arena *a, const void *bytes, size_t n)
{
	char *p;

	if (n == SIZE_MAX)
		out_of_memory();
	p = arena_alloc(a, n + 1);
	if (n)
		memcpy(p, bytes, n);
	return p;
}

char *arena_string(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

char *arena_vformat(struct arena *a, const char *format, va_list args)
{
	va_list again;
	int n;
	char *p;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		out_of_memory();
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, args);
	return p;
}

char *arena_format(struct arena *a, const char *format, ...)
{
	va_list args;
	char *p;

	va_start(args, format);
	p = arena_vformat(a, format, args);
	va_end(args);
	return p;
}
