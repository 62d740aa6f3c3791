#!/bin/sh
# Do slsenv, the AWS CLI and moto, where they are there, agree about the same files and the same server?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
# shellcheck source=tests/commands.sh
. "$SLSENV_SOURCE/tests/commands.sh"
stage

# Keys, without the moment at which they expire, and whose they are, without a name that was made up.
shape() { sed -E 's/"(Expiration|expiration)": *"[^"]*"/"Expiration": "-"/'; }
whose() { sed -nE 's/.*"Arn": "([^"]*)".*/\1/p' "$1" | sed -E 's/(:assumed-role.*)\/(botocore|slsenv|aws)-session-[0-9]+$/\1/'; }

# The first AWS CLIs of version 2 know no other endpoints than AWS's own: what they say to those comes to the stand-in by its proxy.
run_at_aws() {
	if [ "$cli" = 2 ]; then
		endpoint='' run HTTPS_PROXY="$plain" AWS_CA_BUNDLE="$ca" "$@"
		endpoint=$plain
	else
		run "$@"
	fi
}

# ask_cli PROFILE [NAME=VALUE...]: the answer of $aws_cli, whose version is $cli, in $top/out, its words in $top/err.
ask_cli() {
	profile=$1
	shift
	rm -rf "$home/.aws/cli"
	if [ "$cli" = 2 ]; then
		run_at_aws AWS_PAGER= AWS_DEFAULT_REGION=eu-west-1 "$@" "$aws_cli" configure export-credentials --profile "$profile" --format process
	else
		run_at_aws AWS_DEFAULT_REGION=eu-west-1 "$@" "$aws_cli" sts get-caller-identity --profile "$profile" --output json
	fi
}

# As ask_cli, but slsenv's.
ask_slsenv() {
	profile=$1
	shift
	rm -rf "$home/run/slsenv" "$home/.aws/cli"
	if [ "$cli" = 2 ]; then
		run_at_aws AWS_DEFAULT_REGION=eu-west-1 "$@" "$SLSENV" export --aws-profile "$profile" --format process
	else
		run_at_aws AWS_DEFAULT_REGION=eu-west-1 "$@" "$SLSENV" exec --aws-profile "$profile" -- "$aws_cli" sts get-caller-identity --output json
	fi
}

tokens() {
	sso_token corp "$sso_token" "$(in_future 3000)"
	sso_token https://corp.awsapps.com/start "$sso_token" "$(in_future 3000)"
	login_token "$(in_future 800)" "$login_refresh"
}

# both PROFILE [NAME=VALUE...]: the same keys.
both() {
	tokens
	ask_slsenv "$@"
	ours=$status
	if [ "$cli" = 2 ]; then shape <"$top/out" >"$top/ours"; else whose "$top/out" >"$top/ours"; fi
	said=$(cat "$top/err")
	tokens
	ask_cli "$@"
	if [ "$cli" = 2 ]; then shape <"$top/out" >"$top/theirs"; else whose "$top/out" >"$top/theirs"; fi
	if [ "$ours $status" = '0 0' ] && [ -s "$top/ours" ] && cmp -s "$top/ours" "$top/theirs"; then
		pass "the AWS CLI $cli: $1"
	elif grep -q "'NoneType' object has no attribute 'get_frozen_token'" "$top/err"; then
		skip "the AWS CLI $cli: $1" 'a role from an sso-session is more than this AWS CLI can'
	else
		fail "the AWS CLI $cli: $1" "status $ours, theirs $status
$(sed 's/\("Secret[^:]*\|"Session[^:]*\): "[^"]*"/\1: .../' "$top/ours" "$top/theirs")
$said
$(cat "$top/err")"
	fi
}

