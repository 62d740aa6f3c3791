#include "credentials/stsanswer.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

#include <expat.h>

#include "credentials/wipe.h"

enum { DEEPEST = 16 };

/* Where each text stands: the path of local names; "*Result" is the element whose name ends so. */
static const struct {
	const char *path;
	size_t field;
} wanted[] = {
	{ "/*Response/*Result/Credentials/AccessKeyId", offsetof(struct sts_answer, access_key_id) },
	{ "/*Response/*Result/Credentials/SecretAccessKey", offsetof(struct sts_answer, secret_access_key) },
	{ "/*Response/*Result/Credentials/SessionToken", offsetof(struct sts_answer, session_token) },
	{ "/*Response/*Result/Credentials/Expiration", offsetof(struct sts_answer, expiration) },
	{ "/*Response/*Result/AssumedRoleUser/Arn", offsetof(struct sts_answer, arn) },
	{ "/*Response/*Result/Arn", offsetof(struct sts_answer, arn) },
	{ "/*Response/*Result/Account", offsetof(struct sts_answer, account) },
	{ "/ErrorResponse/Error/Code", offsetof(struct sts_answer, error_code) },
	{ "/ErrorResponse/Error/Message", offsetof(struct sts_answer, error_message) },
};

struct reading {
	XML_Parser parser;
	struct sts_answer *out;
	struct build path, text;
	size_t ends[DEEPEST]; /* length of the path before each open element */
	size_t depth;
	bool refused;
};

static void refuse(struct reading *r)
{
	r->refused = true;
	XML_StopParser(r->parser, XML_FALSE);
}

/* The name without its namespace prefix, shortened where the pattern has a star. */
static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');
	size_t n;

	name = colon ? colon + 1 : name;
	n = strlen(name);
	if (strcmp(name, "ErrorResponse") == 0)
		return name;
	if (n > 8 && strcmp(name + n - 8, "Response") == 0)
		return "*Response";
	return n > 6 && strcmp(name + n - 6, "Result") == 0 ? "*Result" : name;
}

static void XMLCALL begin(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *r = data;

	(void)attributes;
	if (r->depth == DEEPEST || strlen(name) > 200) {
		refuse(r);
		return;
	}
	r->ends[r->depth++] = r->path.n;
	build_format(&r->path, "/%s", local(name));
	r->text.n = 0;
}

static void XMLCALL characters(void *data, const XML_Char *s, int n)
{
	build_bytes(&((struct reading *)data)->text, s, (size_t)n);
}

static void XMLCALL end(void *data, const XML_Char *name)
{
	struct reading *r = data;
	const char *path = build_done(&r->path).p;

	(void)name;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		struct text *field = (struct text *)(void *)((char *)r->out + wanted[i].field);

		if (strcmp(path, wanted[i].path) == 0 && !field->p)
			*field = text_copy(r->text.arena, build_done(&r->text));
	}
	r->path.n = r->ends[--r->depth];
	r->text.n = 0;
}

static void XMLCALL document_type(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	refuse(data);
}

bool sts_answer_read(struct arena *a, struct text body, struct sts_answer *out)
{
	const XML_Memory_Handling_Suite memory = { wipe_malloc, wipe_realloc, wipe_free };
	struct reading r = { .out = out, .path = { .arena = a }, .text = { .arena = a } };
	bool fine;

	*out = (struct sts_answer){ .arn = TEXT_NONE };
	if (!body.n || body.n > INT_MAX)
		return false;
	r.parser = XML_ParserCreate_MM(NULL, &memory, NULL);
	if (!r.parser)
		return false;
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, begin, end);
	XML_SetCharacterDataHandler(r.parser, characters);
	XML_SetStartDoctypeDeclHandler(r.parser, document_type);
	fine = XML_Parse(r.parser, body.p, (int)body.n, XML_TRUE) == XML_STATUS_OK && !r.refused;
	XML_ParserFree(r.parser);
	return fine;
}
