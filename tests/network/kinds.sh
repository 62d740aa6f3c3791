#!/bin/sh
# Does every kind of profile lead to the keys that it stands for, by way of the requests that the AWS CLI would send?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
command -v curl >/dev/null 2>&1 || not_here 'no curl'
stage
sts=arn:aws:sts::111122223333:assumed-role

# as PROFILE ARN-PATTERN [NAME=VALUE...]: the profile's keys are somebody whom the server knows.
as() {
	profile=$1 pattern=$2
	shift 2
	keys "$profile" "$@"
	who=$(identity)
	# shellcheck disable=SC2254
	case $status:$who in
	0:$pattern) pass "$profile: $who" ;;
	*) fail "$profile is not $pattern" "status $status, $who
$(cat "$top/err")" ;;
	esac
}

# sent TEXT: the last request has it in the server's log.
sent() {
	case $(tail -n 2 "$aws/log") in
	*"$1"*) pass "it was sent: $1" ;;
	*) fail "it was not sent: $1" "$(tail -n 2 "$aws/log")" ;;
	esac
}

as alice arn:aws:iam::123456789012:user/alice
as role "$sts/reader/?*"
sent '"region":"eu-west-1"'
as session "$sts/reader/al.ice@x=y,z"
sent '"DurationSeconds":"900"'
as external "$sts/external/?*"
as chain arn:aws:sts::444455556666:assumed-role/deployer/?*
as web "$sts/web/?*"
as endpoint "$sts/endpoint/?*" AWS_ENDPOINT_URL= AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=
rm -rf "$home/run/slsenv"
as endpoint "$sts/endpoint/?*" AWS_ENDPOINT_URL="$plain/a/path"
case $(cat "$aws/log") in *'"path":"/a/path"'*) pass 'its path is as it was written' ;; *) fail 'its path is as it was written' "$(tail -n 2 "$aws/log")" ;; esac
as process arn:aws:iam::123456789012:user/alice
as role-of-process "$sts/from-process/?*"
as environment "$sts/from-environment/?*" AWS_ACCESS_KEY_ID="$alice_key" AWS_SECRET_ACCESS_KEY="$alice_secret"
as container "$sts/from-container/?*" AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" \
	AWS_CONTAINER_AUTHORIZATION_TOKEN="$container_token"
printf %s "$container_token" >"$home/container-token"
rm -rf "$home/run/slsenv"
as container "$sts/from-container/?*" AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" \
	AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE="$home/container-token"
as instance "$sts/from-instance/?*"

sso_token corp "$sso_token" "$(in_future 3000)"
as sso arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Admin_*/alice
as role-of-sso "$sts/from-sso/?*"
sso_token https://corp.awsapps.com/start "$sso_token" "$(in_future 3000)"
as legacy arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Legacy_*/alice

# A token that has ended, with what renews it.
rm -rf "$home/run/slsenv"
sso_token corp ended "$(in_past 60)" "$sso_refresh"
forget_requests
as sso arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Admin_*/alice
same 'its token was renewed' 1 "$(asked CreateToken)"
case $(cat "$token_file") in
*ended* | *"$sso_refresh"*) fail 'the new token is in the file of the AWS CLI' ;;
*aoaAAA*aorAAA* | *aorAAA*aoaAAA*) pass 'the new token is in the file of the AWS CLI' ;;
*) fail 'the new token is in the file of the AWS CLI' ;;
esac
try 'what slsenv does not know stays in it' grep -q '"kept": *"x"' "$token_file"
same 'it is for its owner only' 600 "$(stat -c %a "$token_file")"
rm -rf "$home/run/slsenv"
as sso arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Admin_*/alice
same 'the new one is used' 1 "$(asked CreateToken)"

login_token "$(in_future 800)" "$login_refresh"
as login arn:aws:iam::123456789012:user/alice
login_token "$(in_past 60)" "$login_refresh"
rm -rf "$home/run/slsenv"
forget_requests
as login arn:aws:iam::123456789012:user/alice
same 'its session was renewed' 1 "$(asked CreateOAuth2Token)"
rm -rf "$home/run/slsenv"
forget_requests
as login arn:aws:iam::123456789012:user/alice
same 'and kept in the file of the AWS CLI' 0 "$(asked CreateOAuth2Token)"

