#include "knowing/profiles.h"

#include <stdlib.h>

#include "knowing/awspaths.h"
#include "reading/inidiff.h"
#include "reading/words.h"

enum { LARGEST_FILE = 4 * 1024 * 1024 };

/* The keys whose value decides which credentials a profile gives. */
static const char *const deciding_keys[] = {
	"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_account_id", "role_arn",
	"source_profile", "credential_source", "external_id", "mfa_serial", "role_session_name", "duration_seconds",
	"web_identity_token_file", "credential_process", "sso_session", "sso_start_url", "sso_region",
	"sso_account_id", "sso_role_name", "login_session", "region", NULL,
};

/* One file, as seen from one profile. */
struct view {
	const char *path;
	const struct ini_file *file;
	const struct ini_section *section; /* NULL: the profile has none in this file */
	struct second_reading *again;
};

static struct view config_view(const struct profiles *p, const struct profile *profile)
{
	return (struct view){ p->config_path, &p->config, profile->config, p->config_again };
}

static struct view credentials_view(const struct profiles *p, const struct profile *profile)
{
	return (struct view){ p->credentials_path, &p->credentials, profile->credentials, p->credentials_again };
}

/* A FIFO or a device is as good as absent to botocore; everything else that cannot be read would be a guess. */
static bool is_unreadable(enum read_result r)
{
	return r != READ_OK && r != READ_MISSING && r != READ_SPECIAL;
}

static enum read_result load(struct world *w, const char *path, struct ini_file *file, struct second_reading **again)
{
	struct text bytes = TEXT_NONE;
	enum read_result r = path[0] ? world_read(w, w->secrets, path, LARGEST_FILE, &bytes) : READ_MISSING;

	if (is_unreadable(r))
		trouble_error(&w->troubles, (struct place){ path, 0, 0 }, "make it a file that you can read",
			      "this AWS file %s", read_result_text(r));
	ini_read(w->secrets, bytes, INI_BOTOCORE, file);
	*again = arena_alloc(w->secrets, sizeof **again);
	(*again)->bytes = bytes;
	return r;
}

/* Which profile a section of the config file describes; absent: none. An empty name cannot be asked for: botocore would
 * take the keys of default. */
static struct text config_name(struct world *w, struct text section)
{
	struct text *words;
	size_t count;

	if (text_is(section, "default"))
		return section;
	if (text_starts(section, "profile") && words_split(w->secrets, section, &words, &count) && count == 2)
		return words[1].n ? words[1] : TEXT_NONE;
	return TEXT_NONE;
}

/* In the credentials file every section is a profile, but for configparser's own. */
static struct text credentials_name(struct world *w, struct text section)
{
	(void)w;
	return text_is(section, "DEFAULT") ? TEXT_NONE : section;
}

struct names {
	struct world *w;
	struct profile *list;
	size_t count, capacity;
};

static void add_names(struct names *n, const struct ini_file *f, struct text (*name_of)(struct world *, struct text))
{
	for (size_t i = 0; i < f->count; i++) {
		const struct ini_section *s = &f->sections[i];
		struct text name = name_of(n->w, s->name);

		if (!name.p)
			continue;
		n->list = arena_grow(n->w->secrets, n->list, n->count, &n->capacity, sizeof *n->list);
		n->list[n->count++] = (struct profile){
			.name = name, .config = name_of == config_name ? s : NULL,
			.credentials = name_of == config_name ? NULL : s,
		};
	}
}

static unsigned config_line(const struct profile *p)
{
	return p->config ? p->config->line : 0;
}

static int by_name_and_line(const void *a, const void *b)
{
	const struct profile *x = a, *y = b;
	int order = text_compare(x->name, y->name);

	return order ? order : (config_line(x) > config_line(y)) - (config_line(x) < config_line(y));
}

/* One entry a name: of several config sections the last one counts. */
static size_t fold(struct profile *list, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct profile *last = kept ? &list[kept - 1] : NULL;

		if (!last || !text_equal(last->name, list[i].name)) {
			list[kept++] = list[i];
			continue;
		}
		if (last->config && list[i].config)
			last->replaced = last->config;
		last->config = list[i].config ? list[i].config : last->config;
		last->credentials = list[i].credentials ? list[i].credentials : last->credentials;
	}
	return kept;
}

struct profiles *profiles_load(struct world *w)
{
	struct profiles *p = arena_alloc(w->secrets, sizeof *p);
	struct names names = { .w = w };

