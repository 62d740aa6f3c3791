#include "deciding/stages.h"
#include "telling/columns.h"
#include "telling/jsonout.h"
#include "telling/show.h"
#include "verbs/verb.h"

#include <string.h>

/* Completion works by lines and tabs: a name that has control characters in it cannot be offered. */
static bool can_be_offered(struct world *w, struct text name)
{
	return text_equal(text_show(w->arena, name, 0), name);
}

static void print_line(struct run *r, struct text name, const char *description)
{
	if (can_be_offered(r->w, name))
		build_format(&r->out, "%s\t%s\n", name.p, description);
}

/* The account the stage's profile leads to, as far as the files tell. */
static struct text account_of(struct run *r, const struct profiles *p, const struct decision *d)
{
	struct troubles kept = r->w->troubles;
	struct credential c = { .kind = CREDENTIAL_NONE };

	if (d->decided != DECIDED || !d->profile.value.n)
		return TEXT_NONE;
	r->w->troubles = (struct troubles){ .arena = kept.arena };
	credential_obtain(r->w, p, d->profile.value, &c);
	r->w->troubles = kept;
	return c.account;
}

static void print_stage(struct run *r, struct json_out *j, struct columns *c, const struct stage *t, const struct profiles *p)
{
	const struct decision *d = &t->decision;
	const char *profile = d->decided == DECIDED ? show_text(r->w, d->profile.value) : "(cannot be told)";

	struct text account = r->names ? TEXT_NONE : account_of(r, p, d);

	if (r->json) {
		json_open(j, t->name.p, '{');
		json_text(j, "profile", d->profile.value);
		json_text(j, "region", d->region.value);
		json_text(j, "account", account);
		json_string_out(j, "reason", t->reason);
		json_close(j, '}');
	} else if (r->names) {
		print_line(r, t->name, profile);
	} else {
		columns_add(c, (const char *[COLUMNS_MAX]){
			show_text(r->w, t->name), profile, show_text(r->w, d->region.value),
			arena_format(r->w->arena, "%s%s%s", account.p ? account.p : "-", t->reason ? "  " : "", t->reason ? t->reason : ""),
		});
	}
}

static int run_stages(struct run *r)
{
	struct columns c = { .arena = r->w->arena, .least = { 18, 24, 15 } };
	struct json_out j = { .b = &r->out };
	struct standing s;
	struct stages stages;
	struct profiles *p;

	standing_find(r->w, &r->options, &s);
	p = r->names || s.profiles ? s.profiles : profiles_load(r->w);
	stages_find(r->w, &s.options, &s.ours, &s.decision, p, &stages);
	stages_warn(r->w, &stages);
	r->quiet = r->names;
	if (r->json)
		json_open(&j, NULL, '{');
	for (size_t i = 0; i < stages.count; i++)
		print_stage(r, &j, &c, &stages.list[i], p);
	columns_write(&c, &r->out);
	if (r->json) {
		json_close(&j, '}');
		build_char(&r->out, '\n');
	}
	return s.decision.decided == UNRESOLVED ? EXIT_UNDECIDED : s.decision.decided == UNDECIDABLE ? EXIT_FAILED : EXIT_DONE;
}

static void print_profile(struct run *r, struct json_out *j, struct columns *c, const struct profiles *p, const struct profile *profile)
{
	const char *kind = credential_kind_name(credential_kind_of(p, profile));
	struct text region = profile_get(p, profile, "region").value;

	if (r->json) {
		json_open(j, profile->name.p, '{');
		json_string_out(j, "kind", kind);
		json_text(j, "region", region);
		json_close(j, '}');
	} else if (r->names) {
		print_line(r, profile->name, kind);
	} else {
		columns_add(c, (const char *[COLUMNS_MAX]){ show_text(r->w, profile->name), kind, show_text(r->w, region) });
	}
}

static int run_profiles(struct run *r)
{
	struct columns c = { .arena = r->w->arena, .least = { 24, 14 } };
	struct json_out j = { .b = &r->out };
	struct profiles *p = profiles_load(r->w);

	r->quiet = r->names;
	if (r->json)
		json_open(&j, NULL, '{');
	for (size_t i = 0; i < p->count; i++)
		print_profile(r, &j, &c, p, &p->list[i]);
	columns_write(&c, &r->out);
	if (r->json) {
		json_close(&j, '}');
		build_char(&r->out, '\n');
	}
	return trouble_first_error(&r->w->troubles) ? EXIT_FAILED : EXIT_DONE;
}

const struct verb verb_stages = {
	.name = "stages", .arguments = "", .summary = "this service's stages and the profile of each",
	.takes = TAKES_DECISION | TAKES_JSON | TAKES_NAMES, .run = run_stages,
};

const struct verb verb_profiles = {
	.name = "profiles", .arguments = "", .summary = "your AWS profiles and what kind each is",
	.takes = TAKES_DECISION | TAKES_JSON | TAKES_NAMES, .run = run_profiles,
};
