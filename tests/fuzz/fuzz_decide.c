/* Does any configuration lead the decision astray? Parts: serverless.yml, inc.yml, inc.json, .env, ~/.aws/credentials,
 * ~/.aws/config. */
#include "fuzz.h"

#include "../world_memory.h"
#include "telling/explain.h"
#include "telling/plan.h"
#include "telling/report.h"

static const char *const paths[] = {
	"/w/serverless.yml", "/w/inc.yml", "/w/inc.json", "/w/.env", "/h/.aws/credentials", "/h/.aws/config",
};

/* All that is made of it, for every reader. */
static void decide_and_tell(struct memory_world *m)
{
	struct options o = { .directory = NULL };
	struct standing s;
	struct stages stages;
	struct plan p;
	struct world *w = world_memory_new(m, "/w");
	struct build b = { .arena = w->arena };

	standing_find(w, &o, &s);
	stages_find(w, &s.options, &s.ours, &s.decision, s.profiles, &stages);
	report_json(w, &s, &stages, &b);
	report_text(w, &s, &stages, &b);
	explain_text(w, &s, true, &b);
	explain_json(w, &s, &b);
	plan_make(w, &s, false, false, &p);
	world_posix_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char package[] = "{\"devDependencies\": {\"serverless\": \"4\"}}";
	struct text rest = { (const char *)data, size };
	struct memory_world m = { .variables = { { "HOME", "/h" }, { "FOO", "bar" }, { "TPL", "${self:service}" } }, .variable_count = 3 };

	for (size_t i = 0; i < 6 && (i == 0 || rest.n); i++)
		m.files[m.file_count++] = (struct memory_file){ paths[i], fuzz_next(&rest) };
	decide_and_tell(&m);
	m.files[m.file_count++] = (struct memory_file){ "/w/package.json", text_of(package) }; /* and by the rules of Serverless v4 */
	decide_and_tell(&m);
	return 0;
}
