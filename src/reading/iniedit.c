#include "reading/iniedit.h"

#include <string.h>

/* Where the lines stand that a change concerns; lines count from 1, 0: there is none. */
struct spot {
	unsigned header, last; /* of the section: its header, and its last line that says something */
	unsigned key;	       /* the line of the key */
	bool goes_on;	       /* its value continues on the next line */
	struct text indent;    /* of the section's last key */
	struct text header_indent;
	size_t value_from; /* offsets in the bytes: the value, and the end of the key's name */
	size_t value_to, name_from, name_to;
};

/* The offset behind the line that begins at `from`, its end included. Lines end as Python ends them. */
static size_t behind(struct text t, size_t from)
{
	while (from < t.n && t.p[from] != '\n' && t.p[from] != '\r')
		from++;
	if (from + 1 < t.n && t.p[from] == '\r' && t.p[from + 1] == '\n')
		from++;
	return from < t.n ? from + 1 : from;
}

static size_t begin_of(struct text t, unsigned line)
{
	size_t from = 0;

	for (unsigned i = 1; i < line; i++)
		from = behind(t, from);
	return from;
}

/* The bytes that end the line before offset `end`: "\n", "\r\n", "\r" or nothing. */
static struct text line_end(struct text t, size_t end)
{
	size_t from = end;

	if (from && t.p[from - 1] == '\n')
		from--;
	if (from && t.p[from - 1] == '\r')
		from--;
	return text_slice(t, from, end);
}

static bool same_key(struct text found, const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < n && i < found.n; i++)
		if ((found.p[i] >= 'A' && found.p[i] <= 'Z' ? found.p[i] - 'A' + 'a' : found.p[i]) != key[i])
			return false;
	return found.n == n;
}

static struct text indent_of(struct text bytes, unsigned line, const char *p)
{
	size_t from = begin_of(bytes, line);

	return text_slice(bytes, from, (size_t)(p - bytes.p));
}

static void find_spot(struct text bytes, struct text section, const char *key, struct spot *out)
{
	struct ini_lexer lx = ini_lexer(INI_BOTOCORE, bytes);
	struct ini_line l;
	bool inside = false, open = false;

	*out = (struct spot){ .header = 0 };
	while (ini_lex(&lx, &l)) {
		if (l.kind == INI_LINE_SECTION) {
			inside = text_equal(l.key, section);
			out->header = inside ? l.line : out->header;
			if (inside)
				out->header_indent = indent_of(bytes, l.line, l.key.p - 1);
		}
		if (!inside)
			continue;
		out->last = l.line;
		if (l.kind == INI_LINE_CONTINUATION)
			out->goes_on |= open;
		open = l.kind == INI_LINE_CONTINUATION && open;
		if (l.kind != INI_LINE_PROPERTY)
			continue;
		out->indent = indent_of(bytes, l.line, l.key.p);
		if (!same_key(l.key, key))
			continue;
		open = true;
		out->key = l.line;
		out->name_from = (size_t)(l.key.p - bytes.p);
		out->name_to = out->name_from + l.key.n;
		out->value_from = (size_t)(l.value.p - bytes.p);
		out->value_to = out->value_from + l.value.n;
	}
}

static struct text splice(struct arena *a, struct text t, size_t from, size_t to, struct text with)
{
	struct build b = { .arena = a };

	build_text(&b, text_slice(t, 0, from));
	build_text(&b, with);
	build_text(&b, text_slice(t, to, t.n));
	return build_done(&b);
}

/* Behind the key as it stands, unless Serverless would not see it so: then as everybody sees it. */
static struct text with_value(struct arena *a, struct text bytes, const struct spot *s, const struct ini_change *c)
{
	struct text name = text_slice(bytes, s->name_from, s->name_to),
		    between = text_slice(bytes, s->name_to, s->value_from);
	bool plain = text_is(name, c->key) && !memchr(between.p, ':', between.n);
	struct build b = { .arena = a };

	build_string(&b, c->key);
	if (plain)
		build_text(&b, between);
	if (!plain || (s->value_from == s->value_to && text_ends(between, "=")))
		build_string(&b, plain ? " " : " = ");
	build_text(&b, c->value);
	return splice(a, bytes, s->name_from, s->value_to, build_done(&b));
}

static struct text without_line(struct arena *a, struct text bytes, unsigned line)
{
	size_t from = begin_of(bytes, line);

	return splice(a, bytes, from, behind(bytes, from), TEXT(""));
}

/* A new line behind the section's last one. */
static struct text with_line(struct arena *a, struct text bytes, const struct spot *s, struct text indent,
			     const struct ini_change *c)
{
	size_t at = behind(bytes, begin_of(bytes, s->last));
	struct text end = line_end(bytes, at), first = line_end(bytes, behind(bytes, 0));
	struct build b = { .arena = a };

	if (!end.n)
		build_text(&b, first.n ? first : TEXT("\n"));
	build_text(&b, indent);
	build_string(&b, c->key);
	build_string(&b, " = ");
	build_text(&b, c->value);
	build_text(&b, end);
	return splice(a, bytes, at, at, build_done(&b));
}

static bool ends_in_blank_line(struct text t)
{
	struct text end = line_end(t, t.n), before = text_slice(t, 0, t.n - end.n);

	return !t.n || (end.n && line_end(before, before.n).n);
}

