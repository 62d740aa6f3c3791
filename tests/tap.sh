# How does a test script say what it found?
#
# In TAP, one line a case: `try "what should hold" command arguments...` runs the command and shows what it printed when it
# failed; `finish` prints how many cases there were. Sourced by the scripts beside it.
# shellcheck shell=sh

tap_cases=0

pass() {
	tap_cases=$((tap_cases + 1))
	printf 'ok %d - %s\n' "$tap_cases" "$1"
}

# fail NAME [TEXT]: the text is shown as a comment.
fail() {
	tap_cases=$((tap_cases + 1))
	printf 'not ok %d - %s\n' "$tap_cases" "$1"
	[ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/#   /'
}

# skip NAME WHY
skip() {
	tap_cases=$((tap_cases + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tap_cases" "$1" "$2"
}

try() {
	tap_name=$1
	shift
	if tap_output=$("$@" 2>&1); then pass "$tap_name"; else fail "$tap_name" "$tap_output"; fi
}

# same NAME EXPECTED ACTUAL
same() {
	if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "expected: $2
     got: $3"; fi
}

finish() {
	echo "1..$tap_cases"
}
