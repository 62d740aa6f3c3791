#!/bin/sh
# What is said, and with which exit status, when the network or AWS does not do what it should? And is the person let go in time?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage

# Every command below ends by itself long before this; one that hangs is ended and has status 124.
limit=40

# fault FAULT STATUS PROFILE PATTERN [NAME=VALUE...]: with that fault, the command for keys and the prompt.
fault() {
	what=$1 expected=$2 profile=$3 pattern=$4
	shift 4
	rm -rf "$home/run/slsenv"
	faults "$what"
	sso_token corp "$sso_token" "$(in_future 3000)"
	sso_token old ended "$(in_past 60)" "$sso_refresh"
	login_token "$(in_past 60)" "$login_refresh"
	keys "$profile" AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" AWS_CONTAINER_AUTHORIZATION_TOKEN="$container_token" "$@"
	name="$profile, ${what:-no fault}$(printf ', %s' "$@" | sed 's/^, $//; s/AWS_//; s/http.*//')"
	if [ "$status" != "$expected" ]; then
		fail "$name" "status $status, not $expected: $(cat "$top/err")"
	elif [ "$expected" != 0 ] && [ -s "$top/out" ]; then
		fail "$name" "on standard output: $(cat "$top/out")"
	elif [ -n "$pattern" ] && ! grep -qiE -e "$pattern" "$top/err"; then
		fail "$name" "no /$pattern/ in: $(cat "$top/err")"
	elif [ "$expected" != 0 ] && [ "$(grep -cE '^slsenv-credentials: [[:print:]]{20,}$' "$top/err") $(wc -l <"$top/err" | tr -d ' ')" != '1 1' ]; then
		fail "$name" "not one clear line: $(cat "$top/err")"
	elif [ "$expected" != 0 ] && ! grep -qE "^slsenv-credentials: [^ ]*/\.aws/[^ ]*: .*profile \(?\"?$profile\b" "$top/err"; then
		fail "$name" "neither file nor profile in: $(cat "$top/err")"
	else
		pass "$name: $(sed 's/^slsenv-credentials: //; s|/[^ ]*/.aws/||' "$top/err" | tr -d '#' | cut -c 1-150)"
	fi
}

# What goes by.
fault 'AssumeRole slow 2' 0 role ''
fault 'AssumeRole type text/plain' 0 role ''
fault 'AssumeRole refuse 400 Throttling Rate exceeded x1' 0 role ''
fault 'AssumeRole page 503 x1' 0 role ''

# What stays.
while IFS='|' read -r what expected profile pattern; do
	case $what$profile in '' | '#'*) continue ;; esac
	fault "$what" "$expected" "$profile" "$pattern"
done <"$SLSENV_SOURCE/tests/network/faults"
faults

# On the way.
fault '' 1 role 'SSL validation failed.*certificate has expired' AWS_ENDPOINT_URL="$expired" AWS_CA_BUNDLE="$ca"
fault '' 1 role 'SSL validation failed.*(subject name|host ?name)' AWS_ENDPOINT_URL="$elsewhere" AWS_CA_BUNDLE="$ca"
fault '' 1 role 'SSL validation failed.*(issuer|self.signed)' AWS_ENDPOINT_URL="$stranger" AWS_CA_BUNDLE="$ca"
fault '' 1 role 'SSL validation failed.*(issuer|self.signed)' AWS_ENDPOINT_URL="$good"
fault '' 1 role 'TLS|SSL' AWS_ENDPOINT_URL="$old" AWS_CA_BUNDLE="$ca"
fault '' 1 role 'TLS|SSL' AWS_ENDPOINT_URL="$noise" AWS_CA_BUNDLE="$ca"
fault '' 1 role 'could not connect to the endpoint URL' AWS_ENDPOINT_URL="$nobody"
fault '' 1 role 'could not connect to the endpoint URL|resolve' AWS_ENDPOINT_URL=http://nowhere.invalid
fault '' 1 role 'bundle' AWS_ENDPOINT_URL="$good" AWS_CA_BUNDLE=/nonexistent/ca.pem
mkfifo "$top/fifo"
fault '' 1 role 'the CA bundle .*/fifo is not a file' AWS_ENDPOINT_URL="$good" AWS_CA_BUNDLE="$top/fifo"
fault '' 1 role "proxy variables" AWS_ENDPOINT_URL=https://sts.eu-west-1.amazonaws.com HTTPS_PROXY="$nobody"
fault '' 0 role '' AWS_ENDPOINT_URL="$good" AWS_CA_BUNDLE="$ca"

same 'a redirected request did not go there' 0 "$(grep -c '"path":"/redirected"' "$aws/log")"
try 'no secret in what was said' leaks "$top/printed"
finish
