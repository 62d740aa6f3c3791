/* Runs a fuzz target over the kept inputs: the files named on the command line, or those in the directories named. TAP. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int count;

static int run_file(const char *path)
{
	static uint8_t bytes[4 << 20];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		return 0;
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	LLVMFuzzerTestOneInput(bytes, n);
	printf("ok %d - %s\n", ++count, strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
	return 1;
}

static void run_directory(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	char file[8192];

	while (d && (e = readdir(d))) {
		int n = snprintf(file, sizeof file, "%s/%s", path, e->d_name);

		if (e->d_name[0] != '.' && n > 0 && (size_t)n < sizeof file)
			run_file(file);
	}
	if (d)
		closedir(d);
}

int main(int argc, char **argv)
{
	const char *source = getenv("SLSENV_SOURCE"), *name = strrchr(argv[0], '/');
	char path[4096];

	name = name ? name + 1 : argv[0];
	snprintf(path, sizeof path, "%s/tests/fuzz/%s", source ? source : ".", strncmp(name, "replay_", 7) == 0 ? name + 7 : name);
	if (argc < 2)
		run_directory(path);
	for (int i = 1; i < argc; i++)
		run_file(argv[i]);
	if (!count)
		printf("not ok 1 - there is no input in %s\n", path);
	printf("1..%d\n", count ? count : 1);
	return !count;
}
