#include "telling/plan.h"

#include <errno.h>
#include <string.h>

#include "ground/store.h"
#include "telling/prompt.h"

enum { KEEP_DAYS = 7 };

enum wish { SET, UNSET, KEEP };

struct wanted {
	enum wish wish;
	struct text value;
};

static void set(struct wanted *w, enum export_name e, struct text value)
{
	w[e] = (struct wanted){ SET, value };
}

/* spec/aws.md 5.2. */
static void wishes(const struct standing *s, struct wanted *out)
{
	const struct credential *c = &s->credential;

	for (int i = 0; i < EXPORT_COUNT; i++)
		out[i] = (struct wanted){ UNSET, TEXT_NONE };
	set(out, EXPORT_ACCESS_KEY_ID, c->access_key_id);
	set(out, EXPORT_SECRET_ACCESS_KEY, c->secret_access_key);
	if (c->session_token.n)
		set(out, EXPORT_SESSION_TOKEN, c->session_token);
	if (c->expiration.p)
		set(out, EXPORT_EXPIRATION, c->expiration);
	/* A profile that was named outside of a service may have no region: then the person's own stays. */
	out[EXPORT_REGION] = out[EXPORT_DEFAULT_REGION] = (struct wanted){ s->decision.region.value.p ? SET : KEEP, s->decision.region.value };
	/* An account that was only decoded from the key id is for people to see, not for SDKs to build endpoints from. */
	if (c->account.p && c->account_source && strcmp(c->account_source, "access key id") != 0)
		set(out, EXPORT_ACCOUNT, c->account);
}

/* ---- what the person had ------------------------------------------------------------------------------------------ */

static const char kept_prefix[] = "kept.";

/* A secret of the person's, from the file that keeps it; absent when the file is gone. */
static struct text kept_value(struct world *w, const struct ours_variable *v)
{
	const char *dir = store_runtime_directory(w);
	struct text bytes, none = TEXT_NONE;
	struct build wanted = { .arena = w->secrets };
	const char *line, *end;

	if (!dir || w->ops->read(w, w->secrets, world_join(w, dir, v->kept_in), 1 << 20, &bytes) != READ_OK)
		return none;
	build_format(&wanted, "%s=", v->name);
	line = strstr(bytes.p, build_done(&wanted).p);
	end = line ? strchr(line, '\n') : NULL;
	if (!end)
		return none;
	line += strlen(v->name) + 1;
	return text_decode(w->secrets, (struct text){ line, (size_t)(end - line) });
}

static void drop_kept(struct world *w, const char *file)
{
	const char *dir = store_runtime_directory(w);

	if (dir && strncmp(file, kept_prefix, sizeof kept_prefix - 1) == 0)
		store_remove(w, dir, file);
}

/* Writes the secrets that make way into one new file, and notes its name. */
static bool keep_secrets(struct world *w, struct plan *p)
{
	const char *dir = store_runtime_directory(w);
	const char *file = arena_format(w->arena, "%s%016llx", kept_prefix, (unsigned long long)world_random(w));
	struct build b = { .arena = w->secrets };

	for (size_t i = 0; i < p->after.count; i++) {
		struct ours_variable *v = &p->after.variables[i];

		if (!v->secret || v->owner != OURS || !v->saved || !v->before || v->kept_in)
			continue;
		build_string(&b, v->name);
		build_char(&b, '=');
		build_text(&b, text_encode(w->secrets, text_of(v->before)));
		build_char(&b, '\n');
		v->kept_in = file;
	}
	if (!b.n)
		return true;
	if (!dir)
		return trouble_error(&w->troubles, NOWHERE, "set XDG_RUNTIME_DIR or HOME, or unset your own AWS_* variables",
				     "no private place to keep your own credentials meanwhile");
	store_sweep(w, dir, kept_prefix, KEEP_DAYS);
	if (!store_write(w, dir, file, build_done(&b)))
		return trouble_error(&w->troubles, (struct place){ dir, 0, 0 }, "mend its owner and mode (0700)",
				     "your own credentials cannot be kept here meanwhile: %s", strerror(errno));
	return true;
}

/* ---- one variable --------------------------------------------------------------------------------------------------- */

static void change(struct plan *p, const char *name, struct text value)
{
	p->changes[p->count++] = (struct change){ name, value };
}

static void become(struct plan *p, struct ours_variable *v, struct text value)
{
	if ((value.p == NULL) != (v->live == NULL) || (value.p && !text_is(value, v->live)))
		change(p, v->name, value);
	v->live = value.p;
}

