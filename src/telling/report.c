#include "telling/report.h"

#include <string.h>

#include "telling/columns.h"
#include "telling/jsonout.h"
#include "telling/show.h"

const char *report_approval(const struct standing *s)
{
	static const char *const words[] = {
		[APPROVAL_NEEDED] = "needed", [APPROVAL_ALLOWED] = "allowed", [APPROVAL_DENIED] = "denied",
	};

	if (s->state == STATE_LOCKED)
		return "locked";
	return s->verdict.why ? words[s->verdict.approval] : NULL;
}

/* ---- for a person ------------------------------------------------------------------------------------------------------ */

static void row(struct build *b, const char *name, const char *value, const char *note)
{
	if (note && *note)
		build_format(b, "%-10s %-20s %s\n", name, value, note);
	else
		build_format(b, "%-10s %s\n", name, value);
}

static void answer_row(struct world *w, struct build *b, const char *name, const struct answer *a)
{
	if (a->value.p)
		row(b, name, show_text(w, a->value), show_origin(w, a));
}

static const char *masked(struct arena *a, struct text key_id)
{
	size_t tail = key_id.n > 8 ? 4 : 0;

	return arena_format(a, "%.4s...%s", key_id.p, key_id.p + key_id.n - tail);
}

static const char *origin(struct world *w, const struct credential *c)
{
	return c->kind == CREDENTIAL_STATIC ? show_place(w, c->at)
					    : arena_format(w->arena, "%s, %s", credential_kind_name(c->kind), show_place(w, c->at));
}

static const char *time_left(struct world *w, const struct credential *c)
{
	int64_t minutes = (c->expires - world_now(w)) / 60;

	return minutes < 120 ? arena_format(w->arena, "in %lld min", (long long)minutes)
			     : arena_format(w->arena, "in %lld h", (long long)minutes / 60);
}

static void credential_rows(struct world *w, struct build *b, const struct standing *s)
{
	const struct credential *c = &s->credential;

	if (s->profile.p && !s->decision.profile.used)
		row(b, "profile", show_text(w, s->profile), s->profile_from);
	if (s->profile.p && s->profile_from && s->decision.profile.used && strcmp(s->profile_from, s->decision.profile.used->name) != 0)
		row(b, "uses", show_text(w, s->profile), s->profile_from);
	if (c->account.p)
		row(b, "account", c->account.p, c->account_source);
	if (s->profiles && c->access_key_id.p)
		row(b, "keys", masked(w->arena, c->access_key_id), origin(w, c));
	else if (s->profiles)
		row(b, "keys", credential_kind_name(c->kind), NULL);
	if (c->expiration.p)
		row(b, "expires", c->expiration.p, time_left(w, c));
}

static void stage_rows(struct world *w, struct build *b, const struct standing *s, const struct stages *stages)
{
	struct columns c = { .arena = w->arena, .least = { 10, 1, 18, 20 } };

	for (size_t i = 0; i < stages->count; i++) {
		const struct stage *t = &stages->list[i];
		const char *profile = t->decision.decided == DECIDED ? show_text(w, t->decision.profile.value) : "(cannot be told)";

		columns_add(&c, (const char *[COLUMNS_MAX]){
			i ? "" : "stages", text_equal(t->name, s->decision.stage.value) ? "*" : " ", show_text(w, t->name), profile,
			t->decision.region.value.p ? show_text(w, t->decision.region.value) : "",
		});
	}
	columns_write(&c, b);
}

