#include "telling/prompt_format.h"

enum { MAX_FIELD = 80 };

struct template {
	struct world *w;
	const struct standing *s;
	enum canvas canvas;
	struct text t;
	size_t i;
	struct build out, group;
	bool coloured, in_group, filled; /* does the group have a field that is not empty? */
};

static struct build *here(struct template *t)
{
	return t->in_group ? &t->group : &t->out;
}

static struct text field(struct template *t, struct text name, bool *known)
{
	const struct decision *d = &t->s->decision;
	const struct {
		const char *name;
		struct text value;
	} fields[] = {
		{ "stage", d->stage.value }, { "profile", t->s->profile }, { "region", d->region.value },
		{ "account", t->s->credential.account }, { "service", d->name }, { "state", text_of(state_word(t->s->state)) },
		{ "symbol", text_of(prompt_symbol(t->w, t->s)) },
	};

	*known = true;
	if (text_is(name, "text"))
		return prompt_text(t->w, t->s);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (text_is(name, fields[i].name))
			return text_show(t->w->arena, fields[i].value.p ? fields[i].value : TEXT(""), MAX_FIELD);
	*known = false;
	return TEXT_NONE;
}

static bool wrong(struct template *t, const char *what)
{
	return trouble_error(&t->w->troubles, NOWHERE,
			     "fields: stage profile region account service state symbol text; colours: colour red green yellow blue "
			     "magenta cyan bold reset; before a colon: plain ansi bash zsh fish tmux",
			     "prompt format: %s at character %zu of \"%s\"", what, t->i + 1, text_show(t->w->arena, t->t, 200).p);
}

/* {name}: t->i stands behind the brace. */
static bool take_braces(struct template *t)
{
	size_t from = t->i;
	struct text name, value;
	enum colour c;
	bool known;

	while (t->i < t->t.n && t->t.p[t->i] != '}')
		t->i++;
	if (t->i == t->t.n)
		return wrong(t, "a { without its }");
	name = text_copy(t->w->arena, text_slice(t->t, from, t->i++));
	c = text_is(name, "colour") || text_is(name, "color") ? prompt_colour(t->s) : colour_named(name);
	if (c != COLOUR_COUNT) {
		if (t->coloured)
			paint_colour(here(t), t->canvas, c);
		return true;
	}
	value = field(t, name, &known);
	if (!known) {
		t->i = from;
		return wrong(t, "no such field or colour");
	}
	t->filled = t->filled || value.n;
	paint_text(here(t), t->canvas, value);
	return true;
}

static bool take_group(struct template *t, bool open)
{
	if (open == t->in_group)
		return wrong(t, open ? "a ( within ( )" : "a ) without its (");
	if (!open && t->filled)
		build_text(&t->out, build_done(&t->group));
	t->in_group = open;
	t->filled = false;
	t->group = (struct build){ .arena = t->w->arena };
	t->i++;
	return true;
}

static bool fill(struct template *t)
{
	while (t->i < t->t.n) {
		char c = t->t.p[t->i];
		size_t n;

		if (c == '{' && t->i++ < t->t.n) {
			if (!take_braces(t))
				return false;
			continue;
		}
		if (c == '(' || c == ')') {
			if (!take_group(t, c == '('))
				return false;
			continue;
		}
		if (c == '\\' && t->i + 1 < t->t.n)
			t->i++;
		n = text_char(t->t.p + t->i, t->t.n - t->i);
		n = n ? n : 1;
		paint_text(here(t), t->canvas, text_show(t->w->arena, text_slice(t->t, t->i, t->i + n), 0));
		t->i += n;
	}
	return t->in_group ? wrong(t, "a ( without its )") : true;
}

bool prompt_format(struct world *w, const struct standing *s, struct text format, struct text *out)
{
	struct template t = { .w = w, .s = s, .canvas = CANVAS_ANSI, .t = format, .out = { .arena = w->arena },
		.coloured = prompt_wants_colour(w) };
	size_t name = 0;
	enum canvas named;

	while (name < format.n && format.p[name] >= 'a' && format.p[name] <= 'z')
		name++;
	named = canvas_named(text_copy(w->arena, text_slice(format, 0, name)));
	if (named != CANVAS_COUNT && (name == format.n || format.p[name] == ':')) {
		t.canvas = named;
		t.t = name == format.n ? TEXT("{colour}{text}{reset}") : text_copy(w->arena, text_slice(format, name + 1, format.n));
	}
	if (!fill(&t))
		return false;
	*out = s->state == STATE_OUTSIDE ? TEXT("") : build_done(&t.out);
	return true;
}
