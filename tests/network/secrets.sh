#!/bin/sh
# Is a secret ever where others, or a later reader, could find it: in a command line, a message, a core file, bookkeeping, a cache that
# is not private?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage
[ -r /proc/self/cmdline ] || not_here 'no /proc'

node "$SLSENV_SOURCE/tests/network/aws/watch.js" "$top/seen" &
watcher=$!
trap 'kill "$watcher" 2>/dev/null; leave' EXIT
mkdir -p "$home/.config/slsenv" "$home/proj/node_modules/osls"
printf '[trust]\npaths = %s/proj\n' "$home" >"$home/.config/slsenv/config.ini"
echo '{"name": "osls", "version": "3.77.1"}' >"$home/proj/node_modules/osls/package.json"
until [ -s "$top/seen" ]; do sleep 0.1; done

# Slow answers, so that each process is seen.
faults '* slow 0.3'
for profile in role chain external web sso sso-old role-of-sso login process role-of-process denied wrong bad-web; do
	rm -rf "$home/run/slsenv"
	sso_token corp "$sso_token" "$(in_future 3000)"
	sso_token old ended "$(in_past 60)" "$sso_refresh"
	login_token "$(in_past 60)" "$login_refresh"
	printf 'service: a\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: %s\n' "$profile" >"$home/proj/serverless.yml"
	run "$SLSENV" hook bash
	for command in status 'status --json' why 'why --json' prompt profiles; do
		# shellcheck disable=SC2086
		run "$SLSENV" $command
		cat "$top/out" >>"$top/printed"
	done
	run "$SLSENV" exec -- sh -c 'sleep 0.2; cat /proc/$PPID/cmdline >/dev/null'
done
printf 'protocol=1\nMfaCode=123456\n' >"$home/code"
(
	cd "$home/proj" && exec timeout "$limit" env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" AWS_ENDPOINT_URL="$plain" \
		AWS_REGION=eu-west-1 "$SLSENV_CREDENTIALS" get --profile mfa --mfa-stdin <"$home/code"
) >"$top/out" 2>>"$top/printed"
same 'a code by way of standard input' 0 $?
faults

helpers=$(grep -c 'slsenv-credentials get' "$top/seen")
try "the helper was seen ($helpers command lines)" test "$helpers" -ge 10
same 'it leaves no core file' 'core: 0' "$(grep '^core: ' "$top/seen")"

# What slsenv itself leaves when it is killed while it waits, and what something else does.
if [ "$(cat /proc/sys/kernel/core_pattern 2>/dev/null)" = core ]; then
	printf 'service: a\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: role\n' >"$home/proj/serverless.yml"
	faults 'AssumeRole slow 3'
	for command in "$SLSENV" sleep; do
		rm -rf "$home/run/slsenv" "$home"/proj/core*
		[ "$command" = sleep ] && set -- 5 || set -- export
		run sh -c 'ulimit -c unlimited || exit; "$@" >/dev/null & sleep 1; kill -SEGV $!; wait $!; ls | grep -c "^core"' - "$command" "$@"
		same "core files of ${command##*/}" "$([ "$command" = sleep ] && echo 1 || echo 0)" "$(cat "$top/out")"
	done
	rm -f "$home"/proj/core*
	faults
else
	skip 'core files of slsenv' 'they do not go into the directory here'
fi

try 'no secret in a command line' leaks "$top/seen"
try 'no code either' sh -c '! grep -q "123456\$" "$1"' - "$top/seen"
try 'no secret in what was said or shown' leaks "$top/printed"
same 'whatever holds one is private' '' "$(find "$home/run" "$home/.local" "$home/.cache" -type f -perm /077 2>/dev/null)"
same 'no static one is in the runtime directory' '' "$(grep -rlF "$alice_secret" "$home/run" 2>/dev/null)"
finish