void report_text(struct world *w, const struct standing *s, const struct stages *stages, struct build *b)
{
	const struct decision *d = &s->decision;
	const char *approval = report_approval(s);

	if (s->state == STATE_OUTSIDE) {
		build_string(b, "no service here or above: nothing is exported\n");
		return;
	}
	if (d->service.path)
		row(b, "service", d->name.p ? show_text(w, d->name) : "-", show_path(w, d->service.path));
	if (d->service.path)
		row(b, "framework", d->framework.version, d->framework.at.file ? show_place(w, d->framework.at) : d->framework.why);
	answer_row(w, b, "stage", &d->stage);
	answer_row(w, b, "profile", &d->profile);
	answer_row(w, b, "region", &d->region);
	credential_rows(w, b, s);
	if (approval)
		row(b, "approval", approval, s->state == STATE_LOCKED ? "stage is guarded: `slsenv unlock`" : s->verdict.why);
	if (s->unlock.until)
		row(b, "unlocked", arena_format(w->arena, "%u min", s->unlock.minutes), NULL);
	row(b, "state", state_word(s->state), s->state == STATE_OVERRIDE ? s->override : NULL);
	for (const struct unresolved *u = d->unresolved; u; u = u->next)
		row(b, "unresolved", arena_format(w->arena, "%s: %s %s", show_text(w, u->path), show_text(w, u->variable), u->reason),
		    show_place(w, u->at));
	if (stages->count > 1)
		stage_rows(w, b, s, stages);
	report_consumers(w, s, b);
}

/* ---- for a program ----------------------------------------------------------------------------------------------------- */

static void service_json(struct json_out *j, const struct standing *s)
{
	const struct decision *d = &s->decision;

	if (!d->service.directory) {
		json_text(j, "service", TEXT_NONE);
		return;
	}
	json_open(j, "service", '{');
	json_string_out(j, "dir", d->service.directory);
	json_string_out(j, "file", d->service.path);
	json_text(j, "name", d->name);
	json_close(j, '}');
}

static void credentials_json(struct world *w, struct json_out *j, const struct standing *s)
{
	const struct credential *c = &s->credential;

	if (!s->profiles) {
		json_text(j, "credentials", TEXT_NONE);
		return;
	}
	json_open(j, "credentials", '{');
	json_string_out(j, "kind", credential_kind_name(c->kind));
	json_text(j, "access_key_id", c->access_key_id);
	json_text(j, "expiration", c->expiration);
	json_text(j, "source", c->at.file ? place_text(w->arena, c->at) : TEXT_NONE);
	json_close(j, '}');
}

static void unresolved_json(struct json_out *j, const struct unresolved *u)
{
	json_open(j, "unresolved", '[');
	for (; u; u = u->next) {
		json_open(j, NULL, '{');
		json_text(j, "path", u->path);
		json_text(j, "variable", u->variable);
		json_string_out(j, "reason", u->reason);
		json_string_out(j, "file", u->at.file);
		json_number(j, "line", u->at.line);
		json_number(j, "column", u->at.column);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void stages_json(struct json_out *j, const struct stages *stages)
{
	json_open(j, "stages", '{');
	for (size_t i = 0; i < stages->count; i++) {
		json_open(j, stages->list[i].name.p, '{');
		json_text(j, "profile", stages->list[i].decision.profile.value);
		json_text(j, "region", stages->list[i].decision.region.value);
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void warnings_json(struct world *w, struct json_out *j)
{
	json_open(j, "warnings", '[');
	for (const struct trouble *t = w->troubles.first; t; t = t->next)
		json_text(j, NULL, trouble_line(w->arena, t));
	json_close(j, ']');
}

void report_json(struct world *w, const struct standing *s, const struct stages *stages, struct build *out)
{
	struct json_out j = { .b = out };
	const struct decision *d = &s->decision;

	json_open(&j, NULL, '{');
	service_json(&j, s);
	json_string_out(&j, "framework", s->state == STATE_OUTSIDE ? NULL : d->framework.version);
	json_text(&j, "stage", d->stage.value);
	json_text(&j, "profile", d->profile.value.p ? d->profile.value : s->profile);
	json_text(&j, "region", d->region.value);
	json_text(&j, "account", s->credential.account);
	credentials_json(w, &j, s);
	json_string_out(&j, "approval", report_approval(s));
	json_string_out(&j, "state", state_word(s->state));
	unresolved_json(&j, d->unresolved);
	stages_json(&j, stages);
	report_consumers_json(w, s, &j);
	warnings_json(w, &j);
	json_close(&j, '}');
	build_char(out, '\n');
}
