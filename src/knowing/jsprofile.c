#include "knowing/jsprofile.h"

#include <string.h>

static const struct ini_file *reading(struct world *w, struct second_reading *r)
{
	if (!r)
		return NULL;
	if (!r->read) {
		ini_read(w->secrets, r->bytes, INI_JAVASCRIPT, &r->file);
		r->read = true;
	}
	return &r->file;
}

/* "[profile NAME]" or "[NAME]", the later one last. */
static const struct ini_property *from_config(const struct ini_file *f, struct text name, const char *key)
{
	const struct ini_property *found = NULL;

	for (size_t i = 0; f && i < f->count; i++) {
		struct text section = f->sections[i].name;

		if (text_starts(section, "profile ") || text_starts(section, "profile\t"))
			section = text_slice(section, 8, section.n);
		if (text_equal(section, name) && ini_property(&f->sections[i], key))
			found = ini_property(&f->sections[i], key);
	}
	return found;
}

static bool filled(const char *value)
{
	return value && *value;
}

/* The SDK takes AWS_SHARED_CREDENTIALS_FILE as it is: no ~, no $NAME. */
static bool sees_credentials(struct world *w)
{
	const char *path = world_environment(w, "AWS_SHARED_CREDENTIALS_FILE");

	return !filled(path) || (path[0] != '~' && !strchr(path, '$'));
}

static struct text value(struct world *w, const struct profiles *p, struct text name, const char *key)
{
	const struct ini_file *f = sees_credentials(w) ? reading(w, p->credentials_again) : NULL;
	const struct ini_property *found = f ? ini_property(ini_section(f, name), key) : NULL;

	if (!found && filled(world_environment(w, "AWS_SDK_LOAD_CONFIG")))
		found = from_config(reading(w, p->config_again), name, key);
	return found ? found->value : TEXT("");
}

struct js_profile js_profile(struct world *w, const struct profiles *p, struct text name)
{
	struct text id = value(w, p, name, "aws_access_key_id"), secret = value(w, p, name, "aws_secret_access_key");
	struct text source = value(w, p, name, "source_profile");
	struct js_profile out = { .exists = id.n || value(w, p, name, "aws_session_token").n, .usable = id.n && secret.n };

	if (!value(w, p, name, "role_arn").n)
		return out;
	/* A role replaces the profile's own keys; its source must be there, one level deep. */
	out.exists = source.n && (value(w, p, source, "aws_access_key_id").n || value(w, p, source, "role_arn").n);
	out.usable = out.exists;
	return out;
}
