#include "telling/checkup.h"

#include <string.h>

#include "ground/store.h"
#include "obtaining/fetch.h"
#include "telling/show.h"

static bool is_program(struct world *w, const char *path)
{
	struct file_facts f = world_facts(w, path);

	return f.kind == FILE_REGULAR && (f.mode & 0111);
}

/* The first `name` on PATH; NULL: there is none. */
static const char *on_path(struct world *w, const char *name)
{
	const char *path = world_environment(w, "PATH");

	for (const char *end; path && *path; path = *end ? end + 1 : end) {
		const char *directory, *file;

		end = path + strcspn(path, ":");
		directory = end > path ? arena_copy(w->arena, path, (size_t)(end - path)) : ".";
		file = world_join(w, directory, name);
		if (is_program(w, file))
			return file;
	}
	return NULL;
}

/* Two programs of this name are in the world; whoever types it means this one. */
void check_program(struct checkup *c)
{
	const char *first = on_path(c->w, "slsenv"), *real = first ? world_physical(c->w, first) : NULL;
	const char *disabled = world_environment(c->w, "SLSENV_DISABLE");

	if (disabled && *disabled)
		finding_warning(&c->findings, "program", "unset SLSENV_DISABLE",
				"SLSENV_DISABLE is set: slsenv does nothing in this shell");
	if (first && real && strcmp(real, c->self) != 0)
		finding_problem(&c->findings, "program",
				arena_format(c->w->arena, "put %s before it on PATH, or remove the other one",
					     show_path(c->w, c->self)),
				"another program is called slsenv, and comes first on PATH: %s",
				show_path(c->w, first));
	else
		finding_ok(&c->findings, "program", "slsenv " PACKAGE_VERSION ", %s%s", show_path(c->w, c->self),
			   first ? "" : " (not on PATH)");
}

void check_helper(struct checkup *c)
{
	struct troubles kept = c->w->troubles;
	const char *helper;

	c->w->troubles = (struct troubles){ .arena = kept.arena };
	helper = fetch_helper(c->w, c->self);
	if (helper)
		finding_ok(&c->findings, "helper", "%s", show_path(c->w, helper));
	else
		finding_problem(&c->findings, "helper",
				c->w->troubles.first ? c->w->troubles.first->todo : "install slsenv again",
				"slsenv-credentials is missing: roles, SSO and --online do not work");
	c->w->troubles = kept;
}

static void check_directory(struct checkup *c, const char *what, const char *path)
{
	if (!path)
		finding_problem(&c->findings, "directories", "set HOME",
				"no place for %s: neither XDG variable nor HOME is an absolute path", what);
	else if (!store_could_write(path))
		finding_problem(&c->findings, "directories",
				"make it yours alone and writable, or let its XDG variable name another place",
				"%s cannot be kept in %s", what, show_path(c->w, path));
}

void check_directories(struct checkup *c)
{
	const char *data = store_data_directory(c->w), *runtime = store_runtime_directory(c->w);

	check_directory(c, "approvals", data);
	check_directory(c, "temporary credentials", runtime);
	if (!finding_any(&c->findings, "directories"))
		finding_ok(&c->findings, "directories", "%s, %s", show_path(c->w, data), show_path(c->w, runtime));
}

/* Who may write that file may choose among this person's profiles. */
void check_approvals(struct checkup *c)
{
	const char *data = store_data_directory(c->w), *path = data ? world_join(c->w, data, "approvals") : NULL;
	struct file_facts f = path ? world_facts(c->w, path) : (struct file_facts){ .kind = FILE_MISSING };
	const char *mend;

	if (f.kind == FILE_MISSING) {
		finding_ok(&c->findings, "approvals", "none yet");
		return;
	}
	mend = arena_format(c->w->arena, "chmod 600 %s", show_path(c->w, path));
	if (f.owner != c->w->user)
		finding_problem(&c->findings, "approvals", "chown or remove it", "%s belongs to somebody else",
				show_path(c->w, path));
	else if (f.mode & 022)
		finding_problem(&c->findings, "approvals", mend, "others can write %s (mode %04o)",
				show_path(c->w, path), f.mode);
	else if (f.mode & 044)
		finding_warning(&c->findings, "approvals", mend, "others can read %s (mode %04o)",
				show_path(c->w, path), f.mode);
	else
		finding_ok(&c->findings, "approvals", "%s", show_path(c->w, path));
}
