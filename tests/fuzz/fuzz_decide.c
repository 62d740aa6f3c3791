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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text rest = { (const char *)data, size };
	struct memory_world m = { .variables = { { "HOME", "/h" }, { "FOO", "bar" }, { "TPL", "${self:service}" } }, .variable_count = 3 };
	struct options o = { .directory = NULL };
	struct standing s;
	struct stages stages;
	struct plan p;
	struct world *w;
	struct build b;

	for (size_t i = 0; i < 6 && (i == 0 || rest.n); i++)
		m.files[m.file_count++] = (struct memory_file){ paths[i], fuzz_next(&rest) };
	w = world_memory_new(&m, "/w");
	b = (struct build){ .arena = w->arena };
	standing_find(w, &o, &s);
	stages_find(w, &s.options, &s.ours, &s.decision, &stages);
	report_json(w, &s, &stages, &b);
	report_text(w, &s, &stages, &b);
	explain_text(w, &s, true, &b);
	explain_json(w, &s, &b);
	plan_make(w, &s, false, false, &p);
	world_posix_free(w);
	return 0;
}
