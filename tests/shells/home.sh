# Where do the shell tests live? Sourced: `home DIR` makes a throw-away HOME with keys, services and rc files in DIR.
# The keys are no keys: nothing that AWS gives out looks like this.

profile() {
	printf '[%s]\naws_access_key_id = AKIAFAKE%s\naws_secret_access_key = fakeSecretOf/%s\n' "$1" "$1" "$1"
}

# A service whose stages have a profile each, as README's example has.
service() {
	mkdir -p "$1"
	cat >"$1/serverless.yml" <<-YML
		service: $2
		provider:
		  name: aws
		  region: eu-west-1
		  stage: \${opt:stage, self:custom.defaultStage}
		  profile: \${self:custom.profiles.\${self:provider.stage}}
		custom:
		  defaultStage: dev
		  profiles:
		    dev: $3
		    test: $4
	YML
}

# The bytes from $1 to $2, without those in $3 (a blank-separated list of numbers).
bytes() {
	byte=$1
	while [ "$byte" -le "$2" ]; do
		case " ${3-} " in
		*" $byte "*) ;;
		*) printf '%b' "\\0$(printf %03o "$byte")" ;;
		esac
		byte=$((byte + 1))
	done
}

# A service for which YAML needs no quoting: its profile is all of $2, which has no newline.
named_service() {
	mkdir -p "$1"
	printf '[%s]\naws_access_key_id = AKIAFAKEnamed\naws_secret_access_key = fakeSecretOf/named\n' "$2" >>"$named"
	printf 'service: named\nprovider:\n  name: aws\n  profile: >-\n    %s\n' "$2" >"$1/serverless.yml"
}

# Names that would like to be code, or to draw on the screen. A directory whose name has every byte that one can have, and
# a secret with every byte that it can have.
hostile() {
	named="$1/.aws/credentials"
	# shellcheck disable=SC2016
	named_service "$1/proj/hostile" '%F{red}%n\u\w!!$(touch ~/pwned1)`touch ~/pwned2`'
	mkdir -p "$1/proj/control"
	printf '[a\033b\007\177c]\naws_access_key_id = AKIAFAKEnamed\naws_secret_access_key = fakeSecretOf/named\n' >>"$named"
	printf 'service: "a\\nb"\nprovider:\n  name: aws\n  profile: "a\\eb\\x07\\x7fc"\n' >"$1/proj/control/serverless.yml"
	mkdir -p "$1/proj/lost"
	printf 'service: x\nprovider:\n  name: aws\n  profile: "no\\e[31m\\n$(touch ~/pwned3)\\u0085"\n' >"$1/proj/lost/serverless.yml"
	printf '%s\n' "$(bytes 33 126)é€😀" >"$1/secret"
	for name in 'a $(touch ~/pwned1)' 'b`touch ~/pwned2`' "c'd" 'e;touch ~/pwned3' 'f*' 'g"h' 'u\j' k:l:m n=o '%F{red}' \
		'~root' '#q' 'r!s' 't&u' 'v<w' '{x,y}' 'y|z@w' 'zé😀'; do
		printf '[%s]\naws_access_key_id = AKIAFAKE\naws_secret_access_key = x\n' "$name" >>"$named"
	done
	printf '[odd]\naws_access_key_id = AKIAFAKEodd\naws_secret_access_key = %s\n' "$(cat "$1/secret")" >>"$named"
	service "$1/proj/odd/$(bytes 1 255 47)" odd odd odd
}

