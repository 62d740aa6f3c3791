#!/bin/sh
# What becomes of cache files that are cut short, not ours, for all to read, or cannot be written?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
stage

own=$home/run/slsenv
cached() { find "$own" -type f -size +0 -exec grep -l "$1" {} + 2>/dev/null; }

# Its own.
forget_requests
keys role
first=$keys
keys role
same 'the second time nobody is asked' "1 $first" "$(asked AssumeRole) $keys"
file=$(cached "${first%% *}")
same 'one file has the keys' 1 "$(printf '%s\n' "$file" | grep -c .)"
same 'it is for its owner only' 600 "$(stat -c %a "$file")"
same 'and so is its directory' 700 "$(stat -c %a "$(dirname "$file")")"
try 'it has no static key in it' sh -c '! grep -rF -e "$1" "$2"' - "$alice_secret" "$own"
cp -p "$file" "$top/whole"

# spoiled NAME: the file as it now is, is not believed; AWS is asked, and the file is whole again.
spoiled() {
	forget_requests
	keys role
	same "$1: asked again" "1 $first" "$(asked AssumeRole) $keys"
	forget_requests
	keys role
	same "$1: and mended" "0 $first" "$(asked AssumeRole) $keys"
}
size=$(wc -c <"$top/whole")
for part in 0 1 $((size / 2)) $((size - 2)); do
	head -c "$part" "$top/whole" >"$file"
	spoiled "cut after $part bytes"
done
tr 'a-y' 'b-z' <"$top/whole" >"$file"
spoiled 'another text'
head -c "$size" /dev/urandom >"$file"
spoiled 'random bytes'
chmod 644 "$file"
spoiled 'for all to read'
rm "$file" && mkdir "$file"
keys role
same 'a directory in its place' "$first" "$keys"
rmdir "$file" 2>/dev/null
cp -p "$top/whole" "$file"
if [ "$(id -u)" = 0 ]; then
	chown 12345 "$file"
	spoiled 'owned by somebody else'
else
	skip 'owned by somebody else' 'only root can make such a file'
fi
mv "$file" "$top/elsewhere" && ln -s "$top/elsewhere" "$file"
keys role
same 'a link' "$first" "$keys"
rm -rf "$own"

# Another source, another role, another endpoint: another entry.
keys role
forget_requests
sed 's/^source_profile = alice/source_profile = mallory/' "$home/.aws/config" >"$home/.aws/config.mallory"
keys role AWS_CONFIG_FILE="$home/.aws/config.mallory"
same 'who may not does not get what is kept for another' "1 1 " "$status $(asked AssumeRole) $keys"

# A full disk.
if mount -t tmpfs -o size=4k,mode=700 none "$home/run" 2>/dev/null; then
	head -c 4096 /dev/zero >"$home/run/full" 2>/dev/null
	keys role
	same 'a full disk: keys all the same' "0 $first" "$status $keys"
	umount "$home/run"
else
	skip 'a full disk: keys all the same' 'no file system may be mounted here'
fi

# Nobody else's directory.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null 2>&1; then
	chmod 755 "$top"
	chown -R 12345 "$home"
	chmod 500 "$home/run"
	run setpriv --reuid=12345 --clear-groups "$SLSENV_CREDENTIALS" get --profile role
	same 'a directory that cannot be written: keys all the same' 0 "$status"
	chown -R 0 "$home"
	chmod 700 "$home/run"
else
	skip 'a directory that cannot be written: keys all the same' 'needs root and setpriv'
fi
rm -rf "$own"
mkdir -m 777 "$own"
chmod 777 "$own"
keys role
same 'a directory for all to write: keys all the same' "0 $first" "$status $keys"
same 'and nothing is kept in it' '' "$(cached "${first%% *}")"
rm -rf "$own"

# The AWS CLI's.
sso_token corp "$sso_token" "$(in_future 3000)"
for part in 0 10 60; do
	head -c "$part" "$token_file" >"$top/part" && cp "$top/part" "$token_file"
	rm -rf "$own"
	keys sso
	same "a token file of $part bytes: sign in" 4 "$status"
	try 'and it is as it was' cmp -s "$top/part" "$token_file"
	sso_token corp "$sso_token" "$(in_future 3000)"
