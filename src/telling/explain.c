#include "telling/explain.h"

#include "telling/otherstages.h"
#include "telling/report.h"
#include "telling/show.h"

enum { MAX_DEPTH = 12, WIDTH = 80 };

enum look { PLAIN, HEAD, USED, ASIDE, BAD };

static const char *const escapes[] = { "", "1", "32", "2", "31" };

/* Where the explanation is written, and how. */
struct page {
	struct world *w;
	struct build *b;
	bool colour;
};

static size_t width_of(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* One line; the note behind it goes to a line of its own when the two do not fit. */
static void line(struct page *p, enum look look, unsigned indent, const char *text, const char *note)
{
	bool apart = *note && indent + width_of(text) + 2 + width_of(note) > WIDTH;

	build_format(p->b, "%*s", (int)indent, "");
	if (p->colour && look != PLAIN)
		build_format(p->b, "\033[%sm%s\033[0m", escapes[look], text);
	else
		build_string(p->b, text);
	if (apart)
		build_format(p->b, "\n%*s", (int)indent + 4, "");
	else if (*note)
		build_string(p->b, "  ");
	build_string(p->b, note);
	build_char(p->b, '\n');
}

static void explain_hop(struct page *p, const struct hop *h, unsigned depth)
{
	struct arena *a = p->w->arena;
	unsigned indent = depth * 2;

	line(p, PLAIN, indent, show_text(p->w, h->expression), show_place(p->w, h->at));
	for (size_t i = 0; i < h->part_count && depth < MAX_DEPTH; i++)
		for (const struct hop *part = h->parts[i]; part; part = part->sibling)
			explain_hop(p, part, depth + 1);
	for (size_t i = 0; i < h->passed_count; i++)
		line(p, ASIDE, indent + 2,
		     arena_format(a, "passed over %s, which %s", show_text(p->w, h->passed[i].source), h->passed[i].reason), "");
	if (!h->value)
		line(p, BAD, indent + 2, "could not be resolved", "");
	else
		line(p, PLAIN, indent + 2, arena_format(a, "%s = %s", show_text(p->w, h->answered), show_value(p->w, h->value)),
		     h->value_at.file ? show_place(p->w, h->value_at) : h->from ? h->from : "");
}

static void explain_candidate(struct page *p, const struct candidate *c)
{
	struct arena *a = p->w->arena;

	if (!c->value.p && !c->hops)
		line(p, ASIDE, 4, arena_format(a, "%s: %s", c->name, c->at.file ? "null" : "not given"), "");
	else
		line(p, c->used ? USED : PLAIN, 2,
		     arena_format(a, "%s %s: %s", c->used ? "*" : " ", c->name, show_text(p->w, c->value)), show_place(p->w, c->at));
	for (const struct hop *h = c->hops; h; h = h->sibling)
		explain_hop(p, h, 3);
}

static void explain_answer(struct page *p, const char *name, const struct answer *a)
{
	if (!a->count)
		return;
	line(p, HEAD, 0, arena_format(p->w->arena, "%s  %s", name, a->value.p ? show_text(p->w, a->value) : "(none)"), "");
	for (size_t i = 0; i < a->count; i++)
		explain_candidate(p, &a->candidates[i]);
}

bool explain_find_chain(struct world *w, const struct standing *s, struct chain *out)
{
	struct troubles kept = w->troubles;
	bool found;

	if (!s->profiles || !s->profile.n || s->credential.kind == CREDENTIAL_STATIC || !profile_find(s->profiles, s->profile))
		return false;
	w->troubles = (struct troubles){ .arena = kept.arena }; /* they were said, or are none of an unapproved directory's */
	found = chain_find(w, s->profiles, s->profile, out);
	w->troubles = kept;
	return found;
}

/* The Framework's order, strongest first. */
static void explain_sources(struct page *p, const struct standing *s)
{
	struct arena *a = p->w->arena;

	if (!s->profiles || s->decision.decided != DECIDED)
		return;
	line(p, PLAIN, 2, arena_format(a, "the Framework itself (%s), strongest source first:", s->decision.framework.version), "");
	for (int i = s->whose.count; i-- > 0;) {
		int name = (int)s->whose.order[i];
		const struct credential_source *c = &s->whose.sources[name];
		bool used = name == s->whose.used;

		if (!c->present)
			continue;
		line(p, used ? USED : PLAIN, 4,
		     arena_format(a, "%s %s%s%s", used ? "*" : " ", c->name, c->profile.p ? ": " : "",
				  c->profile.p ? show_text(p->w, c->profile) : ""),
		     show_place(p->w, c->at));
		if (c->problem)
			line(p, BAD, 8, arena_format(a, "refused: %s", c->problem), "");
		else if (c->profile.p && !c->usable)
			line(p, ASIDE, 8, "has no keys there, so it is passed over", "");
	}
}

static void explain_source(struct page *p, const struct chain_source *c)
{
	struct arena *a = p->w->arena;

	line(p, PLAIN, 6, arena_format(a, "%s credentials of profile %s", source_kind_name(c->kind), show_text(p->w, c->profile)),
	     show_place(p->w, c->at));
}

/* From the role that is wanted to the credentials with which the first one is asked for. */
static void explain_chain(struct page *p, const struct standing *s)
{
	struct arena *a = p->w->arena;
	struct chain c;

	if (!explain_find_chain(p->w, s, &c))
		return;
	for (size_t i = c.count; i-- > 0;) {
		const struct role_hop *h = &c.hops[i];

		line(p, PLAIN, 6, arena_format(a, "role %s of profile %s", show_text(p->w, h->role_arn), show_text(p->w, h->profile)),
		     show_place(p->w, h->at));
		if (h->mfa_serial.n)
			line(p, PLAIN, 8, arena_format(a, "with a code of %s", show_text(p->w, h->mfa_serial)), show_place(p->w, h->mfa_at));
	}
	if (c.count)
		explain_source(p, &c.source);
}

static void explain_credentials(struct page *p, const struct standing *s)
{
	const struct credential *c = &s->credential;
	const char *approval = report_approval(s);
	struct arena *a = p->w->arena;

	line(p, HEAD, 0, arena_format(a, "credentials  %s", state_word(s->state)), "");
	if (s->override)
		line(p, BAD, 2, arena_format(a, "your own %s wins over profile %s", s->override, show_text(p->w, s->profile)),
		     s->decision.framework.version[1] == '4' && s->whose.used == FROM_FILE ? "in this shell; v4 itself takes the profile" : "");
	explain_sources(p, s);
	if (s->profile.p)
		line(p, PLAIN, 2, arena_format(a, "slsenv takes profile %s", show_text(p->w, s->profile)),
		     arena_format(a, "from %s", s->profile_from ? s->profile_from : "-"));
	if (s->profiles && s->profile.p)
		line(p, PLAIN, 4, arena_format(a, "%s credentials", credential_kind_name(c->kind)), show_place(p->w, c->at));
	explain_chain(p, s);
	if (c->expiration.p)
		line(p, PLAIN, 4, arena_format(a, "until %s", c->expiration.p), "");
	if (c->account.p)
		line(p, PLAIN, 4, arena_format(a, "account %s, from %s", c->account.p, c->account_source), "");
	if (approval)
		line(p, PLAIN, 4, arena_format(a, "approval %s: %s", approval, s->verdict.why), "");
}

/* With keys in the shell, `sls --stage OTHER` is not what it was. */
static void explain_stages(struct page *p, const struct stageguard *g)
{
	if (g->count)
		line(p, HEAD, 0, "sls with another stage, in this shell", "");
	for (size_t i = 0; i < g->count; i++)
		line(p, other_stage_is_open(&g->list[i]) ? BAD : PLAIN, 4,
		     arena_format(p->w->arena, "--stage %s: %s%s", show_text(p->w, g->list[i].stage),
				  other_stage_is_open(&g->list[i]) ? "the keys of this stage! " : "",
				  other_stage_words(p->w, &g->list[i])), "");
}

/* All that were read; of those that were looked for in vain the ones a person might write. */
static void explain_files(struct page *p)
{
	line(p, HEAD, 0, "files", "");
	for (const struct question *q = p->w->log; q; q = q->next)
		if (q->kind == ASKED_FILE && q->was_read &&
		    (q->facts.kind != FILE_MISSING || !text_ends(text_of(q->name), "/package.json")))
			line(p, q->facts.kind == FILE_MISSING ? ASIDE : PLAIN, 4, show_path(p->w, q->name),
			     q->facts.kind == FILE_MISSING ? "(not there)" : "");
}

/* Where it is in doubt whose rules apply. */
static const char *agreement(struct world *w, const struct decision *d)
{
	return d->other && d->decided == DECIDED ? arena_format(w->arena, " (%s agrees)", d->other->framework.version) : "";
}

void explain_text(struct world *w, const struct standing *s, bool colour, struct build *b)
{
	const struct decision *d = &s->decision;
	struct page p = { w, b, colour };

	if (s->state == STATE_OUTSIDE) {
		build_string(b, "no service here or above: nothing to explain\n");
		return;
	}
	if (d->service.path)
		line(&p, HEAD, 0, arena_format(w->arena, "service  %s", show_path(w, d->service.path)), "");
	line(&p, HEAD, 0, arena_format(w->arena, "rules  %s, %s", d->framework.version, d->framework.package),
	     arena_format(w->arena, "from %s%s%s%s", d->framework.why, d->framework.at.file ? "  " : "",
			  show_place(w, d->framework.at), agreement(w, d)));
	explain_answer(&p, "stage", &d->stage);
	explain_answer(&p, "profile", &d->profile);
	explain_answer(&p, "region", &d->region);
	for (const struct unresolved *u = d->unresolved; u; u = u->next) {
		line(&p, BAD, 0, arena_format(w->arena, "unresolved  %s", show_text(w, u->path)), show_place(w, u->at));
		line(&p, PLAIN, 4, arena_format(w->arena, "%s %s", show_text(w, u->variable), u->reason), "");
	}
	explain_credentials(&p, s);
	explain_stages(&p, &s->stageguard);
	explain_files(&p);
}
