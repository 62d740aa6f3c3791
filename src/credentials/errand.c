#include "credentials/errand.h"

#include <string.h>

bool errand_sign_in(struct errand *e, enum failure_kind kind, const char *watch, struct place at, const char *todo,
		    const char *format, ...)
{
	va_list args;
	const char *what;

	va_start(args, format);
	what = arena_vformat(e->w->arena, format, args);
	va_end(args);
	e->kind = kind;
	e->watch = watch;
	return trouble_error(&e->w->troubles, at, todo, "%s", what);
}

const char *errand_login_command(struct errand *e)
{
	return arena_format(e->w->arena, "sign in: slsenv login --aws-profile %s", e->name);
}

static bool is_of_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/* Does the text say "profile NAME", "--profile NAME", "profile (NAME)" or the like? */
static bool names(const char *text, const char *name)
{
	size_t n = strlen(name);

	while (text && (text = strstr(text, "profile"))) {
		text += strlen("profile");
		text += strspn(text, " (\"");
		if (strncmp(text, name, n) == 0 && !is_of_name(text[n]))
			return true;
	}
	return false;
}

static bool is_about_profile(const struct errand *e, const struct trouble *t)
{
	const char *file = t->at.file;

	return !e->unnamed ||
	       (e->p && file && (strcmp(file, e->p->config_path) == 0 || strcmp(file, e->p->credentials_path) == 0));
}

struct text errand_line(const struct errand *e, const struct trouble *t)
{
	struct trouble named = *t;

	if (e->name && t->level == TROUBLE_ERROR && is_about_profile(e, t) && !names(t->what, e->name) && !names(t->todo, e->name))
		named.what = arena_format(e->w->arena, "profile %s: %s", e->name, t->what);
	return trouble_line(e->w->arena, &named);
}

static struct text without(struct arena *a, struct text t, struct text secret)
{
	struct build b = { .arena = a };
	size_t i = 0;

	if (secret.n < 4)
		return t;
	while (i < t.n) {
		bool here = t.n - i >= secret.n && memcmp(t.p + i, secret.p, secret.n) == 0;

		build_bytes(&b, here ? "***" : t.p + i, here ? 3 : 1);
		i += here ? secret.n : 1;
	}
	return build_done(&b);
}

const char *errand_quote(struct errand *e, struct text t, struct text secret, struct text token)
{
	const char *end = t.n ? memchr(t.p, '\n', t.n) : NULL;

	t = text_slice(t, 0, end ? (size_t)(end - t.p) : t.n);
	t = without(e->w->secrets, without(e->w->secrets, t, secret), token);
	return text_show(e->w->arena, t, 300).p;
}
