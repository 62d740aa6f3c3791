#!/bin/sh
# Which account does the Framework itself reach, for a person in a shell with the integration?
#
# run.sh [SHELL [PACKAGE...]]: in that shell (bash, zsh, fish), on a terminal, `sls info` of the real packages below FRAMEWORK_DIR/node_modules:
# each package and kind of profile, with no stage, --stage prod, the shell's stage, and the shell's stage with the wrapper. Prints TAP, and
# the table.
#
# Each cell is judged by what the stand-in for AWS (../network/aws/server.js) has seen: the stacks that were asked for, and the account whose
# keys signed it. All of AWS's names lead there by way of a proxy, for the Framework as for slsenv-credentials; neither knows that it is
# not AWS.
#
# The account that is right is the one to which the file leads for the stage whose stack the Framework asks for, whatever else the shell
# has. And that stage is the right one:
#   no stage        dev: the file's
#   --stage prod    prod: the command names it
#   shell: bare     dev, though the shell has prod's keys: the Framework knows nothing of a shell, and nothing is added to its words; in one
#                   line it is said that this is not the shell's stage
#   shell: --stage  prod: both
#   wrapper on      prod: `wrap = yes` says that a bare sls, also behind `slsenv exec --`, means the shell's stage
# A profile that the Framework's SDK cannot use (SSO) it refuses by itself: then nothing may be reached. With `slsenv exec --` it is reached.
# (unguarded) is no cell of that kind: it shows the accident that the variable AWS_PROD_PROFILE prevents.
# shellcheck disable=SC2016
set -u
: "${SLSENV_SOURCE:?the source}" "${TERMINAL:?the driver, built from ../terminal.c}" "${FRAMEWORK_DIR:?where npm has put osls and serverless}"
here=$SLSENV_SOURCE/tests/accounts
# shellcheck source=SCRIPTDIR/../network/stage.sh
. "$SLSENV_SOURCE/tests/network/stage.sh"
# shellcheck source=SCRIPTDIR/../shells/home.sh
. "$SLSENV_SOURCE/tests/shells/home.sh"
shell=${1:-bash}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- osls serverless
stage

profiles() {
	cat >"$home/.aws/credentials" <<-INI
		[devStatic]
		aws_access_key_id = $dev_key
		aws_secret_access_key = $dev_secret
		[prodStatic]
		aws_access_key_id = $prod_key
		aws_secret_access_key = $prod_secret
		[alice]
		aws_access_key_id = $alice_key
		aws_secret_access_key = $alice_secret
		[devRole]
		role_arn = arn:aws:iam::111111111111:role/demo
		source_profile = alice
		[prodRole]
		role_arn = arn:aws:iam::222222222222:role/demo
		source_profile = alice
	INI
	cat >"$home/.aws/config" <<-'INI'
		[sso-session corp]
		sso_start_url = https://corp.awsapps.com/start
		sso_region = eu-west-1
		[profile devSso]
		sso_session = corp
		sso_account_id = 111111111111
		sso_role_name = Admin
		[profile prodSso]
		sso_session = corp
		sso_account_id = 222222222222
		sso_role_name = Admin
	INI
	sso_token corp "$sso_token" "$(in_future 3000)"
}

# person PACKAGE KIND: who has this service, and that package as a global command.
person() {
	rm -rf "$home"
	mkdir -p "$home/.aws" "$home/.config/slsenv" "$home/bin" "$home/run" "$home/proj/shop/node_modules"
	chmod 700 "$home/run"
	rc_files "$home"
	profiles
	settings '[guard]' 'stages ='
	cp "$SLSENV" "$home/bin/slsenv"
	ln -s "$FRAMEWORK_DIR/node_modules/$1/bin/serverless.js" "$home/bin/sls"
	ln -s "$FRAMEWORK_DIR/node_modules/$1" "$home/proj/shop/node_modules/$1"
	cat >"$home/proj/shop/serverless.yml" <<-YML
		service: shop
		provider:
		  name: aws
		  runtime: nodejs20.x
		  region: eu-west-1
		  stage: \${opt:stage, "dev"}
		  profile: \${self:custom.profiles.\${self:provider.stage}}
		custom:
		  profiles: {dev: dev$2, prod: prod$2}
	YML
}

