#include "resolving/source.h"

#include <string.h>
#include <strings.h>

#include "resolving/literal.h"
#include "resolving/property.h"

enum outcome source_missing(struct call *c, const char *reason)
{
	c->reason = reason;
	return MISSING;
}

enum outcome source_pending(struct call *c, const char *reason)
{
	c->reason = reason;
	return PENDING;
}

enum outcome source_refused(struct call *c, const char *reason)
{
	c->refused = true;
	return source_pending(c, reason);
}

enum outcome source_found(struct call *c, struct node *value, const char *from)
{
	c->value = value;
	c->from = from;
	return FOUND;
}

bool source_address(struct resolver *r, const struct call *c, struct text *out)
{
	return c->address && property_true(c->address) && node_text(r->w->arena, c->address, out);
}

const char *source_environment(struct resolver *r, struct text name)
{
	const char *value = text_has_nul(name) ? NULL : ours_person(r->w, r->ours, name.p);

	if (value && (text_is(name, "AWS_PROFILE") || text_is(name, "AWS_DEFAULT_PROFILE")))
		r->read_aws_profile = true;
	return value;
}

/* A variable that decides about .env and then is in it makes the Framework give up. */
void source_note_missed(struct resolver *r, struct text name)
{
	r->missed = arena_grow(r->w->arena, r->missed, r->missed_count, &r->missed_capacity, sizeof *r->missed);
	r->missed[r->missed_count++] = name;
}

enum outcome source_boolean(struct resolver *r, struct call *c, struct text word)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = { { "true", true }, { "1", true }, { "false", false }, { "0", false } };
	struct text t = literal_trim(word);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (t.n == strlen(words[i].word) && strncasecmp(t.p, words[i].word, t.n) == 0)
			return source_found(c, node_boolean(r->w->arena, words[i].value, NOWHERE), "strToBool");
	return resolver_failed(r, c->at, "\"strToBool\" takes true, false, 1 or 0");
}