services() {
	service "$1/proj/shop" shop shopDev shopTest
	service "$1/proj/shop/deep/inner" inner innerDev innerTest
	service "$1/proj/other" other otherDev otherTest
	service "$1/proj/stages" stages shopDev shopTest
	sed 's/test:/onlyhere:/' "$1/proj/stages/serverless.yml" >"$1/stages" && mv "$1/stages" "$1/proj/stages/serverless.yml"
	service "$1/proj/guarded" guarded shopDev shopTest
	service "$1/proj/guarded2" guarded shopDev shopTest
	sed -i 's/test:/prod:/' "$1/proj/guarded/serverless.yml" "$1/proj/guarded2/serverless.yml"
	mkdir "$1/proj/guarded/src"
	service "$1/cloned/shop" cloned shopDev shopTest
	service "$1/proj/sls" sls shopDev shopTest
	# shellcheck disable=SC2016
	printf '%s\n' '    "x $(touch ~/pwned3)": shopDev' 'functions:' '  hello: {handler: src/hello.main}' '  "a $(touch ~/pwned1)": {handler: x}' \
		'  "b`touch ~/pwned2`": {handler: x}' "  \"c'd\": {handler: x}" "  'g\"h': {handler: x}" '  k:l:m: {handler: x}' >>"$1/proj/sls/serverless.yml"
	# to serverless, and not to osls, anything is a stage's name
	printf '{"devDependencies": {"serverless": "^3.40.0"}}\n' >"$1/proj/sls/package.json"
	service "$1/proj/four" four shopDev shopTest
	mkdir -p "$1/proj/four/node_modules/serverless"
	echo '{"name": "serverless", "version": "4.41.0"}' >"$1/proj/four/node_modules/serverless/package.json"
	mkdir -p "$1/proj/plain" "$1/proj/broken" "$1/proj/shop/lib" "$1/empty"
	printf 'service: plain\nprovider:\n  name: aws\n' >"$1/proj/plain/serverless.yml"
	printf 'service: broken\nprovider:\n  name: aws\n  stage: [dev\n' >"$1/proj/broken/serverless.yml"
	fetched "$1"
	hostile "$1"
}

# A service whose credentials have to be fetched; ~/stand-in says what comes (../stand_in.c). Its v4 can use such a profile.
fetched() {
	service "$1/proj/fetched" fetched laterDev laterDev
	mkdir -p "$1/proj/fetched/node_modules/serverless"
	echo '{"name": "serverless", "version": "4.41.0"}' >"$1/proj/fetched/node_modules/serverless/package.json"
	printf '[profile laterDev]\ncredential_process = true\n' >>"$1/.aws/config"
	echo 'keys ASIAFAKEfetched fakeSecretOf/fetched fakeTokenOf/fetched 3600 3600 -' >"$1/stand-in"
}

