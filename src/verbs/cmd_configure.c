#include "obtaining/keep.h"
#include "telling/show.h"
#include "verbs/dialogue.h"
#include "verbs/verb.h"

#include "ground/terminal.h"

/* The one that counts in this directory; AWS_PROFILE and "default" where no service names one. */
static bool choose_profile(struct run *r, struct text *out)
{
	struct standing s;
	const char *variable;

	*out = r->options.profile.value;
	if (out->p)
		return true;
	standing_find(r->w, &r->options, &s);
	if (s.decision.decided == UNRESOLVED || s.decision.decided == UNDECIDABLE)
		return trouble_error(&r->w->troubles, NOWHERE, "name it: slsenv configure --profile NAME",
				     "the profile of this directory cannot be told");
	/* That it is not there yet is why we are here. */
	r->w->troubles = (struct troubles){ .arena = r->w->troubles.arena };
	variable = ours_person(r->w, &s.ours, "AWS_PROFILE");
	*out = s.profile.n ? s.profile : s.decision.profile.value;
	if (!out->n)
		*out = variable && *variable ? text_of(variable) : TEXT("default");
	return true;
}

static bool is_possible_name(struct run *r, struct text name)
{
	struct ini_change any = { "region", TEXT("x") };
	struct ini_refusal why;
	struct text bytes;
	bool ok = name.n && !text_is(name, "DEFAULT") && text_equal(text_show(r->w->arena, name, 0), name);

	ok = ok && ini_edit(r->w->arena, TEXT(""), name, &any, 1, &bytes, &why);
	ok = ok && ini_edit(r->w->arena, TEXT(""), keep_config_section(r->w->arena, name), &any, 1, &bytes, &why);
	return ok || trouble_error(&r->w->troubles, NOWHERE, "choose another name", "no profile can be called \"%s\"",
				   text_show(r->w->arena, name, 80).p);
}

/* Before anything is asked: could it be written? */
static bool is_fine(struct world *w, const char *path, const struct ini_file *f)
{
	for (size_t i = 0; i < f->problem_count; i++) {
		const struct ini_problem *p = &f->problems[i];

		if (ini_problem_refuses(p->code))
			return trouble_error(&w->troubles, (struct place){ path, p->line, p->column },
					     ini_problem_todo(p->code), "this file cannot be edited: %s",
					     ini_problem_text(p->code));
	}
	if (*path)
		return keep_target(w, path) != NULL;
	return trouble_error(&w->troubles, NOWHERE, "unset it, or let it name a file",
			     "AWS_SHARED_CREDENTIALS_FILE or AWS_CONFIG_FILE is empty: AWS's tools read no such file");
}

static bool keep(struct run *r, struct keep k)
{
	const char *done;

	if (!k.count)
		return true;
	if (!keep_in_file(r->w, &k))
		return false;
	done = k.created ? "created" : k.unchanged ? "unchanged" : "written";
	build_format(&r->out, "%-9s  %s\n", done, show_path(r->w, k.path));
	if (k.other_names && !k.unchanged)
		build_format(&r->out, "           %lu other name%s of the file (hard links) still ha%s what was there before\n", k.other_names,
			     k.other_names == 1 ? "" : "s", k.other_names == 1 ? "s" : "ve");
	if (k.was_mode)
		build_format(&r->out, "           its mode was %04o: now only you can read it\n", k.was_mode);
	return true;
}

static void add(struct ini_change *list, size_t *count, const char *key, struct text value, bool remove)
{
	if (value.p || remove)
		list[(*count)++] = (struct ini_change){ key, value };
}

/* The region goes where it stands: the credentials file wins over the config file. */
static bool write_all(struct run *r, struct dialogue *d)
{
	bool beside = d->found && profile_get_credentials(d->profiles, d->found, "region").value.p;
	struct ini_change keys[6], region[1];
	struct keep credentials = {
		.path = d->profiles->credentials_path, .section = d->profile, .changes = keys, .shut = true
	};
	struct keep config = { .path = d->profiles->config_path,
			       .section = keep_config_section(d->w->secrets, d->profile),
			       .changes = region };

	if (d->found && d->found->config)
		config.section = d->found->config->name;
	add(keys, &credentials.count, "aws_access_key_id", d->id, false);
	add(keys, &credentials.count, "aws_secret_access_key", d->secret, false);
	add(keys, &credentials.count, "aws_session_token", d->token, d->drop_token);
	add(keys, &credentials.count, "aws_security_token", TEXT_NONE, d->id.p != NULL);
	add(beside ? keys : region, beside ? &credentials.count : &config.count, "region", d->region, false);
	if (!credentials.count && !config.count) {
		build_string(&r->out, "nothing to write\n"); /* every answer was empty */
		return true;
	}
	return keep(r, credentials) && keep(r, config);
}

static void remark_config_keys(struct dialogue *d)
{
	struct profile_value v = d->found ? profile_get_config(d->profiles, d->found, "aws_access_key_id")
					  : (struct profile_value){ .at = NOWHERE };

	if (v.value.p && d->id.p)
		trouble_warning(&d->w->troubles, v.at, "take them out there", "the keys here are passed over now");
}

static int converse(struct run *r, struct dialogue *d)
{
	d->found = profile_find(d->profiles, d->profile);
	if (d->found) {
		d->old_id = profile_get_credentials(d->profiles, d->found, "aws_access_key_id").value;
		d->old_region = profile_get(d->profiles, d->found, "region").value;
	}
	dialogue_say(d, arena_format(r->w->arena, "profile %s in %s%s", show_text(r->w, d->profile),
				     show_path(r->w, d->profiles->credentials_path), d->found ? "" : " (new)"));
	if (!dialogue_kind(d) || !dialogue_ask(d)) {
		trouble_error(&r->w->troubles, NOWHERE, NULL, "nothing is written");
		return EXIT_FAILED;
	}
	if (!write_all(r, d))
		return EXIT_FAILED;
	remark_config_keys(d);
	return EXIT_DONE;
}

static int run_configure(struct run *r)
{
	struct dialogue d = { .w = r->w };
	int code = EXIT_FAILED;

	if (!choose_profile(r, &d.profile) || !is_possible_name(r, d.profile))
		return EXIT_FAILED;
	d.profiles = profiles_load(r->w);
	if (profiles_unreadable(d.profiles) || !is_fine(r->w, d.profiles->credentials_path, &d.profiles->credentials) ||
	    !is_fine(r->w, d.profiles->config_path, &d.profiles->config))
		return EXIT_FAILED;
	d.terminal = terminal_open();
	if (d.terminal < 0) {
		trouble_error(&r->w->troubles, NOWHERE,
			      "run it in a terminal; keys are never read from a pipe or a file",
			      "standard input is no terminal");
		return EXIT_FAILED;
	}
	code = converse(r, &d);
	terminal_close(d.terminal);
	return code;
}

const struct verb verb_configure = {
	.name = "configure",
	.arguments = "",
	.summary = "write a key pair into the credentials file",
	.takes = TAKES_DECISION,
	.run = run_configure,
};
