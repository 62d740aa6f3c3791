#include "telling/formats.h"

#include <string.h>

struct variable {
	const char *name;
	struct text value;
	bool secret;
};

enum { MAX_VARIABLES = 7 };

struct format {
	const char *name;
	const char *before, *between, *after; /* around name and value of each variable; NULL: `write` does it */
	bool (*carries)(struct text);         /* the value, as it is, between these? */
	const char *plain;                    /* what such a value is made of, for the error */
	void (*write)(const struct exported *, struct build *);
	bool all;                             /* region and account as well */
	const char *file;                     /* a variable with the name of a file that gets NAME=VALUE lines */
};

static size_t variables(const struct exported *e, bool all, struct variable out[MAX_VARIABLES])
{
	const struct variable list[MAX_VARIABLES] = {
		{ "AWS_ACCESS_KEY_ID", e->access_key_id, true }, { "AWS_SECRET_ACCESS_KEY", e->secret_access_key, true },
		{ "AWS_SESSION_TOKEN", e->session_token, true }, { "AWS_CREDENTIAL_EXPIRATION", e->expiration, false },
		{ "AWS_REGION", e->region, false }, { "AWS_DEFAULT_REGION", e->region, false }, { "AWS_ACCOUNT_ID", e->account, false },
	};
	size_t n = 0;

	for (size_t i = 0; i < (all ? MAX_VARIABLES : 4u); i++)
		if (list[i].value.p)
			out[n++] = list[i];
	return n;
}

/* ---- what can be carried ------------------------------------------------------------------------------------------------ */

static bool only(struct text t, const char *more)
{
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!word && (c == 0 || !strchr(more, c)))
			return false;
	}
	return true;
}

/* A bare word of any shell. zsh expands =NAME at the beginning of a value and behind a colon. */
static bool bare(struct text t)
{
	return only(t, "_/+=.,:@%-") && !text_starts(t, "=") && !(t.p && strstr(t.p, ":="));
}

static bool ascii_without(struct text t, const char *special)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.p[i] < 0x20 || (unsigned char)t.p[i] > 0x7e || strchr(special, t.p[i]))
			return false;
	return true;
}

static bool in_fish(struct text t)
{
	return ascii_without(t, "\"\\$");
}

/* PowerShell takes typographic quotes for quotes, too. */
static bool in_powershell(struct text t)
{
	return ascii_without(t, "\"`$");
}

/* cmd.exe keeps blanks at the end, and has its own ideas of %, ^, ! and quotes. */
static bool in_cmd(struct text t)
{
	return only(t, "_/+=.,:@~-");
}

static bool in_json(struct text t)
{
	return text_is_utf8(t);
}

/* dotenv's quotes have no escapes, and dotenv-expand looks for $ and \$ between all of them. */
static bool in_dotenv(struct text t)
{
	return ascii_without(t, "$\\") && !(strchr(t.p, '\'') && strchr(t.p, '"') && strchr(t.p, '`'));
}

static bool on_a_line(struct text t)
{
	return text_is_utf8(t) && !memchr(t.p, '\n', t.n) && !memchr(t.p, '\r', t.n);
}

/* ---- writing ------------------------------------------------------------------------------------------------------------ */

/* One UTF-16 code unit as Python writes it. */
static void json_unit(struct build *b, unsigned long unit)
{
	build_format(b, "\\u%04lx", unit);
}

static unsigned long code_point(const char *p, size_t n)
{
	static const unsigned char first[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	unsigned long c = (unsigned char)p[0] & first[n];

	for (size_t i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)p[i] & 0x3f);
	return c;
}

/* Python's json.dumps(): ASCII only. */
static void json_string(struct build *b, struct text t)
{
	build_char(b, '"');
	for (size_t i = 0, n; i < t.n; i += n) {
		unsigned long c;

		n = text_char(t.p + i, t.n - i);
		n = n ? n : 1;
		c = code_point(t.p + i, n);
		if (c == '"' || c == '\\')
			build_format(b, "\\%c", (char)c);
		else if (c >= 0x20 && c < 0x7f)
			build_char(b, (char)c);
		else if (c < 0x10000)
			json_unit(b, c);
		else {
			json_unit(b, 0xd800 + ((c - 0x10000) >> 10));
			json_unit(b, 0xdc00 + ((c - 0x10000) & 0x3ff));
		}
	}
	build_char(b, '"');
}

