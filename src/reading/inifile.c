#include "reading/inifile.h"

#include <ini.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reader is the lexer, and libinih never sees the file's own bytes: for each line that says something it gets a
 * surrogate of a few bytes, `[S]` and `s=S` for a section, `p=N` or `c=N` for what stands in it; S and N are serial
 * numbers of lines. So none of the library's limits, comment characters or build options is ever reached. libinih keeps
 * the section and calls back before it asks for more; the callback then takes the line's real text from `line`. */
struct parser {
	struct ini_lexer lexer;
	struct arena *arena;
	struct ini_file *out;
	struct ini_line line;     /* the one that libinih holds */
	unsigned long serial;     /* its number */
	unsigned long section_serial;
	bool announced;           /* `[S]` was handed out, `s=S` not yet */
	bool returned;            /* the callback has come for `line` */
	bool homeless;            /* a line before the first section was noted: one says it for all */
	bool reopened;            /* in a section that stands in the file for the second time */
	long section;             /* index of the current one; -1: none */
	size_t property;          /* index of the last one */
	struct build value;       /* of that one, once it has a continuation */
};

static const char letters[] = { [INI_LINE_SECTION] = 's', [INI_LINE_PROPERTY] = 'p', [INI_LINE_CONTINUATION] = 'c' };

static void note(struct parser *p, enum ini_problem_code code, unsigned line, unsigned column)
{
	struct ini_file *f = p->out;
	bool homeless = p->section < 0 && (code == INI_NO_SECTION || code == INI_BAD_HEADER);

	if (code == INI_NO_PROBLEM || (homeless && p->homeless))
		return;
	p->homeless |= homeless;
	f->problems = arena_grow(p->arena, f->problems, f->problem_count, &f->problem_capacity, sizeof *f->problems);
	f->problems[f->problem_count++] = (struct ini_problem){ code, line, column, p->section };
}

static bool next_line(struct parser *p)
{
	while (ini_lex(&p->lexer, &p->line)) {
		if (p->line.kind != INI_LINE_BAD) {
			p->serial++;
			p->returned = false;
			return true;
		}
		note(p, p->line.problem, p->line.line, p->line.problem_column);
	}
	return false;
}

static char *read_surrogate(char *buffer, int size, void *data)
{
	struct parser *p = data;
	int n;

	if (!p->announced && (!p->returned || !next_line(p)))
		return NULL;
	p->announced = p->line.kind == INI_LINE_SECTION && !p->announced;
	if (p->announced) {
		p->section_serial = p->serial;
		n = snprintf(buffer, (size_t)size, "[%lu]\n", p->serial);
	} else {
		n = snprintf(buffer, (size_t)size, "%c=%lu\n", letters[p->line.kind], p->serial);
	}
	return n > 0 && n < size ? buffer : NULL;
}

static uint64_t hash(struct text name, size_t section)
{
	uint64_t h = 14695981039346656037u ^ section;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.p[i]) * 1099511628211u;
	return h ^ h >> 32;
}

static struct text slot_name(const struct ini_file *f, const struct ini_slot *slot)
{
	const struct ini_section *s = &f->sections[slot->section - 1];

	return slot->property ? s->properties[slot->property - 1].key : s->name;
}

/* The slot of a key in a section (its index + 1), or of the section with that name (0); a free one: there is none. */
static struct ini_slot *find(const struct ini_file *f, size_t section, struct text name)
{
	for (size_t i = (size_t)hash(name, section);; i++) {
		struct ini_slot *slot = &f->slots[i & (f->slots_size - 1)];

		if (!slot->section)
			return slot;
		if ((slot->property ? slot->section : 0) == section && text_equal(slot_name(f, slot), name))
			return slot;
	}
}

/* Keeps the table at most half full; call before find() when something may be added. */
static void make_room(struct parser *p)
{
	struct ini_file *f = p->out;
	struct ini_slot *old = f->slots;
	size_t size = f->slots_size;

	if (f->slots_used * 2 < size)
		return;
	f->slots_size = size ? size * 2 : 64;
	f->slots = arena_array(p->arena, f->slots_size, sizeof *f->slots);
	for (size_t i = 0; i < size; i++)
		if (old[i].section)
			*find(f, old[i].property ? old[i].section : 0, slot_name(f, &old[i])) = old[i];
}

static void take_section(struct parser *p)
{
	struct ini_file *f = p->out;
	struct ini_slot *slot;

	make_room(p);
	slot = find(f, 0, p->line.key);
	p->reopened = slot->section && p->lexer.dialect == INI_BOTOCORE && !text_is(p->line.key, "DEFAULT");
	if (!slot->section) {
		f->sections = arena_grow(p->arena, f->sections, f->count, &f->capacity, sizeof *f->sections);
		f->sections[f->count++] = (struct ini_section){
			.name = text_copy(p->arena, p->line.key), .line = p->line.line, .column = p->line.column,
		};
		slot->section = f->count;
		f->slots_used++;
	}
	p->section = (long)slot->section - 1;
	if (p->reopened)
		note(p, INI_DUPLICATE_SECTION, p->line.line, p->line.column);
}

/* As far as str.lower() can make a key that a profile knows: the Kelvin sign becomes a k. */
static struct text lowered(struct arena *a, struct text key)
{
	char *to = arena_copy(a, key.p, key.n);
	size_t n = 0;

