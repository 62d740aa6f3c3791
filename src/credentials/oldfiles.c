#include "credentials/oldfiles.h"

#include <string.h>

#include "knowing/awspaths.h"

enum { LARGEST = 1024 * 1024 };

static void take(struct chain_source *out, const char *method, struct place at, struct text id, struct text secret)
{
	out->kind = SOURCE_STATIC;
	out->method = method;
	out->at = at;
	out->keys = (struct credential){
		.kind = CREDENTIAL_STATIC, .method = method, .at = at, .access_key_id = id, .secret_access_key = secret,
	};
}

/* ---- KEY=VALUE lines; whatever else a line is, is passed over ---------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct text trimmed(struct text t)
{
	while (t.n && is_blank(t.p[t.n - 1]))
		t.n--;
	while (t.n && is_blank(t.p[0]))
		t = text_slice(t, 1, t.n);
	return t;
}

/* The last line's value; absent: there is none. */
static struct text value_of(struct world *w, struct text bytes, const char *key, unsigned *line)
{
	struct text found = TEXT_NONE;

	*line = 0;
	for (unsigned number = 1; bytes.n; number++) {
		size_t n = 0;
		const char *equals;

		while (n < bytes.n && bytes.p[n] != '\n' && bytes.p[n] != '\r')
			n++;
		equals = n ? memchr(bytes.p, '=', n) : NULL;
		if (equals && text_is(trimmed(text_slice(bytes, 0, (size_t)(equals - bytes.p))), key)) {
			found = text_copy(w->secrets, trimmed(text_slice(bytes, (size_t)(equals - bytes.p) + 1, n)));
			*line = number;
		}
		n += n + 1 < bytes.n && bytes.p[n] == '\r' && bytes.p[n + 1] == '\n';
		bytes = text_slice(bytes, n < bytes.n ? n + 1 : n, bytes.n);
	}
	return found;
}

static bool look_in_credential_file(struct world *w, const char *variable, bool *found, struct chain_source *out)
{
	const char *path = aws_fixed_path(w, variable);
	enum read_result r;
	struct text bytes = TEXT_NONE, id, secret;
	unsigned line, ignored;

	r = *path ? world_read(w, w->secrets, path, LARGEST, &bytes) : READ_MISSING;
	if (r != READ_OK)
		return trouble_error(&w->troubles, (struct place){ "AWS_CREDENTIAL_FILE", 0, 0 }, "correct it, or unset it",
				     "the specified config file (%s) could not be found: it %s",
				     text_show(w->arena, text_of(variable), 200).p, read_result_text(r));
	if (!text_is_utf8(bytes))
		return trouble_error(&w->troubles, (struct place){ path, 0, 0 }, "save the file as UTF-8", "this file is not UTF-8");
	id = value_of(w, bytes, "AWSAccessKeyId", &line);
	secret = value_of(w, bytes, "AWSSecretKey", &ignored);
	*found = id.p != NULL;
	if (*found && !secret.p)
		return trouble_error(&w->troubles, (struct place){ path, line, 1 }, "add the line", "AWSSecretKey is missing in this file");
	if (*found)
		take(out, "ec2-credentials-file", (struct place){ path, line, 1 }, id, secret);
	return true;
}

/* ---- boto's configuration ------------------------------------------------------------------------------------------ */

static const struct ini_property *property(const struct ini_file *f, const struct ini_section *s, const char *key)
{
	const struct ini_property *found = ini_property(s, key);

	return found ? found : ini_property(ini_section(f, TEXT("DEFAULT")), key);
}

static bool look_in_boto_file(struct world *w, const char *path, bool *found, struct chain_source *out)
{
	const char method[] = "boto-config";
	const struct ini_property *id, *secret;
	const struct ini_section *s;
	struct ini_file file;
	struct text bytes = TEXT_NONE;

	path = aws_fixed_path(w, path);
	if (!*path || world_read(w, w->secrets, path, LARGEST, &bytes) != READ_OK)
		return true;
	ini_read(w->secrets, bytes, INI_BOTOCORE, &file);
	if (file.problem_count)
		return trouble_error(&w->troubles, (struct place){ path, file.problems[0].line, file.problems[0].column },
				     ini_problem_todo(file.problems[0].code), "unable to parse config file: %s",
				     ini_problem_text(file.problems[0].code));
	s = ini_section(&file, TEXT("Credentials"));
	id = s ? property(&file, s, "aws_access_key_id") : NULL;
	secret = s ? property(&file, s, "aws_secret_access_key") : NULL;
	*found = id != NULL;
	if (id && !secret)
		return trouble_error(&w->troubles, (struct place){ path, id->line, id->column }, "add it",
				     "partial credentials found in %s, missing: aws_secret_access_key", method);
	if (id)
		take(out, "boto-config", (struct place){ path, id->line, id->value_column }, id->value, secret->value);
	return true;
}

bool old_files_look(struct world *w, bool *found, struct chain_source *out)
{
	const char *credential_file = world_environment(w, "AWS_CREDENTIAL_FILE");
	const char *boto = world_environment(w, "BOTO_CONFIG");

	*found = false;
	if (credential_file && !look_in_credential_file(w, credential_file, found, out))
		return false;
	if (*found || boto)
		return *found || look_in_boto_file(w, boto, found, out);
	return look_in_boto_file(w, "/etc/boto.cfg", found, out) && (*found || look_in_boto_file(w, "~/.boto", found, out));
}
