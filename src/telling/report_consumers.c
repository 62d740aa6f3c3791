#include "telling/columns.h"
#include "telling/consumers.h"
#include "telling/jsonout.h"
#include "telling/report.h"
#include "telling/show.h"

static const char *use(struct world *w, const struct standing *s, const struct consumer *c)
{
	switch (c->what) {
	case CONSUMES_KEYS:
		if (text_equal(c->key_id, s->credential.access_key_id))
			return arena_format(w->arena, "the keys of %s", show_text(w, s->profile));
		return arena_format(w->arena, "keys %.4s...", c->key_id.n > 8 ? show_text(w, c->key_id) : "");
	case CONSUMES_PROFILE:
		return arena_format(w->arena, "profile %s", show_text(w, c->profile));
	case CONSUMES_ERROR:
		return c->profile.p ? arena_format(w->arena, "fails: profile %s", show_text(w, c->profile)) : "fails: half a key pair";
	case CONSUMES_NOTHING:
		break;
	}
	return "nothing";
}

void report_consumers(struct world *w, const struct standing *s, struct build *b)
{
	struct columns c = { .arena = w->arena, .least = { 10, 1, 20, 28 } };
	struct consumer all[CONSUMER_COUNT];

	if (!s->profiles || s->decision.decided != DECIDED)
		return;
	consumers_find(w, s, all);
	for (int i = 0; i < CONSUMER_COUNT; i++)
		columns_add(&c, (const char *[COLUMNS_MAX]){
			i ? "" : "would use", consumer_agrees(s, all, &all[i]) ? " " : "!", all[i].name, use(w, s, &all[i]),
			all[i].from ? all[i].from : "",
		});
	columns_write(&c, b);
}

void report_consumers_json(struct world *w, const struct standing *s, struct json_out *j)
{
	static const char *const uses[] = {
		[CONSUMES_NOTHING] = NULL, [CONSUMES_KEYS] = "keys", [CONSUMES_PROFILE] = "profile", [CONSUMES_ERROR] = "error",
	};
	struct consumer all[CONSUMER_COUNT];

	if (!s->profiles || s->decision.decided != DECIDED) {
		json_text(j, "consumers", TEXT_NONE);
		return;
	}
	consumers_find(w, s, all);
	json_open(j, "consumers", '{');
	for (int i = 0; i < CONSUMER_COUNT; i++) {
		json_open(j, all[i].id, '{');
		json_string_out(j, "uses", uses[all[i].what]);
		json_text(j, "profile", all[i].profile);
		json_text(j, "access_key_id", all[i].key_id);
		json_string_out(j, "from", all[i].from);
		json_string_out(j, "agrees", consumer_agrees(s, all, &all[i]) ? "yes" : "no");
		json_close(j, '}');
	}
	json_close(j, '}');
}
