#include "telling/explain.h"

#include "telling/jsonout.h"
#include "telling/otherstages.h"
#include "telling/report.h"
#include "telling/show.h"

enum { MAX_DEPTH = 12 };

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
	for (int i = s->whose.count; i-- > 0;) {
		int name = (int)s->whose.order[i];
		const struct credential_source *c = &s->whose.sources[name];

		if (!c->present)
			continue;
		json_open(j, NULL, '{');
		json_string_out(j, "name", c->name);
		json_text(j, "profile", c->profile);
		place_json(w, j, "at", c->at);
		json_string_out(j, "used", name == s->whose.used ? "yes" : NULL);
		json_string_out(j, "refused", c->problem);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void stages_json(struct world *w, struct json_out *j, const struct stageguard *g)
{
	json_open(j, "other_stages", '{');
	for (size_t i = 0; i < g->count; i++) {
		json_open(j, g->list[i].stage.p, '{');
		json_text(j, "profile", g->list[i].kind == GUARD_UNKNOWN ? TEXT_NONE : g->list[i].profile);
		json_string_out(j, "variable", g->list[i].kind == GUARD_NAMED ? g->list[i].variable : NULL);
		json_string_out(j, "open", other_stage_is_open(&g->list[i]) ? "yes" : NULL);
		json_string_out(j, "why", other_stage_words(w, &g->list[i]));
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void hop_json(struct world *w, struct json_out *j, const char *what, struct text profile, struct text role_arn, struct place at)
{
	json_open(j, NULL, '{');
	json_string_out(j, "kind", what);
	json_text(j, "profile", profile);
	json_text(j, "role_arn", role_arn);
	place_json(w, j, "at", at);
	json_close(j, '}');
}

static void chain_json(struct world *w, struct json_out *j, const struct standing *s)
{
	struct chain c;

	json_open(j, "chain", '[');
	if (explain_find_chain(w, s, &c)) {
		for (size_t i = c.count; i-- > 0;)
			hop_json(w, j, "role", c.hops[i].profile, c.hops[i].role_arn, c.hops[i].at);
		hop_json(w, j, source_kind_name(c.source.kind), c.source.profile, c.source.role_arn, c.source.at);
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
	chain_json(w, &j, s);
	json_text(&j, "expiration", s->credential.expiration);
	json_string_out(&j, "approval", report_approval(s));
	json_close(&j, '}');
	stages_json(w, &j, &s->stageguard);
	json_open(&j, "files", '[');
	for (const struct question *q = w->log; q; q = q->next)
		if (q->kind == ASKED_FILE && q->was_read)
			json_string_out(&j, NULL, q->name);
	json_close(&j, ']');
	json_close(&j, '}');
	build_char(out, '\n');
}
