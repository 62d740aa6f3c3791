#include "telling/finding.h"

#include <string.h>

#include "telling/jsonout.h"

enum { WIDTH = 80, INDENT = 22 };

static const struct {
	const char *word, *colour;
} levels[] = {
	[FINDING_OK] = { "ok", "32" },
	[FINDING_WARNING] = { "warning", "33" },
	[FINDING_PROBLEM] = { "problem", "31" },
};

static void __attribute__((format(printf, 5, 0)))
add(struct findings *f, enum finding_level level, const char *check, const char *mend, const char *format, va_list args)
{
	struct finding *one = arena_alloc(f->w->arena, sizeof *one);
	const char *saw = arena_vformat(f->w->arena, format, args);

	*one = (struct finding){ .level = level, .check = check, .saw = text_show(f->w->arena, text_of(saw), 0).p };
	one->mend = mend ? text_show(f->w->arena, text_of(mend), 0).p : NULL;
	*(f->last ? &f->last->next : &f->first) = one;
	f->last = one;
}

void finding_ok(struct findings *f, const char *check, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(f, FINDING_OK, check, NULL, format, args);
	va_end(args);
}

void finding_warning(struct findings *f, const char *check, const char *mend, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(f, FINDING_WARNING, check, mend, format, args);
	va_end(args);
}

void finding_problem(struct findings *f, const char *check, const char *mend, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(f, FINDING_PROBLEM, check, mend, format, args);
	va_end(args);
}

bool finding_any(const struct findings *f, const char *check)
{
	for (const struct finding *one = f->first; one; one = one->next)
		if (one->level != FINDING_OK && strcmp(one->check, check) == 0)
			return true;
	return false;
}

bool findings_problem(const struct findings *f)
{
	for (const struct finding *one = f->first; one; one = one->next)
		if (one->level == FINDING_PROBLEM)
			return true;
	return false;
}

static unsigned width_of(const char *s, size_t n)
{
	unsigned width = 0;

	for (size_t i = 0; i < n; i++)
		width += ((unsigned char)s[i] & 0xc0) != 0x80;
	return width;
}

/* Words from column INDENT on, none beyond WIDTH unless it does not fit a line at all. */
static void wrap(struct build *out, const char *s)
{
	unsigned column = INDENT;

	while (*s) {
		size_t n = strcspn(s, " ");

		if (column > INDENT && column + 1 + width_of(s, n) > WIDTH) {
			build_format(out, "\n%*s", INDENT, "");
			column = INDENT;
		} else if (column > INDENT) {
			build_char(out, ' ');
			column++;
		}
		build_bytes(out, s, n);
		column += width_of(s, n);
		s += n + strspn(s + n, " ");
	}
	build_char(out, '\n');
}

void findings_text(const struct findings *f, bool colour, struct build *out)
{
	for (const struct finding *one = f->first; one; one = one->next) {
		if (colour)
			build_format(out, "\033[%sm%-7s\033[0m %-13s ", levels[one->level].colour,
				     levels[one->level].word, one->check);
		else
			build_format(out, "%-7s %-13s ", levels[one->level].word, one->check);
		wrap(out, one->saw);
		if (!one->mend)
			continue;
		build_format(out, "%*s", INDENT, "");
		wrap(out, arena_format(f->w->arena, "-> %s", one->mend));
	}
}

void findings_json(const struct findings *f, struct build *out)
{
	struct json_out j = { .b = out };

	json_open(&j, NULL, '[');
	for (const struct finding *one = f->first; one; one = one->next) {
		json_open(&j, NULL, '{');
		json_string_out(&j, "check", one->check);
		json_string_out(&j, "result", levels[one->level].word);
		json_string_out(&j, "saw", one->saw);
		json_string_out(&j, "mend", one->mend);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	build_char(out, '\n');
}
