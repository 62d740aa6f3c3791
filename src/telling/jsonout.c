#include "telling/jsonout.h"

#include <string.h>

static void write_string(struct build *b, struct text t)
{
	build_char(b, '"');
	for (size_t i = 0, n; i < t.n; i += n) {
		n = text_char(t.p + i, t.n - i);
		if (n == 0) {
			build_string(b, "\xef\xbf\xbd");
			n = 1;
		} else if (n == 1 && ((unsigned char)t.p[i] < 0x20 || t.p[i] == 0x7f)) {
			build_format(b, "\\u%04x", (unsigned char)t.p[i]);
		} else {
			if (t.p[i] == '"' || t.p[i] == '\\')
				build_char(b, '\\');
			build_bytes(b, t.p + i, n);
		}
	}
	build_char(b, '"');
}

static void line(struct json_out *j)
{
	build_string(j->b, j->more ? ",\n" : j->b->n ? "\n" : "");
	for (unsigned i = 0; i < j->depth; i++)
		build_string(j->b, "  ");
	j->more = true;
}

static void begin(struct json_out *j, const char *name)
{
	line(j);
	if (!name)
		return;
	write_string(j->b, text_of(name));
	build_string(j->b, ": ");
}

void json_open(struct json_out *j, const char *name, char bracket)
{
	begin(j, name);
	build_char(j->b, bracket);
	j->depth++;
	j->more = false;
}

void json_close(struct json_out *j, char bracket)
{
	bool any = j->more;

	j->depth--;
	j->more = false;
	if (any)
		line(j);
	build_char(j->b, bracket);
	j->more = true;
}

void json_text(struct json_out *j, const char *name, struct text t)
{
	begin(j, name);
	if (t.p)
		write_string(j->b, t);
	else
		build_string(j->b, "null");
}

void json_string_out(struct json_out *j, const char *name, const char *s)
{
	json_text(j, name, text_of(s));
}

void json_number(struct json_out *j, const char *name, unsigned long n)
{
	begin(j, name);
	if (n)
		build_format(j->b, "%lu", n);
	else
		build_string(j->b, "null");
}