	for (size_t i = 0; i < key.n; i++) {
		bool kelvin = key.n - i > 2 && memcmp(key.p + i, "\xe2\x84\xaa", 3) == 0;
		char c = key.p[i];

		to[n++] = kelvin ? 'k' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		i += kelvin ? 2 : 0;
	}
	to[n] = 0;
	return (struct text){ to, n };
}

static void take_property(struct parser *p)
{
	bool botocore = p->lexer.dialect == INI_BOTOCORE;
	struct ini_section *s = &p->out->sections[p->section];
	struct text key = botocore ? lowered(p->arena, p->line.key) : text_copy(p->arena, p->line.key);
	struct ini_slot *slot;

	make_room(p);
	slot = find(p->out, (size_t)p->section + 1, key);
	if (slot->section && botocore && !p->reopened)
		note(p, INI_DUPLICATE_KEY, p->line.line, p->line.column);
	if (!slot->section) {
		s->properties = arena_grow(p->arena, s->properties, s->count, &s->capacity, sizeof *s->properties);
		*slot = (struct ini_slot){ (size_t)p->section + 1, ++s->count };
		p->out->slots_used++;
	}
	p->property = slot->property - 1;
	p->value = (struct build){ .arena = p->arena };
	s->properties[p->property] = (struct ini_property){
		.key = key, .value = text_copy(p->arena, p->line.value), .line = p->line.line, .column = p->line.column,
		.value_column = p->line.value_column,
	};
}

static void take_continuation(struct parser *p)
{
	struct ini_property *property = &p->out->sections[p->section].properties[p->property];
	bool nested = property->value.n == 0 || property->value.p[0] == '\n';

	if (!property->continued) {
		property->continued = p->line.line;
		property->continued_column = p->line.column;
		build_text(&p->value, property->value);
	}
	for (unsigned i = 0; i <= p->line.blanks; i++)
		build_char(&p->value, '\n');
	build_text(&p->value, p->line.key);
	property->value = build_done(&p->value);
	if (nested && ini_bad_nested(p->line.key))
		note(p, INI_NESTED, p->line.line, p->line.column);
}

static int on_pair(void *data, const char *section, const char *name, const char *value)
{
	static void (*const takers[])(struct parser *) = {
		[INI_LINE_SECTION] = take_section, [INI_LINE_PROPERTY] = take_property,
		[INI_LINE_CONTINUATION] = take_continuation,
	};
	struct parser *p = data;

	if (!name || !value) /* some builds also call for a new section */
		return 1;
	if (strtoul(section, NULL, 10) != p->section_serial || strtoul(value, NULL, 10) != p->serial ||
	    *name != letters[p->line.kind])
		return 0;
	takers[p->line.kind](p);
	note(p, p->line.problem, p->line.line, p->line.problem_column);
	p->returned = true;
	return 1;
}

/* Where the first byte stands that is not UTF-8. */
static void note_encoding(struct parser *p, struct text bytes)
{
	unsigned line = 1;
	size_t from = 0, n;

	for (size_t i = 0; i < bytes.n; i += n) {
		n = text_char(bytes.p + i, bytes.n - i);
		if (!n) {
			note(p, INI_NOT_UTF8, line, 1 + ini_characters(text_slice(bytes, from, i), i - from));
			return;
		}
		if (bytes.p[i] == '\n' || (bytes.p[i] == '\r' && (i + 1 == bytes.n || bytes.p[i + 1] != '\n'))) {
			line++;
			from = i + 1;
		}
	}
}

/* What JavaScript reads where a byte is not UTF-8. */
static struct text with_replacements(struct arena *a, struct text bytes)
{
	struct build b = { .arena = a };
	size_t n;

	if (text_is_utf8(bytes))
		return bytes;
	for (size_t i = 0; i < bytes.n; i += n ? n : 1) {
		n = text_char(bytes.p + i, bytes.n - i);
		build_bytes(&b, n ? bytes.p + i : "\xef\xbf\xbd", n ? n : 3);
	}
	return build_done(&b);
}

void ini_read(struct arena *a, struct text bytes, enum ini_dialect dialect, struct ini_file *out)
{
	struct parser p = { .arena = a, .out = out, .returned = true, .section = -1 };

	*out = (struct ini_file){ .count = 0 };
	if (dialect == INI_JAVASCRIPT)
		bytes = with_replacements(a, bytes);
	else
		note_encoding(&p, bytes);
	if (dialect == INI_BOTOCORE && text_starts(bytes, "\xef\xbb\xbf")) {
		note(&p, INI_BYTE_ORDER_MARK, 1, 1);
		bytes = text_slice(bytes, 3, bytes.n);
	}
	p.lexer = ini_lexer(dialect, bytes);
	if (ini_parse_stream(read_surrogate, &p, on_pair, &p) == 0 && p.returned && !p.announced)
		return;
	p.section = -1;
	note(&p, INI_LOST_LINE, p.line.line, p.line.column);
}

const struct ini_section *ini_section(const struct ini_file *f, struct text name)
{
	const struct ini_slot *slot = f->slots_size ? find(f, 0, name) : NULL;

	return slot && slot->section ? &f->sections[slot->section - 1] : NULL;
}

const struct ini_property *ini_property(const struct ini_section *s, const char *key)
{
	for (size_t i = 0; s && i < s->count; i++)
		if (text_is(s->properties[i].key, key))
			return &s->properties[i];
	return NULL;
}
