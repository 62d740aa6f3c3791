#!/bin/sh
# Does `slsenv doctor --online` ask AWS who we are, and say what it answers in words?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage

# doctor [NAME=VALUE...] -- PROFILE: RESULT|SAW|MEND lines of the check `online` in $top/lines.
doctor() {
	variables=''
	while [ "$1" != -- ]; do
		variables="$variables $1"
		shift
	done
	# shellcheck disable=SC2086
	run env $variables "$SLSENV" doctor --online --json --aws-profile "$2"
	awk '/^    "/ { sub(/^    "[a-z]*": /, ""); sub(/,$/, ""); gsub(/^"|"$/, ""); row = row sep $0; sep = "|" } /^  }/ { print row; row = ""; sep = "" }' \
		"$top/out" | sed -n 's/^online|//p' >"$top/lines"
	leaks "$top/out" "$top/err" || return 1
}

# says LINE [NAME=VALUE...] -- PROFILE
says() {
	line=$1
	shift
	doctor "$@" || { echo 'a secret was shown'; return 1; }
	grep -qE "^$line" "$top/lines" || { echo "not found: $line"; cat "$top/lines" "$top/err"; return 1; }
}

wrong() {
	printf '[wrong]\naws_access_key_id = %s\naws_secret_access_key = %s.\n[nobody]\naws_access_key_id = AKIAAAAAAAAAAAAAAAAA\naws_secret_access_key = %s\n' \
		"$alice_key" "$alice_secret" "$alice_secret" >>"$home/.aws/credentials"
}

config <<END
[profile role]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = alice
END
wrong
try 'alice' says 'ok\|the profile are those of arn:aws:iam::123456789012:user/alice' -- alice
try 'and her account may use services' grep -q '^ok|the account may use' "$top/lines"
try 'a role, with its token' says 'ok\|the profile are those of arn:aws:sts::111122223333:assumed-role/x/' -- role
try 'another secret' says 'problem\|SignatureDoesNotMatch: the secret key is not the one' -- wrong
try 'an unknown key' says 'problem\|InvalidClientTokenId: AWS does not know' -- nobody
faults 'clock 1200'
try 'a clock that is behind' says 'problem\|SignatureDoesNotMatch: this machine.s clock is 20 minutes behind AWS' -- alice
faults 'clock -1200'
try 'a clock that is ahead' says 'problem\|SignatureDoesNotMatch: this machine.s clock is 20 minutes ahead of AWS' -- alice
faults 'GetCallerIdentity refuse 403 AccessDenied User: alice is not authorized'
try 'a policy' says 'problem\|AccessDenied: the keys are good' -- alice
faults 'GetCallerIdentity refuse 403 ExpiredToken The security token included in the request is expired'
try 'an old token' says 'problem\|ExpiredToken: the temporary credentials are too old' -- alice
faults 'DescribeAccountLimits refuse 403 OptInRequired The AWS Access Key Id needs a subscription for the service'
try 'an account without a means of payment' says 'problem\|OptInRequired: the account is not fully signed up.*portal\.aws\.amazon\.com' -- alice
faults 'DescribeAccountLimits reset'
try 'CloudFormation does not answer' says 'warning\|CloudFormation does not answer: .*connection was closed' -- alice
try 'but STS has' grep -q '^ok|the profile are those of' "$top/lines"
faults "GetCallerIdentity with <ErrorResponse><Error><Code>$alice_secret</Code><Message>a $alice_secret b</Message></Error></ErrorResponse>"
try 'a server that says the secret back' says 'problem\|' -- alice
for fault in reset empty garbage 'page 502' half redirect 'big 2'; do
	faults "GetCallerIdentity $fault"
	try "an answer that is none: $fault" says 'problem\|no answer from AWS: ' -- alice
done
faults
try 'nobody listens' says 'problem\|no answer from AWS: .*could not connect' AWS_ENDPOINT_URL="$nobody" -- alice
try 'a stranger'"'"'s certificate' says 'problem\|no answer from AWS: SSL validation failed' AWS_ENDPOINT_URL="$stranger" AWS_CA_BUNDLE="$ca" -- alice
try 'a certificate of one'"'"'s own' says 'ok\|the profile are those of' AWS_ENDPOINT_URL="$good" AWS_CA_BUNDLE="$ca" -- alice
try 'by way of a proxy' says 'ok\|the profile are those of' AWS_ENDPOINT_URL= AWS_CA_BUNDLE="$ca" HTTPS_PROXY="$plain" -- alice
try 'a proxy that is not there' says 'problem\|no answer from AWS: ' AWS_ENDPOINT_URL= HTTPS_PROXY="$nobody" -- alice
finish
