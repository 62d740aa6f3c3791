#!/bin/sh
# Which account does the Framework itself reach, for a person in a shell with the integration?
#
# run.sh [SHELL [KIND...]]: in that shell (bash, zsh, fish), on a terminal, with the real packages below FRAMEWORK_DIR/node_modules: each package and
# kind of profile, with no stage, --stage prod, the shell's stage, and the shell's stage with the wrapper. Prints TAP, and the table.
# Static keys are the file's; those of roles and SSO come from tests/stand_in.c in the helper's place.
# shellcheck disable=SC2016
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 99
: "${SLSENV:?the program to test}" "${TERMINAL:?the driver, built from ../terminal.c}" "${STAND_IN:?built from ../stand_in.c}"
: "${FRAMEWORK_DIR:?where npm has put osls and serverless}"
shell=${1:-bash}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- Static Role Sso
# shellcheck source=SCRIPTDIR/../shells/home.sh
. "$here/../shells/home.sh"
top=$(mktemp -d "${TMPDIR:-/tmp}/slsenv-accounts.XXXXXX") || exit 99
top=$(cd -- "$top" && pwd -P) || exit 99
trap 'rm -rf -- "$top"' EXIT
trap 'exit 99' HUP INT TERM
H=$top/home

profiles() {
	cat >"$H/.aws/credentials" <<-'INI'
		[devStatic]
		aws_access_key_id = AKIADEV
		aws_secret_access_key = s
		[prodStatic]
		aws_access_key_id = AKIAPROD
		aws_secret_access_key = s
		[devRole]
		role_arn = arn:aws:iam::111111111111:role/demo
		source_profile = devStatic
		[prodRole]
		role_arn = arn:aws:iam::222222222222:role/demo
		source_profile = devStatic
	INI
	for stage in dev prod; do
		printf '[profile %sSso]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = %s\nsso_role_name = Admin\n' \
			$stage "$([ $stage = dev ] && echo 111111111111 || echo 222222222222)"
	done >"$H/.aws/config"
	printf '[trust]\npaths = ~/work\n[guard]\nstages =\n' >"$H/.config/slsenv/config.ini"
	sed 's/^.guard./[framework]\nwrap = yes\n&/' "$H/.config/slsenv/config.ini" >"$H/wrapped"
}

# service PACKAGE KIND
of_kind() {
	dir=$H/work/$1-$2
	mkdir -p "$dir/node_modules"
	ln -s "$FRAMEWORK_DIR/node_modules/$1" "$dir/node_modules/$1"
	cp "$here/whose.js" "$dir/"
	cat >"$dir/serverless.yml" <<-YML
		service: shop
		plugins: [./whose.js]
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

# The Framework of the service one stands in, as a global command; and a helper that has keys for every profile.
programs_of_mine() {
	cat >"$H/bin/sls" <<-'SH'
		#!/bin/sh
		for package in osls serverless; do
			if [ -e "node_modules/$package" ]; then exec node "node_modules/$package/bin/serverless.js" "$@"; fi
		done
	SH
	cat >"$H/bin/helper" <<-'SH'
		#!/bin/sh
		case "$*" in *--profile\ dev*|*--profile=dev*) id=DEV account=111111111111 ;; *) id=PROD account=222222222222 ;; esac
		echo "keys ASIA$id s t 3600 3600 $account" >"$HOME/stand-in"
		exec "$STAND_IN" "$@"
	SH
	chmod +x "$H/bin/sls" "$H/bin/helper"
}

# cell PACKAGE KIND HOW COMMANDS WANTED: what the commands, one a line, print at last.
cell() {
	n=$((${n-0} + 1))
	if [ "$3" = 'wrapper on' ]; then cp "$H/wrapped" "$H/.config/slsenv/config.ini"; fi
	find "$H" ! -type l -exec touch -h -t 202001010000 {} + 2>/dev/null
	{
		echo "type cd ~/work/$1-$2"
		printf '%s\n' "$4" | sed 's/^/type /'
		echo "expect $5"
	} >"$top/scn"
	if got=$(cd "$H" && env -i HOME="$H" PATH="$H/bin:$PATH" LC_ALL=C.UTF-8 TERM=xterm SHELL="$(command -v "$shell")" XDG_RUNTIME_DIR="$H/run" TMPDIR="$top" \
		STAND_IN="$STAND_IN" SLSENV_CREDENTIALS="$H/bin/helper" TERMINAL_LIMIT=120 SLS_TELEMETRY_DISABLED=1 SLS_NOTIFICATIONS_MODE=off \
		"$TERMINAL" "$shell" "$top/scn"); then
		right=right
		echo "ok $n - $shell: $1, $2, $3: $5"
	else
		failed=$((${failed-0} + 1)) right=wrong
		printf '%s\n' "$got" | grep '^#'
		echo "not ok $n - $shell: $1, $2, $3: $5"
	fi
	printf '%-11s %-7s %-15s %-53s %s\n' "$1" "$2" "$3" "$5" $right >>"$top/table"
}

dev='stage dev, account 111111111111.' prod='stage prod, account 222222222222.'
none='account none: UNRECOGNIZED_AWS_PROFILE.'

new_home() { # PACKAGE KIND
	rm -rf "$H"
	home "$H"
	profiles
	of_kind "$1" "$2"
	programs_of_mine
}

row() { # PACKAGE KIND
	new_home "$1" "$2"
	cell "$1" "$2" 'no stage' 'sls info' "$dev"
	cell "$1" "$2" '--stage prod' 'sls info --stage prod' "$prod"
	# what would happen without our variable, so that the line above means something
	[ "$2" != Static ] || cell "$1" "$2" '(unguarded)' 'env -u AWS_PROD_PROFILE sls info --stage prod' 'stage prod, account 111111111111.'
	cell "$1" "$2" 'shell: bare' 'slsenv stage prod
sls info' "$dev"
	cell "$1" "$2" 'shell: --stage' 'slsenv stage prod
sls info --stage prod' "$prod"
	cell "$1" "$2" 'wrapper on' 'slsenv stage prod
sls info' "$prod"
}

# A profile that the Framework's SDK cannot use: slsenv exec lends it one stage's keys, and with any other stage it stops. The wrapper is a
# function of the shell, and not what exec runs.
exec_row() { # PACKAGE
	new_home "$1" Sso
	cell "$1" Sso 'no stage' 'slsenv exec -- sls info' "$dev"
	cell "$1" Sso '--stage prod' 'slsenv exec --stage prod -- sls info --stage prod' "$prod"
	cell "$1" Sso "(dev's keys)" 'slsenv exec -- sls info --stage prod' "stage prod, $none"
	cell "$1" Sso 'without exec' 'sls info' "stage dev, $none"
	cell "$1" Sso 'shell: bare' 'slsenv stage prod
slsenv exec -- sls info' "stage dev, $none"
	cell "$1" Sso 'shell: --stage' 'slsenv stage prod
slsenv exec -- sls info --stage prod' "$prod"
}

for package in osls serverless; do
	for kind; do
		if [ "$kind" = Sso ]; then exec_row $package; else row $package "$kind"; fi
	done
done
echo "1..$n"
sed 's/^/# /' "$top/table"
echo "# $((n - ${failed-0})) passed, ${failed-0} failed, 0 skipped"
exit "$((${failed-0} != 0))"