# settings SECTION LINE...: nothing else is guarded, and a slow machine is waited for.
settings() { printf '%s\n' '[trust]' 'paths = ~/proj' '[network]' 'wait = 60' "$@" >"$home/.config/slsenv/config.ini"; }

# as KIND: the end of the name of whoever has that kind's keys.
as() {
	case $1/$2 in
	Static/*) echo "user/$2" ;;
	Role/*) echo assumed-role/demo ;;
	Sso/*) echo assumed-role/AWSReservedSSO_Admin_0123456789abcdef ;;
	esac
}

# what KIND STAGE: what the server has to see.
what() {
	case $2 in
	dev) echo "shop-dev in 111111111111 as $(as "$1" dev)" ;;
	prod) echo "shop-prod in 222222222222 as $(as "$1" prod)" ;;
	*) echo "$2" ;;
	esac
}

# play STEP...: at a terminal, in the service.
play() {
	printf '%s\n' 'type cd ~/proj/shop' "$@" >"$top/scn"
	find "$home" ! -type l -exec touch -h -t 202001010000 {} + 2>/dev/null
	forget_requests
	(
		cd "$home" || exit 99
		exec env -i HOME="$home" PATH="$home/bin:$PATH" LC_ALL=C.UTF-8 TERM=xterm SHELL="$(command -v "$shell")" XDG_RUNTIME_DIR="$home/run" \
			TMPDIR="$top" SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" TERMINAL_LIMIT=120 SLS_TELEMETRY_DISABLED=1 SLS_NOTIFICATIONS_MODE=off \
			${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} HTTPS_PROXY="$plain" AWS_CA_BUNDLE="$ca" NODE_EXTRA_CA_CERTS="$ca" \
			"$TERMINAL" "$shell" "$top/scn"
	) >"$top/out" 2>&1
}

# cell PACKAGE KIND HOW STAGE STEP...: STAGE is whose stack and account are right, or `nothing`.
cell() {
	cell_name="$shell: $1, $2, $3" wanted=$(what "$2" "$4") cell="$1 $2 $3"
	shift 4
	play "$@"
	played=$?
	got=$(node "$here/reached.js" "$aws/log")
	case $cell in *'(unguarded)') right='the accident' ;; *) right=right ;; esac
	if [ "$played" != 0 ] || [ "$got" != "$wanted" ]; then
		right=WRONG failed=$((${failed-0} + 1))
		fail "$cell_name: $got" "wanted: $wanted
$(grep '^#' "$top/out")"
	else
		pass "$cell_name: $got"
	fi
	# shellcheck disable=SC2086
	set -- $cell
	package=$1 kind=$2
	shift 2
	printf '%-10s  %-6s  %-17s  %-80s  %s\n' "$package" "$kind" "$*" "$got" "$right" >>"$top/table"
}

info='; echo "status {status}"'
mismatch='slsenv: this shell is at stage "prod", but sls without --stage means "dev"'
lent='slsenv: warning: this command means stage "dev", and gets the keys of that stage, not of "prod" - write --stage prod behind it'

row() { # PACKAGE KIND
	person "$1" "$2"
	cell "$1" "$2" 'no stage' dev "type sls info$info" 'expect status 0'
	cell "$1" "$2" '--stage prod' prod "type sls info --stage prod$info" 'expect status 0'
	# what would happen without our variable, so that the line above means something
	cell "$1" "$2" '(unguarded)' "shop-prod in 111111111111 as $(as "$2" dev)" 'type env -u AWS_PROD_PROFILE sls info --stage prod'
	cell "$1" "$2" 'shell: bare' dev 'type slsenv stage prod' "expect $mismatch" "type sls info$info" 'expect status 0'
	cell "$1" "$2" 'shell: --stage' prod 'type slsenv stage prod' "type sls info --stage prod$info" 'expect status 0'
	settings '[guard]' 'stages =' '[framework]' 'wrap = yes'
	cell "$1" "$2" 'wrapper on' prod 'type slsenv stage prod' "type sls info$info" 'expect status 0'
}

# The profile of a shell, beside the stage of the file.
profile_row() { # PACKAGE
	person "$1" Static
	mine="shop-dev in 222222222222 as $(as Static prod)"
	chosen='type slsenv profile prodStatic'
	own='slsenv: this shell has the keys of profile "prodStatic", but sls without --aws-profile takes profile "devStatic" (AWS_DEV_PROFILE)'
	cell "$1" Static 'profile: bare' "$mine" "$chosen" "type sls info$info" 'expect status 0'
	cell "$1" Static 'profile: own' dev "$chosen" 'type {set AWS_DEV_PROFILE devStatic}' "expect $own" "type sls info$info" 'expect status 0'
	settings '[guard]' 'stages =' '[framework]' 'wrap = yes'
	cell "$1" Static 'profile: wrapper' "$mine" "$chosen" 'type {set AWS_DEV_PROFILE devStatic}' "type sls info$info" 'expect status 0'
	cell "$1" Static 'profile: --stage' prod 'type slsenv profile devStatic' "type sls info --stage prod$info" 'expect status 0'
}

exec_row() { # PACKAGE
	person "$1" Sso
	cell "$1" Sso 'no stage' dev "type slsenv exec -- sls info$info" 'expect status 0'
	cell "$1" Sso '--stage prod' prod "type slsenv exec -- sls info --stage prod$info" 'expect status 0' 'absent slsenv: '
	cell "$1" Sso 'exec --stage' prod "type slsenv exec --stage prod -- sls info --stage prod$info" 'expect status 0' 'absent slsenv: '
	cell "$1" Sso '(no exec)' nothing "type sls info$info" 'expect AWS profile "devSso" doesn'"'t seem to be configured" 'expect status 1'
	cell "$1" Sso 'shell: bare' dev 'type slsenv stage prod' "type slsenv exec -- sls info$info" "expect $lent" 'expect status 0'
	cell "$1" Sso 'shell: --stage' prod 'type slsenv stage prod' "type slsenv exec -- sls info --stage prod$info" 'expect status 0'
	settings '[guard]' 'stages =' '[framework]' 'wrap = yes'
	cell "$1" Sso 'wrapper on' prod 'type slsenv stage prod' "type slsenv exec -- sls info$info" 'expect status 0'
	settings '[guard]' 'stages = prod'
	cell "$1" Sso 'locked, no' nothing 'keys slsenv exec -- sls info --stage prod' 'key ENTER' 'expect this once? [y/N]' 'keys n' 'key ENTER' ready \
		'type echo "status {status}"' 'expect status 3'
	cell "$1" Sso 'locked, yes' prod 'keys slsenv exec -- sls info --stage prod' 'key ENTER' 'expect this once? [y/N]' 'keys y' 'key ENTER' ready
	settings '[guard]' 'stages ='
	rm -rf "$home/.aws/sso" "$home/run/slsenv"
	cell "$1" Sso 'signed out' nothing "type slsenv exec -- sls info --stage prod$info" 'expect slsenv login --aws-profile prodSso' 'expect status 4'
}

# To the snippets of the other shells, keys of a role are keys.
kinds=Static
[ "$shell" != bash ] || kinds='Static Role'
for package; do
	for kind in $kinds; do row "$package" "$kind"; done
	profile_row "$package"
	exec_row "$package"
done
finish
sed 's/^/# /' "$top/table"
echo "# $((tap_cases - ${failed-0})) passed, ${failed-0} failed, 0 skipped"
[ "${failed-0}" = 0 ]