static void give_back(struct world *w, struct plan *p, struct ours_variable *v, bool forget)
{
	struct text before = TEXT_NONE;

	if (v->owner == OURS) {
		if (v->kept_in)
			before = kept_value(w, v);
		else if (v->saved)
			before = text_of(v->before);
		become(p, v, before);
		v->owner = PERSONS;
	} else if (v->owner == CHANGED && forget) {
		v->owner = PERSONS;
	}
}

static void take(struct plan *p, struct ours_variable *v, const struct wanted *want)
{
	if (v->owner == CHANGED || want->wish == KEEP)
		return;
	if (v->owner == PERSONS) {
		v->owner = OURS;
		v->saved = true;
		v->before = v->live;
		v->kept_in = NULL;
	}
	become(p, v, want->wish == SET ? want->value : TEXT_NONE);
}

/* ---- all of them ---------------------------------------------------------------------------------------------------- */

static void tell_the_shell(struct world *w, const struct standing *s, bool leave, struct plan *p)
{
	bool here = !leave && s->state != STATE_OUTSIDE;
	const struct change told[] = {
		{ "SLSENV_STAGE", s->decision.stage.value },
		{ "SLSENV_PROFILE", s->profile },
		{ "SLSENV_REGION", s->decision.region.value },
		{ "SLSENV_ACCOUNT", state_has_keys(s->state) ? s->credential.account : TEXT_NONE },
		{ "SLSENV_SERVICE", s->decision.name },
		{ "SLSENV_STATE", text_of(state_word(s->state)) },
		{ "SLSENV_PROMPT", prompt_text(w, s) },
	};

	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		change(p, told[i].name, here ? told[i].value : TEXT_NONE);
}

/* One file keeps several secrets: it goes when the last one is back in the shell that has them there. */
static void take_all_back(struct world *w, struct plan *p, bool restorable, bool forget)
{
	struct ours *o = &p->after;

	for (size_t i = 0; i < o->count; i++)
		give_back(w, p, &o->variables[i], forget);
	for (size_t i = 0; restorable && i < o->count; i++)
		if (o->variables[i].kept_in)
			drop_kept(w, o->variables[i].kept_in);
}

/* AWS_<STAGE>_PROFILE: those that are wanted here, and back with what the last directory or stage wanted. */
static void take_stages(struct world *w, const struct stageguard *g, struct plan *p)
{
	struct ours *o = &p->after;

	for (size_t i = EXPORT_COUNT; i < o->count; i++)
		if (!stageguard_wants(g, o->variables[i].name))
			give_back(w, p, &o->variables[i], true);
	for (size_t i = 0; i < g->count; i++)
		if (g->list[i].kind == GUARD_NAMED)
			take(p, ours_stage_profile(w, o, g->list[i].variable), &(struct wanted){ SET, g->list[i].profile });
}

static void take_all(struct world *w, const struct standing *s, struct plan *p)
{
	struct wanted wanted[EXPORT_COUNT];

	wishes(s, wanted);
	for (int i = 0; i < EXPORT_COUNT; i++)
		take(p, &p->after.variables[i], &wanted[i]);
	take_stages(w, &s->stageguard, p);
}

/* The stage of the shell stays behind with the service for which it was chosen. */
static void forget_choice(const struct standing *s, bool leave, struct plan *p)
{
	if (!s->forgets_choice && !(leave && s->ours.chosen_in.p))
		return;
	change(p, "SLSENV_SET_STAGE", TEXT_NONE);
	change(p, "SLSENV_SET_PROFILE", TEXT_NONE);
	p->after.chosen_in = TEXT_NONE;
}

static void remember(struct world *w, struct plan *p)
{
	const struct ours *o = &p->after;
	struct build names = { .arena = w->arena };

	for (size_t i = 0; i < o->count; i++)
		if (o->variables[i].owner == OURS && o->variables[i].live)
			build_format(&names, "%s%s", names.n ? " " : "", o->variables[i].name);
	p->names = build_done(&names);
	p->saved = ours_saved(w->arena, o);
	p->mark = ours_mark(w, o);
	change(p, "SLSENV_MARK", p->mark);
}

void plan_make(struct world *w, const struct standing *s, bool leave, bool restorable, struct plan *out)
{
	bool out_of_service = leave || s->state == STATE_OUTSIDE || s->state == STATE_NONE;

	*out = (struct plan){ .count = 0 };
	ours_copy(w, &s->ours, &out->after);
	if (!leave && state_has_keys(s->state)) {
		take_all(w, s, out);
		if (restorable && !keep_secrets(w, out)) {
			*out = (struct plan){ .count = 0 };
			ours_copy(w, &s->ours, &out->after);
			take_all_back(w, out, restorable, false);
		}
	} else {
		take_all_back(w, out, restorable, out_of_service);
	}
	tell_the_shell(w, s, leave, out);
	forget_choice(s, leave, out);
	remember(w, out);
}
