#include "telling/explain.h"

#include "telling/jsonout.h"
#include "telling/report.h"
#include "telling/show.h"

enum { MAX_DEPTH = 12 };

static void indent(struct build *b, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		build_string(b, "  ");
}

static void explain_hop(struct world *w, struct build *b, const struct hop *h, unsigned depth)
{
	indent(b, depth);
	build_format(b, "%s  %s\n", show_text(w, h->expression), show_place(w, h->at));
	for (size_t i = 0; i < h->part_count && depth < MAX_DEPTH; i++)
		for (const struct hop *part = h->parts[i]; part; part = part->sibling)
			explain_hop(w, b, part, depth + 1);
	for (size_t i = 0; i < h->passed_count; i++) {
		indent(b, depth + 1);
		build_format(b, "passed over %s, which %s\n", show_text(w, h->passed[i].source), h->passed[i].reason);
	}
	indent(b, depth + 1);
	if (!h->value)
		build_string(b, "could not be resolved\n");
	else
		build_format(b, "%s = %s  %s\n", show_text(w, h->answered), show_value(w, h->value),
			     h->value_at.file ? show_place(w, h->value_at) : h->from ? h->from : "");
}

static void explain_answer(struct world *w, struct build *b, const char *name, const struct answer *a)
{
	if (!a->count)
		return;
	build_format(b, "%s  %s\n", name, a->value.p ? show_text(w, a->value) : "(none)");
	for (size_t i = 0; i < a->count; i++) {
		const struct candidate *c = &a->candidates[i];
		const char *at = show_place(w, c->at);

		if (!c->value.p && !c->hops)
			build_format(b, "    %s: %s\n", c->name, c->at.file ? "null" : "not given");
		else
			build_format(b, "  %s %s: %s%s%s\n", c->used ? "*" : " ", c->name, show_text(w, c->value), *at ? "  " : "", at);
		for (const struct hop *h = c->hops; h; h = h->sibling)
			explain_hop(w, b, h, 3);
	}
}

/* The Framework's order, strongest first. */
static void explain_sources(struct world *w, struct build *b, const struct standing *s)
{
	if (!s->profiles || s->decision.decided != DECIDED)
		return;
	build_format(b, "  the Framework itself (%s), strongest source first:\n", s->decision.framework.version);
	for (int i = FROM_COUNT; i-- > 0;) {
		const struct credential_source *c = &s->whose.sources[i];

		if (!c->present)
			continue;
		build_format(b, "  %s %s%s%s%s%s\n", i == s->whose.used ? "*" : " ", c->name, c->profile.p ? ": " : "",
			     c->profile.p ? show_text(w, c->profile) : "", c->at.file ? "  " : "", show_place(w, c->at));
		if (c->problem)
			build_format(b, "      refused: %s\n", c->problem);
		else if (c->profile.p && !c->usable)
			build_string(b, "      has no keys there, so it is passed over\n");
	}
}

static void explain_credentials(struct world *w, struct build *b, const struct standing *s)
{
	const struct credential *c = &s->credential;
	const char *approval = report_approval(s);

	build_format(b, "credentials  %s\n", state_word(s->state));
	if (s->override)
		build_format(b, "  your own %s wins over profile %s\n", s->override, show_text(w, s->profile));
	explain_sources(w, b, s);
	if (s->profile.p)
		build_format(b, "  * profile %s, from %s\n", show_text(w, s->profile), s->profile_from ? s->profile_from : "-");
	if (s->profiles)
		build_format(b, "    %s credentials%s%s\n", credential_kind_name(c->kind), c->at.file ? "  " : "", show_place(w, c->at));
	if (c->account.p)
		build_format(b, "    account %s, from %s\n", c->account.p, c->account_source);
	if (approval)
		build_format(b, "    approval %s: %s\n", approval, s->verdict.why);
}

static void explain_files(struct world *w, struct build *b)
{
	build_string(b, "files\n");
	for (const struct question *q = w->log; q; q = q->next)
		if (q->kind == ASKED_FILE && q->was_read)
			build_format(b, "    %s%s\n", show_path(w, q->name), q->facts.kind == FILE_MISSING ? "  (not there)" : "");
}

