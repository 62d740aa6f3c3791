#!/bin/bash
# How much is slsenv in the way, beside what people use today?
#
# run.sh, by `make bench`: SLSENV and SLSENV_CREDENTIALS are the programs, FRAMEWORK_DIR may hold node_modules/osls. Each row times two
# things alternately on this machine, RUNS times each, and prints the medians and their ratio; what is not installed is left out, and said.
# Counts do not depend on the machine: instructions (valgrind), system calls (strace).
set -eu
: "${SLSENV:?the program}" "${SLSENV_CREDENTIALS:?the helper}"
RUNS=${RUNS:-11}
examples=$(cd "$(dirname "$0")/../examples" && pwd -P)

home=$(mktemp -d "${TMPDIR:-/tmp}/slsenv-bench.XXXXXX")
home=$(cd "$home" && pwd -P)
trap 'rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
for name in ${!AWS_*} ${!SLSENV_SET_*} ${!XDG_*}; do unset "$name"; done
export HOME=$home LC_ALL=C.UTF-8 TERM=dumb XDG_RUNTIME_DIR=$home/run SLSENV_CREDENTIALS
mkdir -m 700 "$home/run" "$home/.aws" "$home/bin"
cp -r "$examples/new-service" "$home/service"
cp "$examples/new-service/aws-credentials.example" "$home/.aws/credentials"
ln -s "$SLSENV" "$home/bin/slsenv"
PATH=$home/bin:$PATH
printf '[profile kept]\ncredential_process = cat %s\n' "$home/answer" >"$home/.aws/config"
printf '{"Version": 1, "AccessKeyId": "ASIAFAKEkept", "SecretAccessKey": "fakeSecretOf/kept", "SessionToken": "t", "Expiration": "2099-01-01T00:00:00Z"}' \
	>"$home/answer"
# The same for the tool that knows only directories: two keys.
mkdir "$home/direnv"
printf 'export AWS_ACCESS_KEY_ID=AKIAFAKE AWS_SECRET_ACCESS_KEY=fakeSecret\n' >"$home/direnv/.envrc"
# A file of the last two seconds keeps the guard of an idle prompt off.
find "$home" -type f -exec touch -d '1 hour ago' {} +
(cd "$home/service" && slsenv allow >/dev/null)
there() { command -v "$1" >/dev/null 2>&1; }
! there direnv || direnv allow "$home/direnv/.envrc"
sleep 3

# median: of numbers, one a line.
median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# row WHAT OURS THEIRS NAME: numbers are microseconds.
row() {
	awk -v what="$1" -v a="$2" -v b="$3" -v name="$4" 'function time(t) {
			return t < 1000 ? sprintf("%.3g us", t) : t < 1000000 ? sprintf("%.3g ms", t / 1000) : sprintf("%.3g s", t / 1000000) }
		BEGIN { printf "%-44s %9s   %9s  %-30s %12.3g\n", what, time(a), time(b), name, b / a }'
}

# once COMMAND...: microseconds for one run of it.
once() {
	local start=$EPOCHREALTIME
	"$@" >/dev/null 2>&1 </dev/null || { echo "bench: fails: $*" >&2; return 1; }
	local end=$EPOCHREALTIME
	echo $((${end/[.,]/} - ${start/[.,]/}))
}

# pair WHAT NAME OURS -- THEIRS: two commands, one after the other, RUNS times.
pair() {
	local what=$1 name=$2 ours=() theirs=() i
	shift 2
	while [ "$1" != -- ]; do ours+=("$1"); shift; done
	shift
	theirs=("$@")
	once "${ours[@]}" >/dev/null && once "${theirs[@]}" >/dev/null || return 0
	: >"$home/a"
	: >"$home/b"
	for ((i = 0; i < RUNS; i++)); do
		once "${ours[@]}" >>"$home/a"
		once "${theirs[@]}" >>"$home/b"
	done
	row "$what" "$(median <"$home/a")" "$(median <"$home/b")" "$name"
}