# What the scenarios run. They print what a shell's children see.
commands() {
	mkdir -p "$1/bin"
	cat >"$1/bin/snap" <<-'SH'
		#!/bin/sh
		env -0 | sort -z >"$HOME/snap.$1"
	SH
	cat >"$1/bin/same" <<-'SH'
		#!/bin/sh
		if cmp -s "$HOME/snap.$1" "$HOME/snap.$2"; then echo "no difference"; exit 0; fi
		for f in "$1" "$2"; do tr '\0\n' '\n ' <"$HOME/snap.$f" >"$HOME/snap.$f.lines"; done
		diff "$HOME/snap.$1.lines" "$HOME/snap.$2.lines" | grep '^[<>]'
	SH
	cat >"$1/bin/show" <<-'SH'
		#!/bin/sh
		for name; do eval "printf '%s=<%s>\n' \"\$name\" \"\${$name-unset}\""; done
	SH
	cat >"$1/bin/sls" <<-'SH'
		#!/bin/sh
		printf '%s:' "${0##*/}"
		printf ' <%s>' "$@"
		echo " key ${AWS_ACCESS_KEY_ID-none}"
	SH
	cp "$1/bin/sls" "$1/bin/osls"
	cat >"$1/bin/fails" <<-'SH'
		#!/bin/sh
		exit "$1"
	SH
	cat >"$1/bin/leaks" <<-'SH'
		#!/bin/sh
		grep fakeSecretOf | grep -v "^\(declare -x \|typeset -x \|export \|\)AWS_SECRET_ACCESS_KEY[= ]" || echo "no leak"
	SH
	cat >"$1/bin/until-there" <<-'SH'
		#!/bin/sh
		for try in $(seq 600); do ! ls "$HOME/$1"* >/dev/null 2>&1 || exit 0; sleep 0.05; done
		echo "no $1"
	SH
	cat >"$1/bin/comes" <<-'SH'
		#!/bin/sh
		rm -f "$HOME"/run/slsenv/attempt.* "$HOME"/run/slsenv/failure-* "$HOME/ran" "$HOME/go"
		printf '%s\n' "$@" >"$HOME/stand-in"
	SH
	cat >"$1/bin/waits" <<-'SH'
		#!/bin/sh
		printf '[trust]\npaths = ~/proj\n[network]\nwait = %s\n' "$1" >"$HOME/.config/slsenv/config.ini"
		touch -t 202001010000 "$HOME/.config/slsenv/config.ini" "$HOME/.config/slsenv"
	SH
	# Says so once it is in the foreground, and when it goes on; then takes a line. Starts nothing: a stop would wait for it.
	cat >"$1/bin/front" <<-'SH'
		#!/bin/sh
		trap 'echo resumed' CONT
		until read -r _ _ _ _ group _ _ front _ </proc/$$/stat; test "$group" = "$front"; do :; done
		echo "running with $AWS_ACCESS_KEY_ID"
		for _ in 1 2 3; do read -r line && break; done
		echo "got $line"
	SH
	chmod +x "$1"/bin/*
	cp "$SLSENV" "$1/bin/slsenv"
	cp "$STAND_IN" "$1/bin/stand-in"
}

# The mark at the end of each prompt tells tests/terminal.c that the shell is ready; see tests/screen.c.
rc_files() {
	# shellcheck disable=SC2016
	printf 'set -g default-command "exec $SHELL"\n' >"$1/.tmux.conf"
	cat >"$1/.bare" <<-'RC'
		__t_n=0
		PS1='bare> \[\e]7777;$$.$((__t_n+=1))\a\]'
	RC
	cat >"$1/.bashrc" <<-'RC'
		: "${__t_n:=0}"
		PS1='> \[\e]7777;$$.$((__t_n+=1))\a\]'
		eval "${TERMINAL_BEFORE-}"
		unset TERMINAL_BEFORE
		eval "$(slsenv)"
		PS1='${__slsenv_segment:+$__slsenv_segment }'$PS1
		eval "${TERMINAL_AFTER-}"
		unset TERMINAL_AFTER
	RC
	cat >"$1/.zshrc" <<-'RC'
		: ${__t_n:=0}
		setopt prompt_subst
		PROMPT='> %{'$'\e]7777;''$$.$((__t_n+=1))'$'\a%}'
		eval "${TERMINAL_BEFORE-}"
		unset TERMINAL_BEFORE
		eval "$(slsenv)"
		PROMPT='${__slsenv_segment:+$__slsenv_segment }'$PROMPT
		eval "${TERMINAL_AFTER-}"
		unset TERMINAL_AFTER
	RC
	mkdir -p "$1/.config/fish" "$1/.local/share/fish/generated_completions"
	cat >"$1/.config/fish/config.fish" <<-'RC'
		set -g fish_greeting
		set -q __t_n
		or set -g __t_n 0
		function __t_count --on-event fish_prompt
		    set -g __t_n (math $__t_n + 1)
		end
		function fish_prompt
		    functions -q slsenv_segment
		    and slsenv_segment
		    printf '> \e]7777;%s.%s\a' $fish_pid $__t_n
		end
		set -q TERMINAL_BEFORE
		and eval $TERMINAL_BEFORE
		set -e TERMINAL_BEFORE
		slsenv | source
		set -q TERMINAL_AFTER
		and eval $TERMINAL_AFTER
		set -e TERMINAL_AFTER
	RC
}

home() {
	mkdir -p "$1/.aws" "$1/.config/slsenv" "$1/run"
	chmod 700 "$1/run"
	rm -f "$1/.aws/credentials"
	for name in default shopDev shopTest innerDev innerTest otherDev otherTest; do profile "$name"; done >"$1/.aws/credentials"
	printf '[default]\nregion = us-east-1\n' >"$1/.aws/config"
	# shellcheck disable=SC2088 # slsenv expands it
	printf '[trust]\npaths = ~/proj\n' >"$1/.config/slsenv/config.ini"
	services "$1"
	commands "$1"
	rc_files "$1"
	# What has just changed keeps the idle guard off.
	find "$1" ! -type l -exec touch -t 202001010000 {} +
}