# Without another endpoint: AWS's own names, which the proxy leads to the server.
endpoint=''
for line in \
	'eu-west-1 sts.eu-west-1.amazonaws.com' 'us-east-1 sts.us-east-1.amazonaws.com' 'cn-north-1 sts.cn-north-1.amazonaws.com.cn' \
	'us-gov-west-1 sts.us-gov-west-1.amazonaws.com' 'us-east-1 sts-fips.us-east-1.amazonaws.com AWS_USE_FIPS_ENDPOINT=true' \
	'eu-west-1 sts.eu-west-1.api.aws AWS_USE_DUALSTACK_ENDPOINT=true'; do
	rm -rf "$home/run/slsenv"
	# shellcheck disable=SC2086
	set -- $line
	as role "$sts/reader/?*" HTTPS_PROXY="$plain" AWS_CA_BUNDLE="$ca" AWS_REGION="$1" ${3+"$3"}
	case $(cat "$aws/log") in
	*"\"operation\":\"CONNECT\",\"host\":\"$2:443\""*"\"region\":\"$1\""*) pass "asked at $2, signed for $1" ;;
	*) fail "asked at $2, signed for $1" "$(tail -n 3 "$aws/log")" ;;
	esac
	forget_requests
done
sso_token corp "$sso_token" "$(in_future 3000)"
rm -rf "$home/run/slsenv"
as sso arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Admin_*/alice HTTPS_PROXY="$plain" AWS_CA_BUNDLE="$ca"
try 'asked at portal.sso.eu-west-1.amazonaws.com' grep -q '"CONNECT","host":"portal.sso.eu-west-1.amazonaws.com:443"' "$aws/log"
endpoint=$plain

# Nobody names a profile: what the AWS CLI would use in this environment.
rm -rf "$home/run/slsenv"
as '' arn:aws:iam::123456789012:user/alice AWS_ACCESS_KEY_ID="$alice_key" AWS_SECRET_ACCESS_KEY="$alice_secret" AWS_PROFILE=role
as '' "$sts/reader/?*" AWS_PROFILE=role AWS_DEFAULT_PROFILE=external
as '' "$sts/web/?*" AWS_PROFILE=alice AWS_WEB_IDENTITY_TOKEN_FILE="$home/token" AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web
forget_requests
for _ in 1 2; do
	as '' 'arn:aws:sts::*:assumed-role/*' AWS_CONTAINER_CREDENTIALS_FULL_URI="$plain/container/role" AWS_CONTAINER_AUTHORIZATION_TOKEN="$container_token"
	as '' 'arn:aws:sts::*:assumed-role/*'
done
same 'container and instance are asked each time' '2 2' "$(asked ContainerCredentials) $(grep -c '"path":"/latest/meta-data/iam/security-credentials/[^"]' "$aws/log")"
keys '' AWS_EC2_METADATA_SERVICE_ENDPOINT="$nobody"
same 'nothing at all' '1 1' "$status $(grep -c 'unable to locate credentials' "$top/err")"

# Another profile's bad line: the AWS CLI refuses the file, and so does get; the Framework reads it, and so does a shell.
printf '[profile broken]\nnonsense\n' >>"$home/.aws/config"
lines=$(grep -c '' "$home/.aws/config")
keys role
same 'get refuses the file' "1 1" "$status $(grep -c "config:$lines:1: .*unable to parse config file" "$top/err")"
rm -rf "$home/run/slsenv"
run "$SLSENV" export --aws-profile role
same 'slsenv fetches, and warns' "0 1 1" "$status $(grep -c 'AWS_SESSION_TOKEN\|SessionToken' "$top/out") $(grep -c "config:$lines:1: AWS's tools refuse this whole file" "$top/err")"

try 'no secret in what was said' leaks "$top/printed"
finish
