# On what stage do the network's tests play? Sourced by the scripts beside it.
#
# `stage` makes a new home directory and starts the stand-in for AWS (aws/server.js), or ends the script as skipped when that
# cannot be. After it: $top (private, removed at the end), $home, $aws (the server's directory), and what its `settings` say.
# shellcheck shell=sh
# shellcheck disable=SC2034

# shellcheck source=tests/tap.sh
. "${SLSENV_SOURCE:?}/tests/tap.sh"
: "${SLSENV:?the program to test}" "${SLSENV_CREDENTIALS:?its helper}"
umask 022

# What the server's settings say.
alice_key='' alice_secret='' alice_mfa='' dev_key='' dev_secret='' prod_key='' prod_secret='' web_token='' container_token='' login_session='' login_refresh='' login_pem=''
login_key='' login_secret='' login_token=''
sso_token='' sso_refresh='' sso_client='' sso_client_secret=''
plain='' good='' expired='' elsewhere='' stranger='' old='' noise='' nobody='' ca=''

# Where the program looks for AWS; empty: at AWS's own addresses.
endpoint=''

# No command may take longer than this, not even on a slow machine; one that does is ended and its test fails with 124.
limit=60

leave() {
	[ -z "${server-}" ] || kill "$server" 2>/dev/null
	[ -z "${top-}" ] || rm -rf -- "$top"
}

not_here() {
	echo "1..0 # SKIP $1"
	exit 0
}

stage() {
	for tool in node openssl timeout; do
		command -v "$tool" >/dev/null 2>&1 || not_here "no $tool"
	done
	[ -d "${NETWORK_MODULES-}/aws4" ] || not_here 'aws4 and @smithy/signature-v4 are not installed: make network-modules'
	top=$(mktemp -d "${TMPDIR:-/tmp}/slsenv-network.XXXXXX") || exit 99
	top=$(cd -- "$top" && pwd -P) || exit 99
	trap leave EXIT
	trap 'exit 99' HUP INT TERM
	aws=$top/aws
	mkdir -m 700 "$aws"
	sh "$SLSENV_SOURCE/tests/network/aws/certificates.sh" "$aws" || exit 99
	NODE_PATH=$NETWORK_MODULES node "$SLSENV_SOURCE/tests/network/aws/server.js" "$aws" >"$aws/errors" 2>&1 &
	server=$!
	tries=0
	until [ -e "$aws/settings" ]; do
		tries=$((tries + 1))
		kill -0 "$server" 2>/dev/null && [ "$tries" -lt 300 ] || { cat "$aws/errors"; echo 'Bail out! the server does not start'; exit 99; }
		sleep 0.1
	done
	. "$aws/settings"
	endpoint=$plain
	: >"$top/printed"
	new_home
}

# A home directory with AWS files (`profiles`, beside this file) and the run-time directory of a new session.
new_home() {
	home=$top/home
	rm -rf "$home"
	mkdir -p "$home/.aws" "$home/run" "$home/proj"
	chmod 700 "$home/run"
	printf '[alice]\naws_access_key_id = %s\naws_secret_access_key = %s\n' "$alice_key" "$alice_secret" >"$home/.aws/credentials"
	printf '[mallory]\naws_access_key_id = %s\naws_secret_access_key = notAlicesSecret\n' "$alice_key" >>"$home/.aws/credentials"
	sed "s|@HOME@|$home|; s|@PLAIN@|$plain|" "$SLSENV_SOURCE/tests/network/profiles" >"$home/.aws/config"
	printf %s "$web_token" >"$home/token"
	printf %s not-the-token >"$home/bad-token"
	printf 'notAlicesSecret\nnot-the-token\n' >>"$aws/secrets"
	cat >"$home/a process" <<-END
		#!/bin/sh
		[ "\$*" = 'with an argument' ] || exit 3
		echo '{"Version": 1, "AccessKeyId": "$alice_key", "SecretAccessKey": "$alice_secret"}'
	END
	chmod +x "$home/a process"
}

# config: another ~/.aws/config, from standard input.
config() { cat >"$home/.aws/config"; }

