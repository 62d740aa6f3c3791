#!/bin/sh
# Does `slsenv login` do on the terminal what a profile needs, and can the AWS CLI go on from there?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
: "${TERMINAL:?the driver, built from tests/terminal.c}"
stage
# shellcheck source=tests/shells/home.sh
. "$SLSENV_SOURCE/tests/shells/home.sh"

commands "$home"
rc_files "$home"
mkdir -p "$home/.config/slsenv"
# shellcheck disable=SC2088
printf '[trust]\npaths = ~/proj\n' >"$home/.config/slsenv/config.ini"
for name in mfa sso-out legacy login-out role; do
	mkdir -p "$home/proj/$name"
	printf 'service: %s\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: %s\n' "$name" "$name" >"$home/proj/$name/serverless.yml"
	# A Framework that can use such profiles.
	mkdir -p "$home/proj/$name/node_modules/osls"
	echo '{"name": "osls", "version": "3.77.1"}' >"$home/proj/$name/node_modules/osls/package.json"
done

cp -R "$home/proj/mfa" "$home/cloned"

# command NAME: one for the scenario.
command_for() {
	{ echo '#!/bin/sh'; cat; } >"$home/bin/$1"
	chmod +x "$home/bin/$1"
}
command_for browser <<END
for url; do :; done
node '$SLSENV_SOURCE/tests/network/aws/browser.js' '$aws' "\$url" >/dev/null 2>>'$aws/page' </dev/null &
END
command_for person <<END
echo "\$1" >'$aws/person'
rm -f '$aws/page' '$aws/opened'
END
command_for pages <<END
sed 's/^/page: /' '$aws/page'
END
command_for forget <<'END'
rm -rf "$XDG_RUNTIME_DIR/slsenv" "$HOME/.aws/cli"
END
command_for signed-out <<'END'
rm -rf "$HOME/.aws/sso"
END
# Nothing but whole files, and no token among them.
command_for leftovers <<'END'
find "$HOME/.aws/sso" -type f ! -name '????????????????????????????????????????.json' | grep . && exit
for file in "$HOME"/.aws/sso/cache/*.json; do
	[ -e "$file" ] && node -e 'JSON.parse(require("fs").readFileSync(process.argv[1])).accessToken && console.log("a token")' "$file"
done | grep . || echo 'none left'
END

person() { "$home/bin/person" "$1"; }

# played SHELL: the scenario, its lines as this script's.
played() {
	rm -rf "$home/run/slsenv" "$home/.aws/sso" "$home/.aws/cli"
	(
		cd "$home" || exit 99
		env -i PATH="$home/bin:$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" LC_ALL=C.UTF-8 TZ=UTC TERM=xterm SHELL="$(command -v "$1")" \
			SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" AWS_ENDPOINT_URL="$plain" AWS_REGION=eu-west-1 ${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} TERMINAL_LIMIT=20 "$TERMINAL" "$1" \
			"$SLSENV_SOURCE/tests/network/login.scn"
	) >"$top/played" 2>&1
	grep -v '^ok - \|^not ok - \|^# ' "$top/played" | sed 's/^/# /'
	while read -r line; do
		case $line in
		'ok - '*) pass "${line#ok - }" ;;
		'not ok - '*) fail "${line#not ok - }" "$(grep -A 40 -F -e "$line" "$top/played" | sed '1d' | awk '/^#/ { print; next } { exit }')" ;;
		esac
	done <"$top/played"
	cat "$top/played" >>"$top/printed"
}
for shell in bash zsh fish; do
	if command -v "$shell" >/dev/null 2>&1; then played "$shell"; else skip "$shell" "no $shell"; fi
done

# What is left for the AWS CLI: the names and the content of its files.
person approve
rm -rf "$home/.aws/sso" "$home/run/slsenv"
forget_requests
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out
same 'without a terminal, a browser will do' 0 "$status"
token=$home/.aws/sso/cache/$(printf out | sha1sum | cut -d ' ' -f 1).json
for field in startUrl region accessToken expiresAt clientId clientSecret registrationExpiresAt refreshToken; do
	try "the token file has $field" grep -qE "\"$field\": \"[^\"]+\"[,}]" "$token"
done
same 'it is for its owner only' 600 "$(stat -c %a "$token")"
try 'the registration has the name that the AWS CLI gives it' test -s "$home/.aws/sso/cache/$(
	printf '{"region": "eu-west-1", "scopes": null, "session_name": "out", "startUrl": "https://corp.awsapps.com/start", "tool": "botocore"}' |
		sha1sum | cut -d ' ' -f 1).json"
rm "$token"
rm -rf "$home/run/slsenv"
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out
same 'the registration is used again' '0 1' "$status $(asked RegisterClient)"
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out --use-device-code
same 'nothing to do' "0 1" "$status $(asked RegisterClient)"
rm "$token"
rm -rf "$home/run/slsenv"
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out --use-device-code
same 'a device code needs another registration, as in the AWS CLI' '0 2' "$status $(asked RegisterClient)"

# What can go wrong on the way: no token is left, and the person is told.
while IFS='|' read -r what expected pattern; do
	faults "$what"
	rm -rf "$home/run/slsenv" "$home/.aws/sso"
	run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out
	if [ "$status" != "$expected" ] || ! grep -qE -e "$pattern" "$top/err"; then
		fail "login, $what" "status $status: $(cat "$top/err")"
	else
		try "login, $what: $(tail -n 1 "$top/err" | cut -c 1-120)" test ! -e "$token"
	fi
done <<'END'
RegisterClient page 500|1|500
RegisterClient refuse 400 InvalidRequestException no such start url|1|InvalidRequestException
RegisterClient garbage|1|.
RegisterClient big 10|1|.
RegisterClient without clientSecret|1|clientSecret
CreateToken refuse 400 InvalidGrantException Invalid grant provided|1|InvalidGrantException
CreateToken page 502|1|502
CreateToken half|1|.
CreateToken without accessToken|1|accessToken
CreateToken without expiresIn|1|expiresIn
END

# A client that AWS has forgotten is registered anew, once.
while IFS='|' read -r what words again; do
	faults
	rm -rf "$home/run/slsenv" "$home/.aws/sso"
	# shellcheck disable=SC2086
	run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out $words
	rm -rf "$home/run/slsenv" "$token"
	forget_requests
	faults "$what x1"
	# shellcheck disable=SC2086
	run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out $words
	same "a forgotten client: $what" '0 1' "$status $(asked RegisterClient)"
	rm -rf "$home/run/slsenv" "$token"
	faults "$what"
	forget_requests
	# shellcheck disable=SC2086
	run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out $words
	same "and not twice: $what" '1 1 1' "$status $(asked RegisterClient) $(grep -c "calling the $again operation" "$top/err")"
done <<'END'
CreateToken refuse 401 InvalidClientException Invalid client provided||CreateToken
CreateToken refuse 400 UnauthorizedClientException The client is not authorized||CreateToken
CreateToken refuse 401 InvalidClientException Invalid client provided|--use-device-code|CreateToken
StartDeviceAuthorization refuse 401 InvalidClientException Invalid client provided|--use-device-code|StartDeviceAuthorization
END
faults
rm -rf "$home/run/slsenv" "$home/.aws/sso"
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out
rm -rf "$home/run/slsenv" "$token"
forget_requests
person unknown
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out
same 'a forgotten client: the page says so' '0 1 1' "$status $(asked RegisterClient) $(grep -c 'registering anew' "$top/err")"
person approve
sed -E 's/"expiresAt": "[^"]*"/"expiresAt": "2020-01-01T00:00:00Z"/' "$token" >"$top/old" && cp "$top/old" "$token"
rm -rf "$home/run/slsenv"
forget_requests
faults 'CreateToken refuse 401 InvalidClientException Invalid client provided x1'
run BROWSER="$home/bin/browser" "$SLSENV" login --aws-profile sso-out
same 'a client that a refresh finds forgotten is not tried in the browser' '0 1 2' "$status $(asked RegisterClient) $(asked CreateToken)"
faults
try 'no secret in what was said' leaks "$top/printed"
finish
