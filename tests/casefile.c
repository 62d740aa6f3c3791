#include "casefile.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list {
	struct test_case *items;
	size_t count, capacity;
};

bool cases_line(struct text *rest, struct text *line)
{
	const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	size_t n = end ? (size_t)(end - rest->p) : rest->n;

	if (!rest->n)
		return false;
	*line = text_slice(*rest, 0, n);
	*rest = text_slice(*rest, end ? n + 1 : n, rest->n);
	return true;
}

struct text cases_section(struct text body, const char *name)
{
	struct text line, found = TEXT_NONE;

	while (cases_line(&body, &line)) {
		if (!text_starts(line, "-- "))
			continue;
		if (found.p)
			return text_slice(found, 0, (size_t)(line.p - found.p));
		if (text_is(text_slice(line, 3, line.n), name))
			found = body;
	}
	return found;
}

static void add(struct arena *a, struct list *list, const char *name, struct text body)
{
	list->items = arena_grow(a, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = (struct test_case){ name, body };
}

static void split(struct arena *a, struct list *list, const char *file, struct text bytes)
{
	size_t before = list->count;
	struct text rest = bytes, line;

	while (cases_line(&rest, &line)) {
		if (text_starts(line, "== "))
			add(a, list, arena_copy(a, line.p + 3, line.n - 3), (struct text){ rest.p, 0 });
		else if (list->count > before)
			list->items[list->count - 1].body.n = (size_t)(rest.p - list->items[list->count - 1].body.p);
	}
	if (list->count == before)
		add(a, list, arena_copy(a, file, strlen(file) - 4), bytes);
}

static struct text read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct build b = { .arena = a };
	char buffer[4096];
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
		build_bytes(&b, buffer, n);
	fclose(f);
	return build_done(&b);
}

struct test_case *cases_load(struct arena *a, const char *name, size_t *count)
{
	const char *source = getenv("SLSENV_SOURCE");
	const char *dir = arena_format(a, "%s/tests/cases/%s", source ? source : ".", name);
	struct dirent **entries;
	struct list list = { NULL, 0, 0 };
	int n = scandir(dir, &entries, NULL, alphasort);

	if (n < 0) {
		perror(dir);
		exit(1);
	}
	for (int i = 0; i < n; i++) {
		const char *file = arena_string(a, entries[i]->d_name);

		free(entries[i]);
		if (text_ends(text_of(file), ".txt"))
			split(a, &list, file, read_file(a, arena_format(a, "%s/%s", dir, file)));
	}
	free(entries);
	*count = list.count;
	return list.items;
}

/* \[N TEXT] at `i`; the length of that. */
static size_t read_run(struct build *b, struct text t, size_t i)
{
	char *text;
	unsigned long n = strtoul(t.p + i + 2, &text, 10);
	size_t length = strcspn(++text, "]");

	while (n--)
		build_bytes(b, text, length);
	return (size_t)(text + length + 1 - (t.p + i));
}

struct text cases_read(struct arena *a, struct text t)
{
	static const char letters[] = "nt\\r", bytes[] = "\n\t\\\r";
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n;) {
		const char *letter = t.p[i] == '\\' && i + 1 < t.n ? strchr(letters, t.p[i + 1]) : NULL;

		if (t.p[i] != '\\' || i + 1 == t.n) {
			build_char(&b, t.p[i++]);
		} else if (letter) {
			build_char(&b, bytes[letter - letters]);
			i += 2;
		} else if (t.p[i + 1] == 'x') {
			build_char(&b, (char)strtoul(arena_copy(a, t.p + i + 2, 2), NULL, 16));
			i += 4;
		} else if (t.p[i + 1] == 'c') { /* and the newline behind it */
			i += 3;
		} else {
			i += read_run(&b, t, i);
		}
	}
	return build_done(&b);
}

static size_t run_length(struct text t, size_t i)
{
	size_t n = 1;

	while (i + n < t.n && t.p[i + n] == t.p[i])
		n++;
	return n;
}

struct text cases_write(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (run_length(t, i) >= 40) {
			build_format(&b, "\\[%zu %c]", run_length(t, i), c);
			i += run_length(t, i) - 1;
		} else if (c == '\\' || c == '\n' || c == '\t' || c == '\r') {
			build_string(&b, c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
		} else if (c >= 0x20 && c < 0x7f) {
			build_char(&b, c);
		} else {
			build_format(&b, "\\x%02X", (unsigned char)c);
		}
	}
	return build_done(&b);
}

static int by_bytes(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

struct text cases_sorted(struct arena *a, struct text t)
{
	struct text *lines = NULL, line;
	size_t count = 0, capacity = 0;
	struct build b = { .arena = a };

	while (cases_line(&t, &line)) {
		lines = arena_grow(a, lines, count, &capacity, sizeof *lines);
		lines[count++] = line;
	}
	if (count)
		qsort(lines, count, sizeof *lines, by_bytes);
	for (size_t i = 0; i < count; i++) {
		build_text(&b, lines[i]);
		build_char(&b, '\n');
	}
	return build_done(&b);
}
