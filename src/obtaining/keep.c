#include "obtaining/keep.h"

#include <errno.h>
#include <string.h>

#include "ground/replace.h"
#include "reading/words.h"

enum { LARGEST_FILE = 4 * 1024 * 1024, TRIES = 10 };

static bool refused(struct world *w, const char *path, const char *todo, const char *what, const char *why)
{
	return trouble_error(&w->troubles, (struct place){ path, 0, 0 }, todo, "%s%s%s", what, why ? ": " : "",
			     why ? why : "");
}

const char *keep_target(struct world *w, const char *path)
{
	const char *real = w->ops->physical(w, path);
	struct file_facts link;

	if (real)
		return real;
	w->ops->facts(w, path, false, &link);
	if (link.kind == FILE_MISSING && (link.error == ENOENT || link.error == ENOTDIR))
		return path;
	refused(w, path, "mend or remove the link", "the file cannot be followed",
		link.kind == FILE_LINK ? "a link that leads to nothing" : strerror(link.error));
	return NULL;
}

static bool read_now(struct world *w, const char *path, struct text *out)
{
	enum read_result r;

	*out = TEXT_NONE;
	r = w->ops->read(w, w->secrets, path, LARGEST_FILE, out);
	if (r == READ_OK || r == READ_MISSING)
		return true;
	return refused(w, path, "make it a file that you can read", "this AWS file", read_result_text(r));
}

/* Edits it once: REPLACE_FAILED has been said. */
static enum replaced edit_once(struct world *w, const char *path, struct keep *k)
{
	struct text was, bytes;
	struct ini_refusal why;
	struct file_facts facts;
	enum replaced r;

	if (!read_now(w, path, &was))
		return REPLACE_FAILED;
	if (!ini_edit(w->secrets, was.p ? was : TEXT(""), k->section, k->changes, k->count, &bytes, &why)) {
		trouble_error(&w->troubles, (struct place){ path, why.line, why.column }, why.todo,
			      "nothing is written: %s", why.what);
		return REPLACE_FAILED;
	}
	w->ops->facts(w, path, true, &facts);
	k->created = facts.kind == FILE_MISSING;
	k->was_mode = k->shut && !k->created && (facts.mode & 077) ? facts.mode : 0;
	k->other_names = !k->created && facts.links > 1 ? facts.links - 1 : 0;
	k->unchanged = was.p && text_equal(was, bytes);
	if (k->unchanged && !k->was_mode)
		return REPLACED;
	r = replace_file(w, path, was, bytes, k->shut);
	if (r == REPLACE_FAILED)
		refused(w, path, "mend its owner and mode, or make room", "the file cannot be written",
			strerror(errno));
	return r;
}

bool keep_in_file(struct world *w, struct keep *k)
{
	const char *path = keep_target(w, k->path);
	enum replaced r = REPLACE_CHANGED;
	int lock;

	if (!path)
		return false;
	if (!replace_lock(path, &lock))
		return refused(w, path, "mend the owner and mode of its directory", "the file cannot be written",
			       strerror(errno));
	for (int i = 0; i < TRIES && r == REPLACE_CHANGED; i++)
		r = edit_once(w, path, k);
	replace_unlock(lock);
	if (r == REPLACE_CHANGED)
		return refused(w, path, "end what writes it, and try again", "another program keeps changing this file",
			       NULL);
	return r == REPLACED;
}

/* Python's shlex.quote(), which the AWS CLI uses. */
static struct text quoted(struct arena *a, struct text t)
{
	struct build b = { .arena = a };

	build_char(&b, '\'');
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\'')
			build_string(&b, "'\"'\"'");
		else
			build_char(&b, t.p[i]);
	build_char(&b, '\'');
	return build_done(&b);
}

struct text keep_config_section(struct arena *a, struct text profile)
{
	struct text *words;
	size_t count;
	bool plain = words_split(a, profile, &words, &count) && count == 1 && text_equal(words[0], profile);

	return text_is(profile, "default") ? profile
					   : text_format(a, "profile %s", plain ? profile.p : quoted(a, profile).p);
}