/* The section and the key at the end of the file. */
static struct text with_section(struct arena *a, struct text bytes, struct text section, const struct ini_change *c)
{
	struct text first = line_end(bytes, behind(bytes, 0)), end = first.n ? first : TEXT("\n");
	struct build b = { .arena = a };

	build_text(&b, bytes);
	if (bytes.n && !line_end(bytes, bytes.n).n)
		build_text(&b, end);
	if (!ends_in_blank_line(bytes))
		build_text(&b, end);
	build_format(&b, "[%s]", section.p);
	build_text(&b, end);
	build_format(&b, "%s = ", c->key);
	build_text(&b, c->value);
	build_text(&b, end);
	return build_done(&b);
}

/* ---- the second look ------------------------------------------------------------------------------------------ */

static size_t keys_but(const struct ini_section *s, const char *key)
{
	return s ? s->count - (ini_property(s, key) != NULL) : 0;
}

/* Are all keys of `before` in `after` with the same value, but for `key` in the section that is edited? */
static bool section_kept(const struct ini_section *before, const struct ini_section *after, const char *key)
{
	if (!after || keys_but(before, key) != keys_but(after, key))
		return false;
	for (size_t i = 0; i < before->count; i++) {
		const struct ini_property *p = &before->properties[i], *q = ini_property(after, p->key.p);

		if (!text_is(p->key, key) && (!q || !text_equal(p->value, q->value)))
			return false;
	}
	return true;
}

static bool is_made(const struct ini_file *f, struct text section, const struct ini_change *c)
{
	const struct ini_property *p = ini_property(ini_section(f, section), c->key);

	return c->value.p ? p && text_equal(p->value, c->value) : !p;
}

static bool holds(struct arena *a, enum ini_dialect dialect, struct text before, struct text after, struct text section,
		  const struct ini_change *c)
{
	struct ini_file old, new;
	bool there;

	ini_read(a, before, dialect, &old);
	ini_read(a, after, dialect, &new);
	there = ini_section(&old, section) != NULL;
	if (new.problem_count != old.problem_count || new.count != old.count + !there || !is_made(&new, section, c))
		return old.problem_count && dialect == INI_JAVASCRIPT; /* it refuses the whole file as it is */
	for (size_t i = 0; i < old.count; i++) {
		const struct ini_section *s = &old.sections[i];

		if (!section_kept(s, ini_section(&new, s->name), text_equal(s->name, section) ? c->key : ""))
			return false;
	}
	return true;
}

/* ---- one change ----------------------------------------------------------------------------------------------- */

static bool refuse(struct ini_refusal *why, unsigned line, unsigned column, const char *what, const char *todo)
{
	*why = (struct ini_refusal){ line, column, what, todo };
	return false;
}

/* A new line must not go on with the value above it, nor may the line below go on with the new one. */
static bool insert(struct arena *a, struct text bytes, struct text section, const struct spot *s,
		   const struct ini_change *c, struct text *out)
{
	const struct text indents[] = { s->indent, TEXT(""), s->header_indent };

	for (size_t i = 0; i < sizeof indents / sizeof *indents; i++) {
		*out = with_line(a, bytes, s, indents[i], c);
		if (holds(a, INI_BOTOCORE, bytes, *out, section, c))
			return true;
	}
	return false;
}

static bool edit_one(struct arena *a, struct text bytes, struct text section, const struct ini_change *c,
		     struct text *out, struct ini_refusal *why)
{
	struct spot s;
	bool fine = true;

	find_spot(bytes, section, c->key, &s);
	*out = bytes;
	if (s.key && s.goes_on)
		return refuse(why, s.key, 1, "the value of this key goes on in the indented line below it",
			      "do not indent that line");
	if (!s.key && !c->value.p)
		return true;
	if (s.key)
		*out = c->value.p ? with_value(a, bytes, &s, c) : without_line(a, bytes, s.key);
	else if (s.header)
		fine = insert(a, bytes, section, &s, c, out);
	else
		*out = with_section(a, bytes, section, c);
	if (!fine || !holds(a, INI_BOTOCORE, bytes, *out, section, c))
		return refuse(why, s.key ? s.key : s.last, 1,
			      "the lines around this one are indented so that no key can be changed here",
			      "begin all lines of the section in the first column");
	if (!holds(a, INI_JAVASCRIPT, bytes, *out, section, c))
		return refuse(why, s.header, 1, "Serverless does not read this section as AWS's tools do",
			      "end its header with the \"]\", and keep comments on lines of their own");
	return true;
}

bool ini_edit(struct arena *a, struct text bytes, struct text section, const struct ini_change *changes, size_t count,
	      struct text *out, struct ini_refusal *why)
{
	struct ini_file f;

	ini_read(a, bytes, INI_BOTOCORE, &f);
	for (size_t i = 0; i < f.problem_count; i++)
		if (ini_problem_refuses(f.problems[i].code))
			return refuse(why, f.problems[i].line, f.problems[i].column,
				      ini_problem_text(f.problems[i].code), ini_problem_todo(f.problems[i].code));
	*out = bytes;
	for (size_t i = 0; i < count; i++)
		if (!edit_one(a, *out, section, &changes[i], out, why))
			return false;
	return true;
}
