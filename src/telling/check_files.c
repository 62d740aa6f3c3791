#include "telling/checkup.h"

#include <string.h>

#include "telling/show.h"

enum { GROUP_AND_OTHERS = 077, TO_WRITE = 022, FUTURE = 300, WRITING = 60 };

static const char *const caches[] = { ".aws/cli/cache", ".aws/sso/cache", ".aws/login/cache" };

static const char *directory_of(struct world *w, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash > path ? arena_copy(w->arena, path, (size_t)(slash - path)) : "/";
}

/* ".NAME.slsenv-" and 16 digits, as ground/replace.c calls the file that is to take another one's place. */
static bool is_leftover(const char *name)
{
	const char *mark = ".slsenv-", *at = strstr(name, mark);

	return name[0] == '.' && at && strspn(at + strlen(mark), "0123456789abcdef") == 16 && !at[strlen(mark) + 16];
}

/* Who was killed while writing has left it. The next one to write that file removes it, but until then it may hold a key. */
static void check_leftovers(struct checkup *c, const char *directory)
{
	struct text *names;
	size_t count;

	if (world_facts(c->w, directory).kind != FILE_DIRECTORY || !world_list(c->w, directory, &names, &count))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *path = world_join(c->w, directory, names[i].p);

		if (is_leftover(names[i].p) && world_facts(c->w, path).seconds + WRITING < world_now(c->w))
			finding_warning(&c->findings, "aws-files", arena_format(c->w->arena, "rm %s", show_path(c->w, path)),
					"a slsenv that was killed has left %s; it may hold keys", show_path(c->w, path));
	}
}

/* Where a file really is: beside it such files are made. */
static const char *home_of(struct world *w, const char *path)
{
	const char *real = world_physical(w, path);

	return directory_of(w, real ? real : path);
}

static void check_all_leftovers(struct checkup *c)
{
	const struct profiles *p = c->standing.profiles;
	const char *credentials = *p->credentials_path ? home_of(c->w, p->credentials_path) : NULL;
	const char *config = *p->config_path ? home_of(c->w, p->config_path) : NULL, *home = world_environment(c->w, "HOME");

	if (credentials)
		check_leftovers(c, credentials);
	if (config && (!credentials || strcmp(config, credentials) != 0))
		check_leftovers(c, config);
	for (size_t i = 0; home && *home && i < sizeof caches / sizeof *caches; i++)
		check_leftovers(c, world_join(c->w, home, caches[i]));
}

void check_aws_files(struct checkup *c)
{
	const struct profiles *p = c->standing.profiles;

	check_all_leftovers(c);
	if (!finding_any(&c->findings, "aws-files"))
		finding_ok(&c->findings, "aws-files", "%zu profiles, read alike by AWS's tools and by Serverless",
			   p->count);
}

static bool holds_secrets(const struct ini_file *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (ini_property(&f->sections[i], "aws_secret_access_key"))
			return true;
	return false;
}

/* `secret`: others may not even read it. */
static void check_mode(struct checkup *c, const char *path, bool secret)
{
	struct file_facts f = world_facts(c->w, path);
	const char *mend = arena_format(c->w->arena, "chmod %s %s", f.kind == FILE_DIRECTORY ? "700" : "600",
					show_path(c->w, path));

	if (f.kind != FILE_REGULAR && f.kind != FILE_DIRECTORY)
		return;
	if (f.owner != c->w->user)
		finding_warning(&c->findings, "permissions", "chown it", "%s belongs to somebody else",
				show_path(c->w, path));
	if (f.mode & TO_WRITE && !(f.kind == FILE_DIRECTORY && f.mode & 01000))
		finding_problem(&c->findings, "permissions", mend, "others can write %s (mode %04o)",
				show_path(c->w, path), f.mode);
	else if (secret && f.mode & GROUP_AND_OTHERS)
		finding_warning(&c->findings, "permissions", mend, "others can read %s (mode %04o)",
				show_path(c->w, path), f.mode);
}

/* What the AWS CLI and the SDKs keep: a token in there is as good as a key. */
static void check_caches(struct checkup *c)
{
	const char *home = world_environment(c->w, "HOME");

	for (size_t i = 0; home && *home && i < sizeof caches / sizeof *caches; i++) {
		const char *directory = world_join(c->w, home, caches[i]);
		struct text *names;
		size_t count;

		if (world_facts(c->w, directory).kind != FILE_DIRECTORY || !world_list(c->w, directory, &names, &count))
			continue;
		for (size_t k = 0; k < count; k++)
			check_mode(c, world_join(c->w, directory, names[k].p), true);
	}
}

void check_modes(struct checkup *c)
{
	const struct profiles *p = c->standing.profiles;
	const char *files[] = { p->credentials_path, p->config_path };
	const bool secret[] = { true, holds_secrets(&p->config) };
	const char *before = NULL;

	for (size_t i = 0; i < 2; i++) {
		const char *directory = *files[i] ? directory_of(c->w, files[i]) : NULL;

		if (!directory)
			continue;
		check_mode(c, files[i], secret[i]);
		if (!before || strcmp(before, directory) != 0)
			check_mode(c, directory, false);
		before = directory;
	}
	check_caches(c);
	if (!finding_any(&c->findings, "permissions"))
		finding_ok(&c->findings, "permissions", "only you can read your credentials, and write your AWS files");
}

/* Without a network there is one witness against the clock: files that were written later than now. */
void check_clock(struct checkup *c)
{
	int64_t now = world_now(c->w);
	const struct question *latest = NULL;

	for (const struct question *q = c->w->log; q; q = q->next)
		if (q->kind == ASKED_FILE && q->facts.kind == FILE_REGULAR &&
		    (!latest || q->facts.seconds > latest->facts.seconds))
			latest = q;
	if (latest && latest->facts.seconds > now + FUTURE)
		finding_warning(
			&c->findings, "clock", "set the clock; `slsenv doctor --online` compares it with AWS's",
			"%s is %lld minutes younger than now: the clock is wrong, or was; AWS refuses signatures that are 5 minutes off",
			show_path(c->w, latest->name), (long long)(latest->facts.seconds - now) / 60);
	else
		finding_ok(&c->findings, "clock", "no file is from the future");
}
