#include "obtaining/fetch.h"

#include <errno.h>
#include <string.h>

#include "deciding/asked.h"
#include "ground/fingerprint.h"
#include "ground/process.h"
#include "ground/store.h"
#include "obtaining/handed.h"

enum { SHORTEST_PAUSE = 4, LONGEST_PAUSE = 40, KEEP_DAYS = 1, LARGEST_ANSWER = 64 * 1024, STARTING_SECONDS = 3 };

static const char helper_name[] = "slsenv-credentials", prefix[] = "attempt.";

static bool is_program(struct world *w, const char *path)
{
	struct file_facts f = world_facts(w, path);

	return f.kind == FILE_REGULAR && (f.mode & 0111);
}

const char *fetch_helper(struct world *w, const char *self)
{
	const char *given = world_environment(w, "SLSENV_CREDENTIALS"), *slash = strrchr(self, '/'), *installed, *beside;

	if (given && *given) {
		if (given[0] == '/' && is_program(w, given))
			return given;
		trouble_error(&w->troubles, NOWHERE, "unset it, or set it to the absolute path of slsenv-credentials",
			      "SLSENV_CREDENTIALS names no program");
		return NULL;
	}
	installed = PKGLIBEXECDIR "/slsenv-credentials";
	if (is_program(w, installed))
		return installed;
	beside = slash ? world_join(w, arena_copy(w->arena, self, (size_t)(slash - self)), helper_name) : NULL;
	if (beside && is_program(w, beside))
		return beside;
	trouble_error(&w->troubles, (struct place){ installed, 0, 0 }, "install slsenv again", "the program that fetches credentials is missing");
	return NULL;
}

/* ---- who fetches ------------------------------------------------------------------------------------------------------- */

struct attempt {
	bool ours;      /* we are to start it */
	int64_t began;  /* when, by whomever */
};

/* Is somebody at it right now? */
static bool is_locked(struct world *w, struct text chain)
{
	int lock;

	if (!cache_lock(w, chain, 0, &lock))
		return errno == EWOULDBLOCK;
	cache_unlock(lock);
	return false;
}

/* Has it ended in a failure? One that still counts would have kept us from coming here; a person may have signed in since. */
static bool has_failed(struct world *w, struct text chain, int64_t began)
{
	struct file_facts f;

	w->ops->facts(w, failure_path(w, chain), false, &f);
	return f.kind == FILE_REGULAR && f.seconds >= began;
}

/* Does nobody work at it any more? It has ended, or its process was killed. Who stands at a prompt leaves it at that for a minute. */
static bool is_over(struct world *w, const struct fetch *fetch, int64_t began)
{
	struct text chain = fetch->how->text;
	struct file_facts f;

	if (fetch->at_prompt || is_locked(w, chain))
		return false;
	w->ops->facts(w, cache_path(w, chain), false, &f);
	return world_now(w) - began > STARTING_SECONDS || (f.kind == FILE_REGULAR && f.seconds >= began);
}

/* Under the lock: one attempt a minute. Its file's time is when it began. */
static bool claim(struct world *w, const struct fetch *fetch, const char *dir, const char *name, struct attempt *out)
{
	struct text chain = fetch->how->text;
	int64_t now = world_now(w);
	struct file_facts f;

	*out = (struct attempt){ .began = now };
	w->ops->facts(w, world_join(w, dir, name), false, &f);
	if (f.kind == FILE_REGULAR && f.seconds <= now && now - f.seconds <= FAILURE_SECONDS && !has_failed(w, chain, f.seconds) &&
	    !is_over(w, fetch, f.seconds)) {
		out->began = f.seconds;
		return true;
	}
	if (is_locked(w, chain))
		return true;
	out->ours = true;
	store_sweep(w, dir, prefix, KEEP_DAYS);
	store_sweep(w, dir, ".attempt.", KEEP_DAYS);
	return store_write(w, dir, name, TEXT(""));
}

static const char *attempt_name(struct world *w, struct text chain)
{
	return arena_format(w->arena, "%s%016llx", prefix, (unsigned long long)fingerprint(1, chain));
}

static bool begin(struct world *w, const struct fetch *f, struct attempt *out)
{
	struct text chain = f->how->text;
	const char *dir = store_runtime_directory(w), *name = attempt_name(w, chain);
	int lock;
	bool ok;

	*out = (struct attempt){ .began = world_now(w) };
	if (handed_known(w, chain)) { /* nobody can have them for us */
		out->ours = f->milliseconds > 0;
		return true;
	}
	errno = ENOENT;
	if (dir && !store_try_lock(dir, name, &lock)) {
		if (errno == EWOULDBLOCK) /* another shell is about to */
			return true;
		dir = NULL;
	}
	if (!dir)
		return trouble_error(&w->troubles, NOWHERE, "set XDG_RUNTIME_DIR, or HOME, to a directory that is yours",
				     "fetched credentials cannot be kept: %s", strerror(errno));
	ok = claim(w, f, dir, name, out);
	if (!ok)
		trouble_error(&w->troubles, (struct place){ dir, 0, 0 }, "mend its owner and mode (0700), or make room",
			      "fetched credentials cannot be kept here: %s", strerror(errno));
	store_unlock(lock);
	return ok;
}