static void write_process(const struct exported *e, struct build *b)
{
	const struct variable list[] = {
		{ "AccessKeyId", e->access_key_id, true }, { "SecretAccessKey", e->secret_access_key, true },
		{ "SessionToken", e->session_token, true }, { "Expiration", e->expiration, false },
	};

	build_string(b, "{\n  \"Version\": 1");
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		if (!list[i].value.p)
			continue;
		build_format(b, ",\n  \"%s\": ", list[i].name);
		json_string(b, list[i].value);
	}
	build_string(b, "\n}\n");
}

static void write_json(const struct exported *e, struct build *b)
{
	struct variable list[MAX_VARIABLES];
	size_t n = variables(e, true, list);

	for (size_t i = 0; i < n; i++) {
		build_format(b, "%s  \"%s\": ", i ? ",\n" : "{\n", list[i].name);
		json_string(b, list[i].value);
	}
	build_string(b, "\n}\n");
}

/* Bare where that is safe, else between the first kind of quotes that the value does not hold. */
static void write_dotenv(const struct exported *e, struct build *b)
{
	struct variable list[MAX_VARIABLES];
	size_t n = variables(e, true, list);

	for (size_t i = 0; i < n; i++) {
		const char *v = list[i].value.p, *quote = bare(list[i].value) && *v ? "" : !strchr(v, '\'') ? "'" : !strchr(v, '"') ? "\"" : "`";

		build_format(b, "%s=%s%s%s\n", list[i].name, quote, v, quote);
	}
}

/* The runner hides what it was told to hide in everything that is printed after this line. */
static void write_masks(const struct exported *e, struct build *b)
{
	struct variable list[MAX_VARIABLES];
	size_t n = variables(e, false, list);

	for (size_t i = 0; i < n; i++) {
		if (!list[i].secret || !list[i].value.n)
			continue;
		build_string(b, "::add-mask::");
		for (size_t k = 0; k < list[i].value.n; k++)
			if (list[i].value.p[k] == '%')
				build_string(b, "%25");
			else
				build_char(b, list[i].value.p[k]);
		build_char(b, '\n');
	}
}

void format_append(const struct exported *e, struct build *b)
{
	struct variable list[MAX_VARIABLES];
	size_t n = variables(e, true, list);

	for (size_t i = 0; i < n; i++)
		build_format(b, "%s=%s\n", list[i].name, list[i].value.p);
}

/* ---- the table ---------------------------------------------------------------------------------------------------------- */

static const char letters[] = "letters, digits and _/+=.,:@%-";

static const struct format formats[] = {
	{ .name = "process", .carries = in_json, .plain = "UTF-8", .write = write_process },
	{ .name = "env", .before = "export ", .between = "=", .after = "\n", .carries = bare, .plain = letters },
	{ .name = "env-no-export", .before = "", .between = "=", .after = "\n", .carries = bare, .plain = letters },
	{ .name = "fish", .before = "set -gx ", .between = " \"", .after = "\"\n", .carries = in_fish,
	  .plain = "ASCII without \", \\ and $" },
	{ .name = "powershell", .before = "$Env:", .between = "=\"", .after = "\"\n", .carries = in_powershell,
	  .plain = "ASCII without \", ` and $" },
	{ .name = "windows-cmd", .before = "set ", .between = "=", .after = "\n", .carries = in_cmd,
	  .plain = "letters, digits and _/+=.,:@~-" },
	{ .name = "json", .carries = in_json, .plain = "UTF-8", .write = write_json, .all = true },
	{ .name = "dotenv", .carries = in_dotenv, .plain = "ASCII without $ and \\, and not all of ', \" and `", .write = write_dotenv,
	  .all = true },
	{ .name = "github", .carries = on_a_line, .plain = "UTF-8", .write = write_masks, .all = true, .file = "GITHUB_ENV" },
};

const struct format *format_named(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

const char *format_names(struct arena *a)
{
	struct build b = { .arena = a };

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		build_format(&b, "%s%s", i ? ", " : "", formats[i].name);
	return build_done(&b).p;
}

const char *format_file_variable(const struct format *f)
{
	return f->file;
}

bool format_write(struct world *w, const struct format *f, const struct exported *e, struct build *out)
{
	struct variable list[MAX_VARIABLES];
	size_t n = variables(e, f->all, list);

	for (size_t i = 0; i < n; i++)
		if (text_has_nul(list[i].value) || !f->carries(list[i].value))
			return trouble_error(&w->troubles, NOWHERE, "take another format: process and json carry every value",
					     "the value of %s cannot stand in format %s, which carries %s", list[i].name, f->name, f->plain);
	if (f->write) {
		f->write(e, out);
		return true;
	}
	for (size_t i = 0; i < n; i++)
		build_format(out, "%s%s%s%s%s", f->before, list[i].name, f->between, list[i].value.p, f->after);
	return true;
}