# neither PROFILE: both fail, and what the CLI says can be read in what slsenv says.
neither() {
	ask_cli "$1"
	theirs=$status
	text=$(grep . "$top/err" | tail -n 1 | sed -E 's/^(aws: \[ERROR\]: )//; s/^(An error occurred \(Configuration\): )?(Unable to retrieve credentials: )//; s/ *\(reached max retries: [0-9]+\)//; s/[. ]*$//')
	ask_slsenv "$1"
	if [ "$theirs" = 0 ] || [ "$status" = 0 ]; then
		fail "both fail: $1" "status $status, theirs $theirs"
	elif tr '[:upper:]' '[:lower:]' <"$top/err" | grep -qF -e "$(printf %s "$text" | tr '[:upper:]' '[:lower:]')"; then
		pass "both say: $text"
	else
		fail "both say the same of $1" "theirs: $text
$(cat "$top/err")"
	fi
}

# here [NAME=VALUE...]: the same keys or the same words where nobody names a profile.
here() {
	rm -rf "$home/run/slsenv" "$home/.aws/cli"
	run_at_aws "$@" "$SLSENV_CREDENTIALS" get
	ours=$status
	sed -nE 's/^  ("(AccessKeyId|SecretAccessKey|SessionToken)": "[^"]*").*/\1/p' "$top/out" >"$top/ours"
	said=$(cat "$top/err")
	rm -rf "$home/.aws/cli"
	run_at_aws AWS_PAGER= "$@" "$aws_cli" configure export-credentials --format process
	sed -nE 's/^  ("(AccessKeyId|SecretAccessKey|SessionToken)": "[^"]*").*/\1/p' "$top/out" >"$top/theirs"
	text=$(grep . "$top/err" | tail -n 1 | sed -E 's/^Unable to retrieve credentials: //; s/[. ]*$//')
	what="the AWS CLI $cli, of its own accord: $(printf '%s\n' "$@" | sed 's/=.*//' | xargs)"
	if [ "$ours $status" = "0 0" ] && [ -s "$top/theirs" ]; then
		try "$what" cmp "$top/ours" "$top/theirs"
	elif [ "$ours" != 0 ] && [ "$status" != 0 ] && [ -n "$text" ] && printf %s "$said" | tr '[:upper:]' '[:lower:]' | grep -qF -e "$(printf %s "$text" | tr '[:upper:]' '[:lower:]')"; then
		pass "$what: $text"
	else
		fail "$what" "status $ours, theirs $status
$said
$text"
	fi
}