/* ---- waiting ------------------------------------------------------------------------------------------------------------- */

/* Is the file there, and another one than when we looked first? */
static bool is_new(struct world *w, const char *path)
{
	struct file_facts before = world_facts(w, path), now;

	w->ops->facts(w, path, true, &now);
	return now.kind != FILE_MISSING && (now.kind != before.kind || now.inode != before.inode || now.seconds != before.seconds ||
					    now.nanoseconds != before.nanoseconds);
}

static bool has_answered(struct world *w, struct text chain)
{
	return is_new(w, cache_path(w, chain)) || is_new(w, failure_path(w, chain)) || is_new(w, handed_path(w, chain));
}

/* It ended without a word: that is a failure like any other, so that it is not tried at each prompt. */
static void note_end(struct world *w, const struct fetch *f, int status)
{
	struct failure failure = { .kind = FAILURE_FAILED, .time = world_now(w) };

	failure.message = text_format(w->arena, "%s ended with status %d and fetched nothing for profile %s\n", helper_name, status,
				      text_show(w->arena, f->profile, 80).p);
	failure_write(w, f->how->text, &failure);
}

/* What has become of the helper's work? FETCH_GOES_ON: it works still. */
static enum fetched outcome(struct world *w, const struct fetch *f, const struct process_started *helper, struct cached *handed)
{
	int status = 0;
	bool ended = helper->number && process_ended(helper, &status);

	if (has_answered(w, f->how->text))
		return FETCH_ENDED;
	if (!ended)
		return FETCH_GOES_ON;
	if (status == 0 && handed_parse(w, process_printed(w->secrets, helper, LARGEST_ANSWER), handed))
		return FETCH_HANDED;
	note_end(w, f, status);
	return FETCH_ENDED;
}

/* Until there is something; FETCH_GOES_ON when the time is up, or the person has had enough. */
static enum fetched wait_until(struct world *w, const struct fetch *f, int64_t end, const struct process_started *helper,
			       struct cached *handed)
{
	enum fetched result = FETCH_GOES_ON;
	unsigned pause = SHORTEST_PAUSE;

	while (result == FETCH_GOES_ON && process_clock() < end && !(f->at_prompt && process_is_interrupted())) {
		process_pause(pause);
		pause = pause * 2 > LONGEST_PAUSE ? LONGEST_PAUSE : pause * 2;
		result = outcome(w, f, helper, handed);
	}
	return result;
}

/* Who has pressed Ctrl-C does not want to wait at the next prompt either: this began so long ago that nobody waits for it any more. */
static void stop_waiting(struct world *w, const struct fetch *f, const struct attempt *a)
{
	store_stamp(w, store_runtime_directory(w), attempt_name(w, f->how->text), a->began - f->milliseconds / 1000 - 1, 0);
}

static enum fetched wait(struct world *w, const struct fetch *f, const struct attempt *a, const struct process_started *helper,
			 struct cached *handed)
{
	int64_t passed = f->at_prompt ? (world_now(w) - a->began) * 1000 : 0, end = process_clock() + f->milliseconds - passed;
	enum fetched result;

	if (f->at_prompt)
		process_hold_interrupt(true);
	result = wait_until(w, f, end, helper, handed);
	if (f->at_prompt && result == FETCH_GOES_ON && process_is_interrupted())
		stop_waiting(w, f, a);
	if (f->at_prompt)
		process_hold_interrupt(false);
	return result;
}

static bool start(struct world *w, const struct fetch *f, const char *program, struct process_started *out)
{
	char *arguments[] = {
		arena_string(w->arena, program), arena_string(w->arena, "get"), arena_string(w->arena, "--profile"),
		arena_copy(w->arena, f->profile.p, f->profile.n), arena_string(w->arena, "--for-shell"), NULL,
	};

	return process_start(program, arguments, asked_environment(w, f->ours), out) ||
	       trouble_error(&w->troubles, NOWHERE, "try again", "no process can be started: %s", strerror(errno));
}

enum fetched fetch(struct world *w, const struct fetch *f, struct cached *handed)
{
	const char *program = fetch_helper(w, f->self);
	struct process_started helper = { .number = 0 };
	enum fetched result;
	struct attempt a;

	if (!program || !begin(w, f, &a) || (a.ours && !start(w, f, program, &helper)))
		return FETCH_IMPOSSIBLE;
	result = wait(w, f, &a, &helper, handed);
	if (result == FETCH_HANDED)
		handed_note(w, f->how->text, handed);
	if (result == FETCH_GOES_ON)
		world_deadline(w, a.began + FAILURE_SECONDS + 1);
	return result;
}