# faults [LINE]: what goes wrong from now on.
faults() { printf '%s\n' "${1-}" >"$aws/faults"; }

# asked OPERATION: how many such requests the server has had since `forget_requests`.
asked() {
	if [ -e "$aws/log" ]; then grep -c "\"operation\":\"$1\"" "$aws/log"; else echo 0; fi
}
forget_requests() { rm -f "$aws/log"; }

# run [NAME=VALUE...] COMMAND...: in $home/proj, in an environment that says nothing about the machine. Leaves $status, and what was printed
# in $top/out and $top/err.
run() {
	(
		cd "$home/proj" || exit 99
		exec timeout "$limit" env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" LC_ALL=C.UTF-8 TZ=UTC \
			${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" ${endpoint:+AWS_ENDPOINT_URL="$endpoint"} AWS_REGION=eu-west-1 \
			AWS_EC2_METADATA_SERVICE_ENDPOINT="$plain" "$@"
	) >"$top/out" 2>"$top/err" </dev/null
	status=$?
	cat "$top/err" >>"$top/printed"
}

# sso_token FILE-OF ACCESS-TOKEN EXPIRES [REFRESH-TOKEN]: what the AWS CLI leaves after `aws sso login`; FILE-OF is the session's name, or
# the start URL.
sso_token() {
	mkdir -p "$home/.aws/sso/cache"
	token_file=$home/.aws/sso/cache/$(printf %s "$1" | sha1sum | cut -d ' ' -f 1).json
	printf '{"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "%s", "expiresAt": "%s"' "$2" "$3" >"$token_file"
	[ -z "${4-}" ] || printf ', "clientId": "%s", "clientSecret": "%s", "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "%s", "kept": "x"' \
		"$sso_client" "$sso_client_secret" "$4" >>"$token_file"
	echo '}' >>"$token_file"
}

# login_token EXPIRES REFRESH-TOKEN: what the AWS CLI leaves after `aws login`.
login_token() {
	mkdir -p "$home/.aws/login/cache"
	token_file=$home/.aws/login/cache/$(printf %s "$login_session" | sha256sum | cut -d ' ' -f 1).json
	printf '{"accessToken": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "%s", "accountId": "123456789012", "expiresAt": "%s"},
		"tokenType": "aws_sigv4", "clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "%s", "idToken": "x", "dpopKey": "%s"}\n' \
		"$login_key" "$login_secret" "$login_token" "$1" "$2" "$(sed 's/$/\\n/' "$login_pem" | tr -d '\n')" >"$token_file"
}

# in_future SECONDS, in_past SECONDS: a moment, as these files have it.
in_future() { date -u -d "@$(($(date +%s) + $1))" +%Y-%m-%dT%H:%M:%SZ; }
in_past() { in_future "-$1"; }

# keys PROFILE [NAME=VALUE...]: what the helper gives for it, as "KEY-ID SECRET TOKEN" in $keys (empty: nothing). An empty PROFILE: for
# this environment.
keys() {
	profile=$1
	shift
	run "$@" "$SLSENV_CREDENTIALS" get ${profile:+--profile "$profile"}
	keys=$(for name in AccessKeyId SecretAccessKey SessionToken; do sed -n "s/^  \"$name\": \"\(.*\)\".*/\1/p" "$top/out"; done | paste -sd ' ' -)
}

# identity: as whom the server knows $keys.
identity() {
	# shellcheck disable=SC2086
	set -- $keys
	# Not in argv.
	printf 'user = "%s:%s"\n%s' "${1-}" "${2-}" "${3:+header = \"x-amz-security-token: $3\"
}" | curl -s -K - --aws-sigv4 aws:amz:eu-west-1:sts -d 'Action=GetCallerIdentity&Version=2011-06-15' "$plain/" |
		sed -n 's/.*<Arn>\(.*\)<\/Arn>.*/\1/p; s/.*<Code>\(.*\)<\/Code>.*/\1/p'
}

# leaks FILE...: prints each line of a file in which something is that nobody may see.
leaks() {
	sort -u "$aws/secrets" >"$top/needles"
	! grep -nFf "$top/needles" "$@"
}
