#!/bin/sh
# What becomes of a credential_process that does not do what it should?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage
limit=90

# process NAME: a profile whose credential_process is the script on standard input.
process() {
	{ echo '#!/bin/sh'; cat; } >"$home/$1"
	chmod +x "$home/$1"
	printf '[profile %s]\ncredential_process = %s/%s\n' "$1" "$home" "$1" >>"$home/.aws/config"
}

# fails PROFILE PATTERN: no keys, status 1, one clear line.
fails() {
	keys "$1"
	if [ "$status" != 1 ] || [ -n "$keys" ]; then
		fail "$1" "status $status: $(cat "$top/err")"
	elif ! grep -qE -e "$2" "$top/err"; then
		fail "$1" "no /$2/ in: $(cat "$top/err")"
	else
		pass "$1: $(head -n 1 "$top/err" | tr -d '#' | cut -c 1-150)"
	fi
}

printf 'hiddenSecretOfTheProcess\n' >>"$aws/secrets"
json="\"AccessKeyId\": \"$alice_key\", \"SecretAccessKey\": \"$alice_secret\""
process exits-1 <<'END'
echo 'please run: saml login' >&2
exit 1
END
process tells-on-stderr <<END
echo 'warning: key is hiddenSecretOfTheProcess' >&2
echo '{"Version": 1, $json}'
END
process fails-with-secret <<END
echo '{"Version": 1, "SecretAccessKey": "hiddenSecretOfTheProcess"' >&2
exit 1
END
process floods <<'END'
exec yes '{"Version": 1'
END
process floods-stderr <<'END'
exec yes '{"Version": 1' >&2
END
process is-killed <<'END'
kill -KILL $$
END
process says-nothing </dev/null
process no-json <<'END'
echo 'AWS_ACCESS_KEY_ID=a'
END
process cut-short <<END
echo '{"Version": 1, $json'
END
process an-array <<END
echo '[{"Version": 1, $json}]'
END
process version-2 <<END
echo '{"Version": 2, $json}'
END
process version-text <<END
echo '{"Version": "1", $json}'
END
process no-secret <<END
echo '{"Version": 1, "AccessKeyId": "$alice_key"}'
END
process has-expired <<END
echo '{"Version": 1, $json, "Expiration": "2001-01-01T00:00:00Z"}'
END
process no-offset <<END
echo '{"Version": 1, $json, "Expiration": "2099-01-01T00:00:00"}'
END
process number <<END
echo '{"Version": 1, $json, "Expiration": 4070908800}'
END
process a-newline <<END
echo '{"Version": 1, "AccessKeyId": "A\\\\nB", "SecretAccessKey": "x", "Expiration": "2099-01-01T00:00:00Z"}'
END
process bad-bytes <<'END'
printf '{"Version": 1, "AccessKeyId": "\377", "SecretAccessKey": "x"}'
END
process deep <<'END'
head -c 200000 /dev/zero | tr '\0' '['
END
process not-executable <<'END'
true
END
chmod -x "$home/not-executable"
printf '[profile missing]\ncredential_process = %s/nowhere --x\n[profile unknown]\ncredential_process = no-such-command-anywhere\n' "$home" >>"$home/.aws/config"
printf '[profile open-quote]\ncredential_process = "%s/a process\n[profile pipe]\ncredential_process = echo a | cat\n' "$home" >>"$home/.aws/config"

fails exits-1 'please run: saml login|exit.* 1'
fails fails-with-secret .
fails floods 'too (much|long|large)|more than'
fails is-killed .
fails says-nothing .
fails no-json JSON
fails cut-short JSON
fails an-array .
fails version-2 '[Vv]ersion'
fails version-text '[Vv]ersion'
fails no-secret 'SecretAccessKey'
fails has-expired 'expired'
fails no-offset 'Expiration|offset|zone'
fails number Expiration
# As botocore reads them.
for moment in 2099-01-01T00:00:00Z 2099-01-01T00:00:00z '2099-01-01 00:00:00.1234567 +00:00' 2099-01-01T02:00:00+02 2099-01-01T00:00Z 20990101T000000Z \
	20981231T1830-0530 '2099-01-01T00:00:00 UTC'; do
	printf '{"Version": 1, %s, "Expiration": "%s"}' "$json" "$moment" >"$home/moment"
	printf '[profile moment]\ncredential_process = cat %s/moment\n' "$home" >"$home/.aws/config.moment"
	rm -rf "$home/run/slsenv"
	keys moment AWS_CONFIG_FILE="$home/.aws/config.moment"
	same "$moment" '  "Expiration": "2099-01-01T00:00:00Z",' "$(grep Expiration "$top/out" | sed 's/"$/",/')"