# One AWS CLI.
agrees() {
	new_home
	for profile in alice role chain external session web process role-of-process; do both "$profile"; done
	both environment AWS_ACCESS_KEY_ID="$alice_key" AWS_SECRET_ACCESS_KEY="$alice_secret"
	both instance AWS_EC2_METADATA_SERVICE_ENDPOINT="$plain/" # some AWS CLIs add no slash
	both container AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" AWS_CONTAINER_AUTHORIZATION_TOKEN="$container_token"
	both sso
	both legacy
	both role-of-sso
	rm -rf "$home/.aws/sso" "$home/.aws/login"
	for profile in denied wrong stranger bad-web nobody; do neither "$profile"; done
	if [ "$cli" = 2 ]; then
		for profile in sso-out sso; do neither "$profile"; done
		here AWS_PROFILE=alice
		here AWS_PROFILE=role AWS_DEFAULT_PROFILE=alice
		here AWS_DEFAULT_PROFILE=alice AWS_ACCESS_KEY_ID=AKIAOWN AWS_SECRET_ACCESS_KEY=own AWS_SESSION_TOKEN=new AWS_SECURITY_TOKEN=old
		here AWS_PROFILE=unknown AWS_ACCESS_KEY_ID=AKIAOWN AWS_SECRET_ACCESS_KEY=own
		here AWS_PROFILE=alice AWS_ACCESS_KEY_ID=AKIAOWN
		here AWS_PROFILE=alice AWS_WEB_IDENTITY_TOKEN_FILE="$home/token" AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web
		here AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" AWS_CONTAINER_AUTHORIZATION_TOKEN="$container_token"
		here AWS_EC2_METADATA_SERVICE_ENDPOINT="$plain/"
	fi

	# What slsenv refreshes, the CLI goes on with, and the other way round.
	sso_token corp ended "$(in_past 60)" "$sso_refresh"
	keys sso
	same 'slsenv renews the token' 0 "$status"
	forget_requests
	ask_cli sso
	same 'and the CLI uses it' '0 0' "$status $(asked CreateToken)"
	sed -E 's/"expiresAt": *"[^"]*"/"expiresAt": "2020-01-01T00:00:00Z"/' "$token_file" >"$top/old" && cp "$top/old" "$token_file"
	ask_cli sso
	same 'the CLI renews what slsenv wrote' '0 1' "$status $(asked CreateToken)"
	rm -rf "$home/run/slsenv"
	keys sso
	same 'and slsenv uses that' '0 1' "$status $(asked CreateToken)"

	sso_refresh=$(sed -nE 's/.*"refreshToken": *"([^"]*)".*/\1/p' "$token_file")

	# A code that was typed for slsenv does for the CLI, which has no terminal here to ask for another.
	printf 'protocol=1\nMfaCode=123456\n' >"$home/code"
	# shellcheck disable=SC2016
	run sh -c 'exec "$1" get --profile mfa --mfa-stdin <"$2"' - "$SLSENV_CREDENTIALS" "$home/code"
	same 'a code for slsenv' 0 "$status"
	forget_requests
	run_at_aws AWS_PAGER= AWS_DEFAULT_REGION=eu-west-1 "$aws_cli" sts get-caller-identity --profile mfa --output json
	case $(asked AssumeRole)$(cat "$top/out") in
	0*assumed-role/mfa/*) pass 'serves the CLI as well' ;;
	*) fail 'serves the CLI as well' "$(cat "$top/err")" ;;
	esac
	rm -rf "$home/.aws/cli"

	# slsenv as the credential_process of the CLI.
	printf '[profile by-slsenv]\ncredential_process = "%s" get --profile role\n' "$SLSENV_CREDENTIALS" >>"$home/.aws/config"
	run_at_aws AWS_PAGER= AWS_DEFAULT_REGION=eu-west-1 "$aws_cli" sts get-caller-identity --profile by-slsenv --output json
	case $(cat "$top/out") in
	*assumed-role/reader/*) pass 'slsenv-credentials is a credential_process' ;;
	*) fail 'slsenv-credentials is a credential_process' "$(cat "$top/err")" ;;
	esac
}
every aws >"$top/every"
compared=''
while read -r aws_cli <&3; do
	case $("$aws_cli" --version 2>&1) in
	aws-cli/1.*) cli=1 ;;
	aws-cli/2.*) cli=2 ;;
	*) continue ;;
	esac
	case $compared in *"$cli"*) continue ;; esac # a second one of this version
	compared=$compared$cli
	agrees
done 3<"$top/every"
[ -n "$compared" ] || skip 'the AWS CLI agrees' 'no aws here'
new_home

if command -v moto_server >/dev/null 2>&1; then
	port=${nobody##*:}
	moto_server -H 127.0.0.1 -p "$port" >"$top/moto" 2>&1 &
	moto=$!
	trap 'kill "$moto" 2>/dev/null; leave' EXIT
	tries=0
	until curl -s -o /dev/null "$nobody/moto-api/" || [ "$tries" -gt 300 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	for profile in role chain external session web; do
		rm -rf "$home/run/slsenv"
		keys "$profile" AWS_ENDPOINT_URL="$nobody"
		case $status:$keys in
		0:ASIA*' '*' '*) pass "moto: $profile" ;;
		*) fail "moto: $profile" "$(cat "$top/err")" ;;
		esac
	done
else
	skip 'moto agrees' 'no moto_server here'
fi
try 'no secret in what was said' leaks "$top/printed"
finish
