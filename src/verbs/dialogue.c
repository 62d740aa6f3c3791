#include "verbs/dialogue.h"

#include <string.h>

#include "ground/terminal.h"
#include "obtaining/keyshape.h"
#include "telling/show.h"

void dialogue_say(struct dialogue *d, const char *text)
{
	terminal_say(d->terminal, arena_format(d->w->secrets, "%s\n", text));
}

static bool agrees(struct dialogue *d, const char *question)
{
	return terminal_agrees(d->terminal, d->w->secrets, question);
}

/* What keys would mean in a profile that gets its credentials in another way (spec/aws.md 4.1). */
static const char *meaning(enum credential_kind kind)
{
	static const char ignored[] = "AWS's tools would ignore keys in it, and Serverless v3 would use them in its place";
	static const char instead[] = "keys in it would be used in its place, by AWS's tools and by Serverless";

	switch (kind) {
	case CREDENTIAL_ROLE:
	case CREDENTIAL_WEB_IDENTITY:
	case CREDENTIAL_SSO:
		return ignored;
	case CREDENTIAL_LOGIN:
	case CREDENTIAL_PROCESS:
		return instead;
	case CREDENTIAL_NONE:
	case CREDENTIAL_STATIC:
		break;
	}
	return NULL;
}

/* A role whose source is its own profile signs with the keys that stand there. */
bool dialogue_kind(struct dialogue *d)
{
	enum credential_kind kind = d->found ? credential_kind_of(d->profiles, d->found) : CREDENTIAL_NONE;
	struct text source = d->found ? profile_get(d->profiles, d->found, "source_profile").value : TEXT_NONE;

	if (!meaning(kind) || (kind == CREDENTIAL_ROLE && text_equal(source, d->profile)))
		return true;
	dialogue_say(d, arena_format(d->w->arena, "profile %s is of the kind \"%s\": %s", show_text(d->w, d->profile),
				     credential_kind_name(kind), meaning(kind)));
	return agrees(d, "Write keys into it all the same?");
}

/* ---- the questions -------------------------------------------------------------------------------------------- */

/* As `aws configure` shows what is there; of what is no key id (a secret in its place, a line too much) nothing. */
static const char *shown(struct arena *a, struct text key)
{
	bool plain = key_is_writable(key) && key.n >= 16 && key.n < 40;

	return key.n ? arena_format(a, "****************%s", plain ? key.p + key.n - 4 : "") : "None";
}

/* One question, until the answer is empty, can be written and is not odd, or is wanted all the same. False: no more
 * answers. */
static bool ask(struct dialogue *d, const char *what, const char *old, bool hidden, struct text *out)
{
	const char *question = arena_format(d->w->secrets, "%s [%s]: ", what, old);

	for (;;) {
		const char *remark;

		if (!terminal_ask(d->terminal, d->w->secrets, question, hidden, out))
			return false;
		if (!out->n) {
			*out = TEXT_NONE;
			return true;
		}
		if (!key_is_writable(*out)) {
			dialogue_say(d, "  it may hold neither blanks nor anything but printable ASCII");
			continue;
		}
		remark = !hidden   ? key_id_remark(*out)
			 : d->id.p ? key_secret_remark(*out, d->id)
				   : key_secret_remark(*out, d->old_id);
		if (!remark)
			return true;
		dialogue_say(d, arena_format(d->w->arena, "  this %s", remark));
		if (agrees(d, "  Use it all the same?"))
			return true;
	}
}

/* The account is encoded in the key id; the profile may name another one. */
static bool agrees_to_account(struct dialogue *d)
{
	struct text account = credential_account_of_key(d->w->arena, d->id);
	struct text named = d->found ? profile_get(d->profiles, d->found, "aws_account_id").value : TEXT_NONE;

	if (!account.p)
		return true;
	dialogue_say(d, arena_format(d->w->arena, "  account %s", account.p));
	if (!named.n || text_equal(account, named))
		return true;
	dialogue_say(
		d, arena_format(d->w->arena,
				"  but aws_account_id of the profile is %s: slsenv exports nothing while they disagree",
				show_text(d->w, named)));
	return agrees(d, "  Use this key all the same?");
}

/* Temporary keys have a token; beside other keys an old token makes AWS refuse them. */
static bool ask_token(struct dialogue *d)
{
	struct profile_value old = d->found ? profile_get_credentials(d->profiles, d->found, "aws_session_token")
					    : (struct profile_value){ .value = TEXT_NONE };

	if (!d->id.p || (!key_is_temporary(d->id) && !old.value.p))
		return true;
	if (!key_is_temporary(d->id)) {
		dialogue_say(d, "  the session token of the old key is taken out");
		d->drop_token = true;
		return true;
	}
	do {
		if (!terminal_ask(d->terminal, d->w->secrets, "AWS Session Token (ASIA... keys have one): ", true,
				  &d->token))
			return false;
	} while (!key_is_writable(d->token));
	return true;
}

static bool ask_secret(struct dialogue *d)
{
	struct text old = d->found ? profile_get_credentials(d->profiles, d->found, "aws_secret_access_key").value
				   : TEXT_NONE;
	const char *shows = d->id.p || !old.n ? "None" : "****************";

	do {
		if (!ask(d, "AWS Secret Access Key", shows, true, &d->secret))
			return false;
		if (!d->secret.p && d->id.p)
			dialogue_say(d, "  a new key id needs its own secret key (Ctrl-C: write nothing)");
	} while (!d->secret.p && d->id.p);
	return true;
}

static bool ask_region(struct dialogue *d)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	const char *question = arena_format(
		d->w->arena, "Default region name [%s]: ", d->old_region.n ? show_text(d->w, d->old_region) : "None");

	for (;;) {
		if (!terminal_ask(d->terminal, d->w->secrets, question, false, &d->region))
			return false;
		if (!d->region.n)
			d->region = TEXT_NONE;
		if (!d->region.p || (strspn(d->region.p, allowed) == d->region.n && d->region.n <= 64))
			return true;
		dialogue_say(d, "  a region is written like eu-west-1");
	}
}

bool dialogue_ask(struct dialogue *d)
{
	do {
		if (!ask(d, "AWS Access Key ID", shown(d->w->secrets, d->old_id), false, &d->id))
			return false;
		if (d->id.p && text_equal(d->id, d->old_id))
			d->id = TEXT_NONE;
	} while (d->id.p && !agrees_to_account(d));
	if ((d->id.p || d->old_id.p) && (!ask_secret(d) || !ask_token(d)))
		return false;
	return ask_region(d);
}