# Microseconds for one call of a hook at an idle prompt: prompts SHELL DIRECTORY INTEGRATION HOOK COUNT.
prompts() {
	local n=$5
	case $1 in
	bash) bash --norc --noprofile -i -c "$3"'
		cd "$0"; '"$4"'; a=$EPOCHREALTIME; for ((i = 0; i < '"$n"'; i++)); do '"$4"'; done; b=$EPOCHREALTIME
		echo $((${b/[.,]/} - ${a/[.,]/}))' "$2" ;;
	zsh) zsh -f -i -c "zmodload zsh/datetime; $3"'
		cd "$0"; '"$4"'; a=$EPOCHREALTIME; for ((i = 0; i < '"$n"'; i++)); do '"$4"'; done; b=$EPOCHREALTIME
		printf "%.0f\n" $(((b - a) * 1000000))' "$2" ;;
	fish) fish --no-config -i -c "$3"'
		cd $argv[1]; '"$4"'; set a (date +%s%N); for i in (seq '"$n"'); '"$4"'; end; set b (date +%s%N)
		math "($b - $a) / 1000"' "$2" ;;
	esac 2>/dev/null | tail -n 1 | awk -v n="$n" '{ print $1 / n }'
}

idle() {
	local shell=$1 mine='eval "$(slsenv init '"$1"')"' peer='eval "$(direnv hook '"$1"')"' hook=_direnv_hook i
	there "$shell" || { echo "bench: left out: $shell is not installed" >&2; return 0; }
	if [ "$shell" = fish ]; then mine='slsenv init fish | source' peer='direnv hook fish | source' hook=__direnv_export_eval; fi
	: >"$home/a"
	: >"$home/b"
	: >"$home/c"
	for ((i = 0; i < RUNS; i++)); do
		prompts "$shell" "$home/service" "$mine"$'\n' __slsenv_hook 1000 >>"$home/a"
		! there direnv || prompts "$shell" "$home/direnv" "$peer"$'\n' "$hook" 50 >>"$home/b"
		prompts "$shell" "$home/service" '' /bin/true 50 >>"$home/c"
	done
	[ ! -s "$home/b" ] || row "an idle prompt in $shell" "$(median <"$home/a")" "$(median <"$home/b")" 'direnv'
	row "an idle prompt in $shell" "$(median <"$home/a")" "$(median <"$home/c")" 'one program that does nothing'
}

# The first `aws` that can print credentials; else Python's botocore, which it is made of.
their_credentials() {
	local aws
	while read -r aws; do
		if "$aws" configure export-credentials --profile kept >/dev/null 2>&1; then
			pair 'keys of a credential_process' "$("$aws" --version 2>&1 | cut -d' ' -f1)" \
				"$SLSENV_CREDENTIALS" get --profile kept -- "$aws" configure export-credentials --profile kept
			return
		fi
	done < <(type -ap aws)
	if there python3 && python3 -c 'import botocore' 2>/dev/null; then
		pair 'keys of a credential_process' 'botocore' "$SLSENV_CREDENTIALS" get --profile kept -- \
			python3 -c 'import botocore.session; print(botocore.session.Session(profile="kept").get_credentials().get_frozen_credentials().access_key)'
	else
		echo 'bench: left out: no aws with export-credentials, no botocore' >&2
	fi
}

cd "$home/service"
printf '%-44s %9s   %9s  %-30s %s\n' what slsenv other '' 'other/slsenv'
there direnv || echo 'bench: left out: direnv is not installed' >&2
for shell in bash zsh fish; do idle "$shell"; done
! there direnv || pair 'the answer for a directory just entered' direnv \
	slsenv hook bash -- env -C "$home/direnv" direnv export bash
pair 'the answer for a directory just entered' 'a shell that does nothing' slsenv hook bash -- bash --norc --noprofile -c :
pair 'a shell with its first answer' 'the same shell without' bash --norc -i -c 'eval "$(slsenv)"' -- bash --norc -i -c :
if [ -d "${FRAMEWORK_DIR:-}/node_modules/osls" ]; then
	pair 'stage, profile and region, explained' 'osls print' slsenv why -- \
		env SLS_TELEMETRY_DISABLED=1 node "$FRAMEWORK_DIR/node_modules/osls/bin/serverless.js" print
else
	echo 'bench: left out: FRAMEWORK_DIR has no osls' >&2
fi
their_credentials

printf '\n%-44s %14s %14s\n' 'counts' instructions 'system calls'
count() {
	local what=$1 instructions=- calls=-
	shift
	! there valgrind || instructions=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
		sed -n 's/.*Collected : *//p')
	! there strace || calls=$(strace -f -o "$home/trace" "$@" >/dev/null 2>&1 && grep -c -v -e resumed -e '^[0-9]* *[+-]' "$home/trace")
	printf '%-44s %14s %14s\n' "$what" "$instructions" "$calls"
}
count 'slsenv hook bash' "$SLSENV" hook bash
count 'slsenv why' "$SLSENV" why
count 'slsenv-credentials get, keys of a process' "$SLSENV_CREDENTIALS" get --profile kept