done
fails bad-bytes .
fails deep .
fails not-executable 'not-executable'
fails missing 'nowhere'
fails unknown 'no-such-command-anywhere'
fails open-quote 'closing quotation'
fails pipe .
keys tells-on-stderr
same 'a warning on stderr is no failure' "$alice_key $alice_secret" "$keys"
keys floods-stderr
same 'a flood on stderr is one' 1 "$status"

# A value that no shell should see: other programs may have it, in JSON.
keys a-newline
same 'a newline in a key: the helper hands it on as JSON' 0 "$status"
mkdir -p "$home/.config/slsenv"
printf '[trust]\npaths = %s/proj\n' "$home" >"$home/.config/slsenv/config.ini"
printf 'service: a\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: a-newline\n' >"$home/proj/serverless.yml"
mkdir -p "$home/proj/node_modules/osls"
echo '{"name": "osls", "version": "3.77.1"}' >"$home/proj/node_modules/osls/package.json"
run "$SLSENV" hook bash
try 'a newline in a key: a prompt says so' grep -q 'control character' "$top/err"
try 'and exports nothing' sh -c '! grep -q AWS_SECRET "$1"' - "$top/out"

# What it starts does not see the keys that the shell has, nor the request to the helper.
process looks-around <<END
env >"$home/seen"
cat >>"$home/seen" </dev/stdin
echo '{"Version": 1, $json}'
END
keys looks-around
same 'a process that reads standard input does not wait' "$alice_key $alice_secret" "$keys"
try 'and finds nothing there' leaks "$home/seen"

# Keys that end before anybody could work with them: for a program that asks now, but no prompt asks again and again.
process ends-soon <<END
echo run >>"$home/runs"
date -u -d '+50 seconds' +'{"Version": 1, $json, "Expiration": "%Y-%m-%dT%H:%M:%SZ"}'
END
run "$SLSENV" export --aws-profile ends-soon
same 'keys that end at once' 1 "$status"
try 'that is said' grep -q 'end in [0-9]* seconds' "$top/err"
run "$SLSENV" export --aws-profile ends-soon
same 'and it is not asked again and again' 1 "$(grep -c . "$home/runs")"
keys ends-soon
same 'the helper itself hands them on' "$alice_key $alice_secret" "$keys"

# It has a time of its own, beside the servers'.
process slow <<END
sleep 3
echo '{"Version": 1, $json}'
END
printf '[profile role-of-slow]\nrole_arn = arn:aws:iam::111122223333:role/slow\nsource_profile = slow\n' >>"$home/.aws/config"
run "$SLSENV_CREDENTIALS" get --profile role-of-slow --timeout 2
same 'a role behind a process that takes longer than the servers may' 0 "$status"

# What it is called by is another file in another directory.
printf '[profile here]\ncredential_process = sh keys.sh\n' >>"$home/.aws/config"
for name in ONE TWO; do
	mkdir -p "$home/$name"
	echo "echo '{\"Version\": 1, \"AccessKeyId\": \"AKIA$name\", \"SecretAccessKey\": \"x\", \"Expiration\": \"2099-01-01T00:00:00Z\"}'" >"$home/$name/keys.sh"
	run sh -c 'cd "$1" && exec "$SLSENV_CREDENTIALS" get --profile here' - "$home/$name"
	same "in $name, its keys" "AKIA$name" "$(sed -n 's/^  "AccessKeyId": "\(.*\)".*/\1/p' "$top/out")"
done

# One that has closed its output, and does not end.
process closes <<END
echo '{"Version": 1, $json}'
exec >&- 2>&-
sleep 1000
END
fails closes 'seconds'

# One that hangs, with a child that holds its output open.
process hangs <<'END'
sleep 1000 &
wait
END
limit=100
fails hangs 'tim(ed|e) ?-?out|seconds'
sleep 0.2
same 'nothing of it is left' '' "$(pgrep -f "^sleep 1000$" -P 1 2>/dev/null | head -n 1)"

try 'no secret in what was said' leaks "$top/printed"
try 'none in what is remembered of failures' sh -c '! grep -rl hiddenSecretOfTheProcess "$1"' - "$home/run"
finish
