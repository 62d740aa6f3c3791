#!/bin/sh
# Whom does the stand-in pretend to be? A certificate authority of the moment and what it has signed, made in DIR.
#
# certificates.sh DIR: ca.crt, and key and certificate each: good (this machine and AWS's names), expired, elsewhere (another
# host's), stranger (by an authority nobody knows), old (good, for a server that speaks old TLS only).
set -eu
cd "$1"

names='IP:127.0.0.1,DNS:localhost,DNS:sts.amazonaws.com,DNS:sts.eu-west-1.amazonaws.com,DNS:cloudformation.eu-west-1.amazonaws.com,DNS:sts.us-east-1.amazonaws.com'
names="$names,DNS:sts-fips.us-east-1.amazonaws.com,DNS:sts.eu-west-1.api.aws,DNS:sts.cn-north-1.amazonaws.com.cn"
names="$names,DNS:sts.us-gov-west-1.amazonaws.com,DNS:portal.sso.eu-west-1.amazonaws.com,DNS:oidc.eu-west-1.amazonaws.com"
names="$names,DNS:eu-west-1.signin.aws.amazon.com,DNS:us-east-1.signin.aws.amazon.com"

cat >ca.cnf <<'END'
[ca]
default_ca = here
[here]
database = index
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
END
: >index

authority() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -out "$1.crt" -days 2 \
		-subj "/CN=slsenv test $1" 2>/dev/null
}

# signed NAME AUTHORITY SUBJECT-ALTERNATIVE-NAMES [DATES...]
signed() {
	name=$1 by=$2 alt=$3
	shift 3
	[ $# -gt 0 ] || set -- -days 1
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$name.key" -out "$name.csr" \
		-subj "/CN=$name" -addext "subjectAltName=$alt" 2>/dev/null
	openssl ca -batch -notext -config ca.cnf -keyfile "$by.key" -cert "$by.crt" -in "$name.csr" -out "$name.crt" "$@" 2>/dev/null
}

authority ca
authority nobody
signed good ca "$names"
signed old ca "$names"
signed elsewhere ca 'DNS:elsewhere.example'
signed stranger nobody "$names"
signed expired ca "$names" -startdate 20200101000000Z -enddate 20210101000000Z
