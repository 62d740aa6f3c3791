#!/bin/sh
# Is the stand-in for AWS as strict as it has to be? Asked by curl, which signs in its own way.
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
command -v curl >/dev/null 2>&1 || not_here 'no curl'
stage

# call KEY SECRET PARAMETERS [CURL'S OPTIONS...]: the error's code, or what stands in the element $want.
call() {
	user=$1:$2 data=$3
	shift 3
	curl -sS --aws-sigv4 aws:amz:eu-west-1:sts -u "$user" -d "$data&Version=2011-06-15" "$@" "$plain/" |
		sed -n "s/.*<Code>\\(.*\\)<\\/Code>.*/\\1/p; s/.*<${want:-Arn}>\\(.*\\)<\\/${want:-Arn}>.*/\\1/p"
}
role=arn:aws:iam::111122223333:role

same 'who signs rightly is known' arn:aws:iam::123456789012:user/alice "$(call "$alice_key" "$alice_secret" Action=GetCallerIdentity)"
same 'another secret' SignatureDoesNotMatch "$(call "$alice_key" "$alice_secret." Action=GetCallerIdentity)"
same 'nobody' InvalidClientTokenId "$(call AKIAAAAAAAAAAAAAAAAA "$alice_secret" Action=GetCallerIdentity)"
same 'a token too many' InvalidClientTokenId "$(call "$alice_key" "$alice_secret" Action=GetCallerIdentity -H 'x-amz-security-token: a')"
same 'another scope' SignatureDoesNotMatch "$(curl -sS --aws-sigv4 aws:amz:eu-west-1:iam -u "$alice_key:$alice_secret" \
	-d 'Action=GetCallerIdentity&Version=2011-06-15' "$plain/" | sed -n 's/.*<Code>\(.*\)<\/Code>.*/\1/p')"
same 'no signature' MissingAuthenticationToken "$(curl -sS -d 'Action=GetCallerIdentity&Version=2011-06-15' "$plain/" |
	sed -n 's/.*<Code>\(.*\)<\/Code>.*/\1/p')"
same 'a body changed on the way' SignatureDoesNotMatch "$(curl -sS -d 'Action=GetCallerIdentity&Version=2011-06-15&x=y' "$plain/" \
	-H "$(curl -sv --aws-sigv4 aws:amz:eu-west-1:sts -u "$alice_key:$alice_secret" -d 'Action=GetCallerIdentity&Version=2011-06-15' "$plain/" 2>&1 |
		sed -n 's/^> \(Authorization: .*\)\r$/\1/p')" -H "X-Amz-Date: $(date -u +%Y%m%dT%H%M%SZ)" | sed -n 's/.*<Code>\(.*\)<\/Code>.*/\1/p')"
same 'a role' "arn:aws:sts::111122223333:assumed-role/x/abc" "$(call "$alice_key" "$alice_secret" "Action=AssumeRole&RoleArn=$role/x&RoleSessionName=abc")"
same 'a role that denies' AccessDenied "$(call "$alice_key" "$alice_secret" "Action=AssumeRole&RoleArn=$role/denied&RoleSessionName=abc")"
same 'a role that wants a code' AccessDenied "$(call "$alice_key" "$alice_secret" "Action=AssumeRole&RoleArn=$role/mfa&RoleSessionName=abc")"
same 'with a wrong one' AccessDenied \
	"$(call "$alice_key" "$alice_secret" "Action=AssumeRole&RoleArn=$role/mfa&RoleSessionName=abc&SerialNumber=$alice_mfa&TokenCode=000000")"
same 'with the right one' "arn:aws:sts::111122223333:assumed-role/mfa/abc" \
	"$(call "$alice_key" "$alice_secret" "Action=AssumeRole&RoleArn=$role/mfa&RoleSessionName=abc&SerialNumber=$alice_mfa&TokenCode=123456")"
for seconds in 899 43201 1.5; do
	same "$seconds seconds" ValidationError \
		"$(call "$alice_key" "$alice_secret" "Action=AssumeRole&RoleArn=$role/x&RoleSessionName=abc&DurationSeconds=$seconds")"
done
for off in 1200 -1200; do
	faults "clock $off"
	same "a clock $off seconds off" SignatureDoesNotMatch "$(call "$alice_key" "$alice_secret" Action=GetCallerIdentity)"
done
faults
for url in "$expired" "$elsewhere" "$stranger" "$noise"; do
	curl -sS --cacert "$ca" "$url/" >/dev/null 2>&1
	try "TLS that is wrong: $url" test $? != 0
done
curl -sS --cacert "$ca" "$good/" >/dev/null 2>&1
same 'TLS: good' 0 $?
curl -sS --cacert "$ca" -x "$plain" https://sts.eu-west-1.amazonaws.com/ >/dev/null 2>&1
same 'TLS: an AWS name, by way of the proxy' 0 $?
same 'the log counts' 2 "$(forget_requests; call "$alice_key" "$alice_secret" Action=GetCallerIdentity >/dev/null
	call "$alice_key" "$alice_secret" Action=GetCallerIdentity >/dev/null; asked GetCallerIdentity)"
grep -qF "$alice_secret" "$aws/secrets"
same 'it says which secrets there are' 0 $?
try 'and keeps them out of its log' leaks "$aws/log"
finish
