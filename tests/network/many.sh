#!/bin/sh
# When many shells open at once in the same directory, is AWS asked once, and do all of them get the keys?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage
limit=60

mkdir -p "$home/.config/slsenv" "$home/work/shop"
printf '[trust]\npaths = %s/work\n' "$home" >"$home/.config/slsenv/config.ini"

# service PROFILE
service() { printf 'service: shop\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: %s\n' "$1" >"$home/work/shop/serverless.yml"; }

# shells COUNT OPERATION: so many at once; then each one's key must be the same, and the server must have been asked once.
shells() {
	rm -rf "$home/run/slsenv" "$top"/shell.*
	forget_requests
	i=0 started=''
	while [ "$i" -lt "$1" ]; do
		i=$((i + 1))
		(
			cd "$home/work/shop" || exit 99
			# shellcheck disable=SC2016
			exec timeout "$limit" env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" \
				SLSENV="$SLSENV" AWS_ENDPOINT_URL="$plain" AWS_REGION=eu-west-1 bash -c 'eval "$("$SLSENV")"; echo "$AWS_ACCESS_KEY_ID $AWS_SESSION_TOKEN"' \
				>"$top/shell.$i" 2>"$top/shell.$i.err" </dev/null
		) &
		started="$started $!"
	done
	# shellcheck disable=SC2086
	wait $started
	got=$(cat "$top"/shell.? "$top"/shell.?? 2>/dev/null | grep -cE '^ASIA[A-Z2-7]{16} .{50}')
	[ "$got" = "$1" ] || cat "$top"/shell.*.err | sort | uniq -c | sort -rn | head -n 5 | sed 's/^/# /'
	same "$1 shells: all have keys" "$1" "$got"
	same "$1 shells: the same" 1 "$(sort -u "$top"/shell.? "$top"/shell.?? 2>/dev/null | wc -l | tr -d ' ')"
	same "$1 shells: one $2" 1 "$(asked "$2")"
	cat "$top"/shell.*.err >>"$top/printed"
}

service role
shells 50 AssumeRole
faults 'AssumeRole slow 1'
shells 50 AssumeRole
faults
sso_token corp ended "$(in_past 60)" "$sso_refresh"
service sso
shells 20 CreateToken
same 'and one GetRoleCredentials' 1 "$(asked GetRoleCredentials)"

# A fetch that is killed leaves no lock behind.
service role
rm -rf "$home/run/slsenv"
faults 'AssumeRole never'
forget_requests
(
	cd "$home/work/shop" || exit 99
	exec env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" AWS_ENDPOINT_URL="$plain" \
		AWS_REGION=eu-west-1 setsid "$SLSENV_CREDENTIALS" get --profile role >/dev/null 2>&1 </dev/null
) &
fetching=$!
tries=0
while [ "$(asked AssumeRole)" = 0 ] && [ "$tries" -lt 200 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
same 'a fetch is under way' 1 "$(asked AssumeRole)"
kill -KILL -- -"$fetching" 2>/dev/null || kill -KILL "$fetching"
wait "$fetching" 2>/dev/null
faults
keys role
same 'the next one gets keys' 0 "$status"

try 'no secret in what was said' leaks "$top/printed"
finish
