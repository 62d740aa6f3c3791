#include "knowing/approval.h"

#include <errno.h>
#include <string.h>

#include "ground/store.h"

enum { MAX_APPROVALS = 4 << 20 };

static const char file_name[] = "approvals";
static const char first_line[] = "# slsenv approvals 1: allow INODE DIRECTORY STAGE PROFILE ACCOUNT | deny or run INODE DIRECTORY\n";

static bool next_line(struct text *rest, struct text *line)
{
	const char *end;
	size_t n;

	if (!rest->n)
		return false;
	end = memchr(rest->p, '\n', rest->n);
	n = end ? (size_t)(end - rest->p) : rest->n;
	*line = text_slice(*rest, 0, n);
	*rest = text_slice(*rest, end ? n + 1 : n, rest->n);
	return true;
}

static bool has_line(struct text lines, struct text wanted)
{
	struct text line;

	while (next_line(&lines, &line))
		if (text_equal(line, wanted))
			return true;
	return false;
}

/* "INODE DIRECTORY", as every line about this directory has it behind its first word. */
static struct text about(struct world *w, const struct request *r)
{
	return text_format(w->arena, "%llu %s", (unsigned long long)r->inode,
			   text_encode(w->arena, text_of(r->directory)).p);
}

static struct text allow_line(struct world *w, const struct request *r)
{
	return text_format(w->arena, "allow %s =%s =%s %s", about(w, r).p, text_encode(w->arena, r->stage).p,
			   text_encode(w->arena, r->profile).p, r->account.p ? r->account.p : "-");
}

static struct text deny_line(struct world *w, const struct request *r)
{
	return text_format(w->arena, "deny %s", about(w, r).p);
}

static struct text run_line(struct world *w, const struct request *r)
{
	return text_format(w->arena, "run %s", about(w, r).p);
}

static bool concerns(struct world *w, struct text line, const struct request *r)
{
	struct text a = text_format(w->arena, "allow %s ", about(w, r).p), d = deny_line(w, r);

	return text_equal(line, d) || text_starts(line, a.p) || text_equal(line, run_line(w, r));
}

/* What others may write approves nothing. */
static bool is_private(struct world *w, const char *path)
{
	struct file_facts f;

	w->ops->facts(w, path, true, &f);
	return f.kind == FILE_MISSING || (f.owner == w->user && !(f.mode & 022));
}

/* `anew`: as it is now, not as it was when this run first looked. */
static bool read_approvals(struct world *w, bool anew, struct text *out)
{
	const char *dir = store_data_directory(w);
	struct place at = { dir ? world_join(w, dir, file_name) : NULL, 0, 0 };
	enum read_result r;

	*out = TEXT("");
	if (!dir)
		return true;
	r = anew ? w->ops->read(w, w->arena, at.file, MAX_APPROVALS, out) : world_read(w, w->arena, at.file, MAX_APPROVALS, out);
	if (r != READ_OK)
		*out = TEXT("");
	if (r != READ_OK && r != READ_MISSING)
		return trouble_error(&w->troubles, at, "mend or remove it", "the list of approvals %s", read_result_text(r));
	if (is_private(w, at.file))
		return true;
	*out = TEXT("");
	return trouble_error(&w->troubles, at, "look whether it is as you left it, then: chmod 600 it",
			     "others may write the list of approvals: nothing in it counts");
}

static struct verdict recorded(struct world *w, const struct request *r)
{
	struct text rest, line, allow = allow_line(w, r), deny = deny_line(w, r);
	struct verdict v = { APPROVAL_NEEDED, "not approved yet" };

	read_approvals(w, false, &rest);
	while (next_line(&rest, &line)) {
		if (text_equal(line, deny))
			return (struct verdict){ APPROVAL_DENIED, "you denied it" };
		if (text_equal(line, allow))
			v = (struct verdict){ APPROVAL_ALLOWED, "you allowed it" };
	}
	return v;
}

struct verdict approval_check(struct world *w, const struct settings *s, const struct request *r)
{
	struct verdict v;

	if (settings_covers(&s->trust_never, r->directory))
		return (struct verdict){ APPROVAL_DENIED, "[trust] never in the settings" };
	v = recorded(w, r);
	if (v.approval == APPROVAL_NEEDED && settings_covers(&s->trust_paths, r->directory))
		v = (struct verdict){ APPROVAL_ALLOWED, "[trust] paths in the settings" };
	return v;
}

bool approval_may_run(struct world *w, const struct settings *s, const struct request *r)
{
	struct text rest, line;
	bool approved = settings_covers(&s->trust_paths, r->directory), run = false;

	if (settings_covers(&s->trust_never, r->directory))
		return false;
	read_approvals(w, false, &rest);
	while (next_line(&rest, &line)) {
		if (text_equal(line, deny_line(w, r)))
			return false;
		run = run || text_equal(line, run_line(w, r));
		approved = approved || concerns(w, line, r);
	}
	return run || (s->framework_ask && approved);
}

/* Calls `keep` for each line of the file and writes back those it keeps, and `more` behind them. */
static bool edit(struct world *w, const struct request *r, bool (*keep)(struct world *, struct text, const struct request *),
		 struct text more, size_t *dropped)
{
	const char *dir = store_data_directory(w);
	struct build b = { .arena = w->arena };
	struct text rest, line;
	bool ok;
	int lock;

	if (!dir)
		return trouble_error(&w->troubles, NOWHERE, "set HOME or XDG_DATA_HOME", "no directory to keep approvals in");
	if (!store_lock(dir, file_name, &lock))
		return trouble_error(&w->troubles, (struct place){ dir, 0, 0 }, "mend its owner and mode (0700)",
				     "approvals cannot be kept here: %s", strerror(errno));
	*dropped = 0;
	ok = read_approvals(w, true, &rest);
	build_string(&b, first_line);
	while (ok && next_line(&rest, &line)) {
		bool stays = line.n && line.p[0] != '#' && keep(w, line, r) && !has_line(more, line);

		*dropped += line.n && line.p[0] != '#' && !stays;
		if (stays) {
			build_text(&b, line);
			build_char(&b, '\n');
		}
	}
	build_text(&b, more);
	if (ok && !store_write(w, dir, file_name, build_done(&b)))
		ok = trouble_error(&w->troubles, (struct place){ dir, 0, 0 }, "make room or mend its mode",
				   "approvals cannot be written here: %s", strerror(errno));
	store_unlock(lock);
	return ok;
}

static bool is_no_denial(struct world *w, struct text line, const struct request *r)
{
	return !text_equal(line, deny_line(w, r));
}

static bool is_elsewhere(struct world *w, struct text line, const struct request *r)
{
	return !concerns(w, line, r);
}

bool approval_allow(struct world *w, const struct request *requests, size_t count)
{
	struct build b = { .arena = w->arena };
	size_t dropped;

	for (size_t i = 0; i < count; i++) {
		build_text(&b, allow_line(w, &requests[i]));
		build_char(&b, '\n');
	}
	return edit(w, requests, is_no_denial, build_done(&b), &dropped);
}

bool approval_allow_run(struct world *w, const struct request *r)
{
	size_t dropped;

	return edit(w, r, is_no_denial, text_format(w->arena, "%s\n", run_line(w, r).p), &dropped);
}

bool approval_deny(struct world *w, const struct request *r)
{
	size_t dropped;

	return edit(w, r, is_elsewhere, text_format(w->arena, "%s\n", deny_line(w, r).p), &dropped);
}

bool approval_revoke(struct world *w, const struct request *r, size_t *removed)
{
	return edit(w, r, is_elsewhere, TEXT(""), removed);
}
