#!/bin/sh
# Do the snippets do their work in real shells, on a real terminal?
#
# run.sh [bash|zsh|fish]...: each scenario (*.scn, see ../terminal.c) and each check (check-*.sh) in each shell; SLSENV is
# the program, TERMINAL the driver. With ONLY=PATTERN only the files whose names match. Prints TAP, ends with 1 on a failure.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 99
: "${SLSENV:?the program to test}" "${TERMINAL:?the driver, built from ../terminal.c}" "${STAND_IN:?for the helper, built from ../stand_in.c}"
completions=$(cd -- "$here/../../completions" && pwd -P) || exit 99
[ $# -gt 0 ] || set -- bash zsh fish
# shellcheck source=SCRIPTDIR/home.sh
. "$here/home.sh"

top=$(mktemp -d "${TMPDIR:-/tmp}/slsenv-shells.XXXXXX") || exit 99
top=$(cd -- "$top" && pwd -P) || exit 99
trap 'rm -rf -- "$top"' EXIT
trap 'exit 99' HUP INT TERM

# Runs a command in a new HOME and in an environment that says nothing about the machine.
in_new_home() {
	count=$((${count-0} + 1))
	home "$top/$count"
	(
		cd "$top/$count" || exit 99
		exec env -i HOME="$top/$count" PATH="$top/$count/bin:$PATH" LC_ALL=C.UTF-8 TERM=xterm COMPLETIONS="$completions" XDG_RUNTIME_DIR="$top/$count/run" \
			SHELL="$(command -v "$shell")" TMPDIR="$top" TMUX_TMPDIR="$top/$count" \
			${TERMINAL_LIMIT+TERMINAL_LIMIT="$TERMINAL_LIMIT"} SLSENV_CREDENTIALS="$top/$count/bin/stand-in" "$@"
	)
}

every() {
	for shell; do
		for file in "$here"/*.scn "$here"/check-*.sh; do
			# shellcheck disable=SC2254 # a pattern
			case ${file##*/} in ${ONLY:-*}) ;; *) continue ;; esac
			command -v "$shell" >/dev/null || {
				echo "ok - $shell: ${file##*/} # SKIP no $shell here"
				continue
			}
			case $file in
			*.scn) in_new_home "$TERMINAL" "$shell" "$file" ;;
			*) in_new_home HERE="$here" TERMINAL="$TERMINAL" sh "$file" "$shell" ;;
			esac || [ $? -eq 1 ] || echo "not ok - $shell: ${file##*/} ended abnormally"
			rm -rf -- "${top:?}/$count"
		done
	done
}

every "$@" 2>&1 | awk '
	/^ok / { sub(/^ok /, "ok " ++n " "); if (/# SKIP/) skipped++; else passed++ }
	/^not ok / { sub(/^not ok /, "not ok " ++n " "); failed++ }
	{ print; fflush() }
	END {
		printf "1..%d\n# %d passed, %d failed, %d skipped\n", n, passed, failed, skipped
		exit failed || !n
	}'
