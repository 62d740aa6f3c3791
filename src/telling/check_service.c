#include "telling/checkup.h"

#include <string.h>

#include "deciding/stageguard.h"
#include "telling/show.h"

/* What was said on the way, as far as it belongs to a check of its own: the first thing about each line. */
static void report(struct checkup *c, const struct trouble *t, const char *check)
{
	const char *at = show_place(c->w, t->at), *colon = *at ? ": " : "";

	if (t->level == TROUBLE_ERROR)
		finding_problem(&c->findings, check, t->todo, "%s%s%s", at, colon, t->what);
	else
		finding_warning(&c->findings, check, t->todo, "%s%s%s", at, colon, t->what);
}

static bool is_same_line(const struct trouble *a, const struct trouble *b)
{
	return a->at.file && b->at.file && a->at.line && a->at.line == b->at.line &&
	       strcmp(a->at.file, b->at.file) == 0;
}

static bool is_first_of_line(const struct troubles *list, const struct trouble *t)
{
	for (const struct trouble *before = list->first; before != t; before = before->next)
		if (is_same_line(before, t))
			return false;
	return true;
}

/* The first line for which AWS's tools refuse the whole file, whosever it is. */
static void check_file(struct checkup *c, const char *path, const struct ini_file *f)
{
	for (size_t i = 0; i < f->problem_count; i++) {
		const struct ini_problem *p = &f->problems[i];

		if (!ini_problem_refuses(p->code))
			continue;
		trouble_error(&c->w->troubles, (struct place){ path, p->line, p->column }, ini_problem_todo(p->code),
			      "AWS's tools refuse this whole file: %s", ini_problem_text(p->code));
		return;
	}
}

/* Of every profile, not only of this directory's: the next directory has another. What was said before comes behind. */
static void check_all_profiles(struct checkup *c)
{
	struct standing *s = &c->standing;
	struct troubles said = c->w->troubles, *list = &c->w->troubles;

	*list = (struct troubles){ .arena = said.arena };
	if (!s->profiles)
		s->profiles = profiles_load(c->w);
	check_file(c, s->profiles->credentials_path, &s->profiles->credentials);
	check_file(c, s->profiles->config_path, &s->profiles->config);
	for (size_t i = 0; i < s->profiles->count; i++)
		profile_check(c->w, s->profiles, &s->profiles->list[i]);
	*(list->last ? &list->last->next : &list->first) = said.first;
	list->last = said.last ? said.last : list->last;
}

static const char *where(const struct checkup *c, const struct trouble *t)
{
	const struct profiles *p = c->standing.profiles;
	const char *settings = c->standing.settings.path;

	if (t->at.file && (strcmp(t->at.file, p->config_path) == 0 || strcmp(t->at.file, p->credentials_path) == 0))
		return "aws-files";
	if (t->at.file && settings && strcmp(t->at.file, settings) == 0)
		return "settings";
	return "service";
}

/* What only AWS or a program knows. */
static void report_unresolved(struct checkup *c)
{
	for (const struct unresolved *u = c->standing.decision.unresolved; u; u = u->next)
		finding_problem(
			&c->findings, "service", "`slsenv why` shows each step; name the profile yourself: --aws-profile",
			"%s: %s cannot be told: %s %s", show_place(c->w, u->at), show_text(c->w, u->path),
			show_text(c->w, u->variable), u->reason);
}

static void report_here(struct checkup *c)
{
	const struct standing *s = &c->standing;
	const struct decision *d = &s->decision;

	if (s->state == STATE_OUTSIDE)
		finding_ok(&c->findings, "service", "none here or above");
	else if (d->service.path && d->decided == DECIDED)
		finding_ok(&c->findings, "service", "%s: stage %s, profile %s, rules of %s, state %s",
			   show_path(c->w, d->service.path), show_text(c->w, d->stage.value),
			   show_text(c->w, s->profile), d->framework.version, state_word(s->state));
}

static void report_settings(struct checkup *c)
{
	const char *path = c->standing.settings.path;
	bool there = path && world_facts(c->w, path).kind != FILE_MISSING;

	if (!finding_any(&c->findings, "settings"))
		finding_ok(&c->findings, "settings", "%s%s", path ? show_path(c->w, path) : "none",
			   !path || there ? "" : " is not there: as if it were empty");
}

void check_standing(struct checkup *c)
{
	standing_find(c->w, c->options, &c->standing);
	check_all_profiles(c);
	report_unresolved(c);
	for (const struct trouble *t = c->w->troubles.first; t; t = t->next)
		if (is_first_of_line(&c->w->troubles, t))
			report(c, t, where(c, t));
	c->w->troubles = (struct troubles){ .arena = c->w->troubles.arena };
	if (!finding_any(&c->findings, "service"))
		report_here(c);
	report_settings(c);
}

/* A variable of the person's own, forgotten in an rc file perhaps, that leads the stage away from the file's profile. */
static void report_persons(struct checkup *c, const struct guarded_stage *g)
{
	const char *own = ours_person(c->w, &c->standing.ours, g->variable);

	if (own && *own && g->file.p && !text_is(g->file, own))
		finding_warning(&c->findings, "stages", arena_format(c->w->arena, "unset %s, if it is not meant", g->variable),
				"%s would be deployed with profile %s, not %s: %s is set", show_text(c->w, g->stage),
				show_text(c->w, text_of(own)), show_text(c->w, g->file), g->variable);
}

/* What `sls deploy --stage OTHER` would do with the keys that are exported for this stage. */
static void report_stage(struct checkup *c, const struct guarded_stage *g)
{
	const char *stage = show_text(c->w, g->stage);
	const char *mend = arena_format(c->w->arena, "slsenv exec -- sls deploy --stage %s", stage);

	switch (g->kind) {
	case GUARD_NO_NAME:
		finding_warning(&c->findings, "stages", mend,
				"%s would be deployed with this stage's keys: no shell can set %s", stage,
				show_text(c->w, text_of(g->variable)));
		break;
	case GUARD_OURS:
		finding_warning(&c->findings, "stages", mend, "%s would be deployed with this stage's keys: %s", stage,
				g->why);
		break;
	case GUARD_REFUSED:
		finding_warning(&c->findings, "stages", arena_format(c->w->arena, "slsenv why --stage %s", stage),
				"the Framework refuses %s: %s", stage, g->why);
		break;
	case GUARD_UNKNOWN:
		finding_warning(&c->findings, "stages", "name the profile: --aws-profile",
				"the profile of %s cannot be told: %s", stage, g->why);
		break;
	case GUARD_PERSONS:
		report_persons(c, g);
		break;
	case GUARD_SAME:
	case GUARD_NAMED:
		break;
	}
}

void check_stages(struct checkup *c)
{
	struct standing *s = &c->standing;
	struct troubles kept = c->w->troubles;
	struct stageguard g;

	if (s->decision.decided != DECIDED || !s->profile.n)
		return;
	stageguard_find(c->w, &s->options, &s->ours, &s->decision, s->profiles, s->profile, &g);
	c->w->troubles = kept;
	for (size_t i = 0; i < g.count; i++)
		report_stage(c, &g.list[i]);
	if (finding_any(&c->findings, "stages"))
		return;
	if (g.count)
		finding_ok(&c->findings, "stages", "%zu other stage%s: none would be deployed with keys that are not its own", g.count,
			   g.count == 1 ? "" : "s");
	else if (s->decision.framework.version[1] == '4' && !s->decision.framework.doubtful)
		finding_ok(&c->findings, "stages", "to v4 the file's profile counts for more than exported keys, for each stage");
	else
		finding_ok(&c->findings, "stages", "the files tell of no other stage");
}