	p->config_path = aws_path(w, "AWS_CONFIG_FILE", "~/.aws/config");
	p->credentials_path = aws_path(w, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials");
	p->config_result = load(w, p->config_path, &p->config, &p->config_again);
	p->credentials_result = load(w, p->credentials_path, &p->credentials, &p->credentials_again);
	add_names(&names, &p->config, config_name);
	add_names(&names, &p->credentials, credentials_name);
	if (names.count)
		qsort(names.list, names.count, sizeof *names.list, by_name_and_line);
	p->list = names.list;
	p->count = fold(names.list, names.count);
	return p;
}

bool profiles_unreadable(const struct profiles *p)
{
	return is_unreadable(p->config_result) || is_unreadable(p->credentials_result);
}

static int by_name(const void *name, const void *profile)
{
	return text_compare(*(const struct text *)name, ((const struct profile *)profile)->name);
}

const struct profile *profile_find(const struct profiles *p, struct text name)
{
	return p->count ? bsearch(&name, p->list, p->count, sizeof *p->list, by_name) : NULL;
}

static struct profile_value value_in(struct view v, const char *key)
{
	const struct ini_property *found = v.section ? ini_property(v.section, key) : NULL;

	if (v.section && !found)
		found = ini_property(ini_section(v.file, TEXT("DEFAULT")), key);
	if (!found)
		return (struct profile_value){ .value = TEXT_NONE };
	return (struct profile_value){
		.value = found->value,
		.at = { v.path, found->line, found->value_column },
		.continued = { v.path, found->continued, found->continued_column },
	};
}

struct profile_value profile_get_credentials(const struct profiles *p, const struct profile *profile, const char *key)
{
	return value_in(credentials_view(p, profile), key);
}

struct profile_value profile_get_config(const struct profiles *p, const struct profile *profile, const char *key)
{
	return value_in(config_view(p, profile), key);
}

struct profile_value profile_get(const struct profiles *p, const struct profile *profile, const char *key)
{
	struct profile_value v = profile_get_credentials(p, profile, key);

	return v.value.p ? v : profile_get_config(p, profile, key);
}

static bool touches(const struct ini_problem *problem, struct view v)
{
	const struct ini_section *s = problem->section < 0 ? NULL : &v.file->sections[problem->section];

	return !s || (v.section && (s == v.section || text_is(s->name, "DEFAULT")));
}

static struct place at(const char *path, unsigned line, unsigned column)
{
	return (struct place){ path, line, column };
}

static const char *and_more(struct world *w, size_t count)
{
	return count < 2 ? "" : arena_format(w->arena, " (and %zu more in this file)", count - 1);
}

/* What botocore refuses: the first line that touches the profile (any profile, if `all`), and the first of the others. */
static bool check_lines(struct world *w, struct view v, bool all)
{
	const struct ini_problem *own = NULL, *others = NULL;
	size_t own_count = 0, others_count = 0;

	for (size_t i = 0; i < v.file->problem_count; i++) {
		const struct ini_problem *q = &v.file->problems[i];
		bool mine = touches(q, v) || (all && q->code != INI_NUL);

		if (mine && !own_count++)
			own = q;
		else if (!mine && q->code != INI_NUL && !others_count++)
			others = q;
	}
	if (others && !own) /* one line says enough */
		trouble_warning(&w->troubles, at(v.path, others->line, others->column), ini_problem_todo(others->code),
				"AWS's tools refuse this whole file: %s%s", ini_problem_text(others->code),
				and_more(w, others_count));
	return !own || trouble_error(&w->troubles, at(v.path, own->line, own->column), ini_problem_todo(own->code),
				     "unable to parse config file: %s%s", ini_problem_text(own->code),
				     and_more(w, own_count));
}

static void warn(struct world *w, const char *path, const struct ini_problem *q)
{
	trouble_warning(&w->troubles, at(path, q->line, q->column), ini_problem_todo(q->code), "%s",
			ini_problem_text(q->code));
}

/* What botocore and Serverless would read differently. */
static void compare(struct world *w, struct view v)
{
	struct ini_problem *list;
	size_t count = 0;

	if (!v.section)
		return;
	if (!v.again->read)
		ini_read(w->secrets, v.again->bytes, INI_JAVASCRIPT, &v.again->file);
	v.again->read = true;
	list = v.again->file.problems; /* only INI_PROTO, and then there is nothing to compare */
	if (!v.again->file.problem_count)
		list = ini_differences(w->arena, v.file, &v.again->file, v.section->name, deciding_keys, &count);
	for (size_t i = 0; i < (count ? count : v.again->file.problem_count); i++)
		warn(w, v.path, &list[i]);
}

bool profile_check(struct world *w, const struct profiles *p, const struct profile *profile)
{
	struct view config = config_view(p, profile), credentials = credentials_view(p, profile);
	bool config_fine = check_lines(w, config, p->as_botocore), credentials_fine = check_lines(w, credentials, p->as_botocore);

	if (!config_fine || !credentials_fine)
		return false;
	compare(w, config);
	compare(w, credentials);
	if (profile->replaced)
		trouble_warning(&w->troubles, at(p->config_path, profile->replaced->line, profile->replaced->column),
				"make the two one", "AWS's tools forget this section: line %u has the profile again",
				profile->config->line);
	return true;
}