done
# Who signs out has no keys any more, whatever was kept of that sign-in.
keys sso
same 'signed in' 0 "$status"
run "$SLSENV" export --aws-profile sso
same 'a shell has the keys' 0 "$status"
rm "$token_file"
forget_requests
run "$SLSENV" export --aws-profile sso
same 'signed out: no keys, but what to do' '4 0' "$status $(asked GetRoleCredentials)"
try 'which is to sign in' grep -q 'sign in: ' "$top/err"
try 'and nothing is printed' [ ! -s "$top/out" ]
keys sso
same 'nor from the helper' '4 ' "$status $keys"
# A token that somebody else may have put there, or a number for an end that lies before all time.
sso_token out "$sso_token" "$(in_future 3000)"
chmod 664 "$token_file"
rm -rf "$own"
keys sso-out
same 'a token file that others may write: not used' 4 "$status"
try 'and that is said' grep -q 'chmod 600' "$top/err"
printf '#!/bin/sh\nnode "%s" "%s" "$1" >/dev/null 2>&1 </dev/null &\n' "$SLSENV_SOURCE/tests/network/aws/browser.js" "$aws" >"$top/browser"
chmod +x "$top/browser"
echo approve >"$aws/person"
run BROWSER="$top/browser" "$SLSENV" login --aws-profile sso-out
same 'a sign-in mends it' '0 600' "$status $(stat -c %a "$token_file")"
faults 'GetRoleCredentials with {"roleCredentials":{"accessKeyId":"ASIA","secretAccessKey":"s","sessionToken":"t","expiration":0}}'
rm -rf "$own"
keys sso-out
same 'keys that ended in 1970 have ended' 1 "$status"
faults

# Somebody changes a token's file while it is being refreshed: what they wrote is kept, and so is what came, unless they have signed in.
# meanwhile PROFILE SED-COMMANDS
meanwhile() {
	sed -E 's/"expiresAt": "[^"]*"/"expiresAt": "2020-01-01T00:00:00Z"/' "$token_file" >"$top/part" && cat "$top/part" >"$token_file"
	rm -rf "$own"
	forget_requests
	faults 'CreateToken slow 1'
	keys "$1" &
	tries=0
	while [ "$(asked CreateToken)" = 0 ] && [ "$tries" -lt 300 ]; do
		tries=$((tries + 1))
		sleep 0.02
	done
	sed -E "$2" "$token_file" >"$top/part" && cat "$top/part" >"$token_file"
	wait "$!"
	faults
}
written() { sed -E 's/.*"'"$1"'": "([^"]*)".*/\1/' "$token_file"; }
meanwhile sso-out 's/"refreshToken": "[^"]*"/"refreshToken": "of-another-sign-in"/; s/"accessToken": "[^"]*"/"accessToken": "another"/'
same 'another sign-in is left alone' 'another of-another-sign-in' "$(written accessToken) $(written refreshToken)"
sso_token corp ended "$(in_past 60)" "$sso_refresh"
meanwhile sso 's/"kept": "x"/"kept": "by somebody else"/'
same 'a change of somebody else is kept' 'by somebody else' "$(written kept)"
try 'and so is the new token' sh -c '[ "$1" != ended ] && [ "$2" != "$3" ]' - "$(written accessToken)" "$(written refreshToken)" "$sso_refresh"
sso_refresh=$(written refreshToken)

# A failure is forgotten when the person has written something.
rm -rf "$own"
run "$SLSENV" export --aws-profile wrong
same 'a wrong secret' 1 "$status"
sleep 1.1
printf '[alice]\naws_access_key_id = %s\naws_secret_access_key = %s\n[mallory]\naws_access_key_id = %s\naws_secret_access_key = %s\n' \
	"$alice_key" "$alice_secret" "$alice_key" "$alice_secret" >"$home/.aws/credentials"
run "$SLSENV" export --aws-profile wrong
same 'once it has been corrected, nobody waits a minute' 0 "$status"
new_token=$home/renewed
config <<END
[profile rotated]
role_arn = arn:aws:iam::111122223333:role/web
web_identity_token_file = $new_token
END
printf %s stale >"$new_token"
run "$SLSENV" export --aws-profile rotated
same 'a web identity that has ended' 1 "$status"
sleep 1.1
printf %s "$web_token" >"$new_token"
run "$SLSENV" export --aws-profile rotated
same 'a new one is noticed at once' 0 "$status"
new_home

sso_token corp ended "$(in_past 60)" "$sso_refresh"
if [ "$(id -u)" = 0 ] && mount --bind "$home/.aws/sso/cache" "$home/.aws/sso/cache" 2>/dev/null &&
	mount -o remount,ro,bind "$home/.aws/sso/cache" 2>/dev/null; then
	rm -rf "$own"
	keys sso
	same 'a token that cannot be written back: keys all the same' 0 "$status"
	umount "$home/.aws/sso/cache"
else
	umount "$home/.aws/sso/cache" 2>/dev/null
	skip 'a token that cannot be written back: keys all the same' 'nothing may be mounted here'
fi
try 'no secret in what was said' leaks "$top/printed"
finish
