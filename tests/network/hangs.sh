#!/bin/sh
# When an answer never comes, or a byte at a time: is it given up, with a reason, and is nobody kept waiting at a prompt?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage

# A command that would wait for ever is ended by this, and its test fails.
limit=45

# All of them wait at the same time.
faults 'AssumeRole never
AssumeRoleWithWebIdentity drip
GetRoleCredentials never
CreateToken never
CreateOAuth2Token drip
InstanceToken never
ContainerCredentials never'
sso_token corp "$sso_token" "$(in_future 3000)"
sso_token old ended "$(in_past 60)" "$sso_refresh"
login_token "$(in_past 60)" "$login_refresh"

# give_up PROFILE STATUS PATTERN
give_up() {
	mkdir "$top/$1"
	(
		main=$top top=$top/$1
		keys "$1" AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" AWS_CONTAINER_AUTHORIZATION_TOKEN="$container_token"
		if [ "$status" = "$2" ] && grep -qiE -e "$3" "$top/err" && [ ! -s "$top/out" ]; then
			echo "given up: $(sed 's/^slsenv-credentials: //; s|/[^ ]*/.aws/||' "$top/err" | cut -c 1-150)" >"$main/$1.good"
		else
			echo "status $status: $(cat "$top/err")" >"$main/$1.bad"
		fi
	) &
	waiting="${waiting-} $!" asked="${asked-} $1"
}
give_up role 1 'time-?out'
give_up web 1 'time-?out'
give_up sso 1 'time-?out'
give_up sso-old 1 'time-?out'
give_up login 1 'time-?out'
give_up instance 1 'metadata|time-?out'
give_up container 1 'metadata|time-?out'
# shellcheck disable=SC2086
wait $waiting
for profile in $asked; do
	if [ -e "$top/$profile.good" ]; then pass "$profile: $(cat "$top/$profile.good")"; else fail "$profile: given up" "$(cat "$top/$profile.bad")"; fi
	cat "$top/$profile/err" >>"$top/printed"
done

# At a prompt: it comes back while the answer is still awaited, says so once, and later what became of it.
mkdir -p "$home/.config/slsenv" "$home/proj/node_modules/osls"
printf '[trust]\npaths = %s/proj\n' "$home" >"$home/.config/slsenv/config.ini"
printf 'service: a\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: role\n' >"$home/proj/serverless.yml"
echo '{"name": "osls", "version": "3.77.1"}' >"$home/proj/node_modules/osls/package.json"
rm -rf "$home/run/slsenv"
forget_requests
limit=8
run "$SLSENV" hook bash
same 'the prompt comes back' 0 "$status"
try 'it shows that credentials are being fetched' grep -q "SLSENV_STATE='refreshing'" "$top/out"
try 'and exports nothing' sh -c '! grep -q "export AWS_" "$1"' - "$top/out"
run "$SLSENV" hook bash
try 'so does the next' grep -q "SLSENV_STATE='refreshing'" "$top/out"
same 'AWS was asked once' 1 "$(asked AssumeRole)"
tries=0
while run "$SLSENV" hook bash && grep -q "SLSENV_STATE='refreshing'" "$top/out" && [ "$tries" -lt 60 ]; do
	tries=$((tries + 1))
	sleep 1
done
try 'in the end it says that AWS did not answer' grep -qiE 'time-?out' "$top/err"
try 'and shows an error' grep -q "SLSENV_STATE='error'" "$top/out"
same 'nothing is tried again at each prompt' 1 "$(asked AssumeRole)"

# Whoever would not wait at all.
printf '[network]\nwait = 0\n' >>"$home/.config/slsenv/config.ini"
rm -rf "$home/run/slsenv"
limit=5
run "$SLSENV" hook bash
try 'wait = 0: the prompt comes back' grep -q "SLSENV_STATE='refreshing'" "$top/out"
faults
try 'no secret in what was said' leaks "$top/printed"
finish