void explain_text(struct world *w, const struct standing *s, struct build *b)
{
	const struct decision *d = &s->decision;

	if (s->state == STATE_OUTSIDE) {
		build_string(b, "no service here or above: nothing to explain\n");
		return;
	}
	if (d->service.path)
		build_format(b, "service  %s\n", show_path(w, d->service.path));
	build_format(b, "rules  %s, from %s  %s\n", d->framework.version, d->framework.why,
		     show_place(w, d->framework.at));
	explain_answer(w, b, "stage", &d->stage);
	explain_answer(w, b, "profile", &d->profile);
	explain_answer(w, b, "region", &d->region);
	for (const struct unresolved *u = d->unresolved; u; u = u->next)
		build_format(b, "unresolved  %s\n    %s %s  %s\n", show_text(w, u->path), show_text(w, u->variable), u->reason,
			     show_place(w, u->at));
	explain_credentials(w, b, s);
	explain_files(w, b);
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------- */

static void place_json(struct world *w, struct json_out *j, const char *name, struct place at)
{
	json_text(j, name, at.file ? place_text(w->arena, at) : TEXT_NONE);
}

static void hops_json(struct world *w, struct json_out *j, const char *name, const struct hop *h, unsigned depth)
{
	json_open(j, name, '[');
	for (; h && depth < MAX_DEPTH; h = h->sibling) {
		json_open(j, NULL, '{');
		json_text(j, "path", h->path);
		json_text(j, "expression", h->expression);
		place_json(w, j, "at", h->at);
		json_text(j, "answered", h->value ? h->answered : TEXT_NONE);
		json_string_out(j, "value", h->value ? show_value(w, h->value) : NULL);
		place_json(w, j, "value_at", h->value_at);
		json_open(j, "passed_over", '[');
		for (size_t i = 0; i < h->passed_count; i++) {
			json_open(j, NULL, '{');
			json_text(j, "source", h->passed[i].source);
			json_string_out(j, "reason", h->passed[i].reason);
			json_close(j, '}');
		}
		json_close(j, ']');
		json_open(j, "parts", '[');
		for (size_t i = 0; i < h->part_count; i++)
			hops_json(w, j, NULL, h->parts[i], depth + 1);
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void answer_json(struct world *w, struct json_out *j, const char *name, const struct answer *a)
{
	json_open(j, name, '{');
	json_text(j, "value", a->value);
	json_open(j, "candidates", '[');
	for (size_t i = 0; i < a->count; i++) {
		const struct candidate *c = &a->candidates[i];

		json_open(j, NULL, '{');
		json_string_out(j, "name", c->name);
		json_text(j, "value", c->value);
		place_json(w, j, "at", c->at);
		json_string_out(j, "used", c->used ? "yes" : NULL);
		hops_json(w, j, "hops", c->hops, 0);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void sources_json(struct world *w, struct json_out *j, const struct standing *s)
{
	json_open(j, "framework", '[');
	for (int i = FROM_COUNT; i-- > 0;) {
		const struct credential_source *c = &s->whose.sources[i];

		if (!c->present)
			continue;
		json_open(j, NULL, '{');
		json_string_out(j, "name", c->name);
		json_text(j, "profile", c->profile);
		place_json(w, j, "at", c->at);
		json_string_out(j, "used", i == s->whose.used ? "yes" : NULL);
		json_string_out(j, "refused", c->problem);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void explain_json(struct world *w, const struct standing *s, struct build *out)
{
	struct json_out j = { .b = out };

	json_open(&j, NULL, '{');
	json_string_out(&j, "state", state_word(s->state));
	json_string_out(&j, "framework", s->decision.framework.version);
	answer_json(w, &j, "stage", &s->decision.stage);
	answer_json(w, &j, "profile", &s->decision.profile);
	answer_json(w, &j, "region", &s->decision.region);
	json_open(&j, "credentials", '{');
	json_text(&j, "profile", s->profile);
	json_string_out(&j, "from", s->profile_from);
	json_string_out(&j, "override", s->override);
	if (s->profiles)
		sources_json(w, &j, s);
	place_json(w, &j, "at", s->credential.at);
	json_string_out(&j, "approval", report_approval(s));
	json_close(&j, '}');
	json_open(&j, "files", '[');
	for (const struct question *q = w->log; q; q = q->next)
		if (q->kind == ASKED_FILE && q->was_read)
			json_string_out(&j, NULL, q->name);
	json_close(&j, ']');
	json_close(&j, '}');
	build_char(out, '\n');
}
