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

# Names that would like to be code, or to draw on the screen.
hostile() {
	mkdir -p "$1/work/hostile" "$1/work/control"
	cat >"$1/work/hostile/serverless.yml" <<-'YML'
		service: '$(touch ~/pwned1)`touch ~/pwned2`'
		provider:
		  name: aws
		  stage: '%F{red}%n$(touch ~/pwned3)`touch ~/pwned4`\u\w!!'
	YML
	cat >"$1/work/control/serverless.yml" <<-'YML'
		service: "a\nb"
		provider:
		  name: aws
		  stage: "a\ebc\nd\re\x07\x7f\x9b"
	YML
}

services() {
	service "$1/work/shop" shop shopDev shopTest
	service "$1/work/shop/deep/inner" inner innerDev innerTest
	service "$1/work/other" other otherDev otherTest
	service "$1/cloned/shop" cloned shopDev shopTest
	mkdir -p "$1/work/plain" "$1/work/broken" "$1/work/shop/lib" "$1/empty"
	printf 'service: plain\nprovider:\n  name: aws\n' >"$1/work/plain/serverless.yml"
	printf 'service: broken\nprovider:\n  name: aws\n  stage: [dev\n' >"$1/work/broken/serverless.yml"
	hostile "$1"
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
	cat >"$1/bin/fails" <<-'SH'
		#!/bin/sh
		exit "$1"
	SH
	cat >"$1/bin/leaks" <<-'SH'
		#!/bin/sh
		grep fakeSecretOf | grep -v "^\(declare -x \|typeset -x \|export \|\)AWS_SECRET_ACCESS_KEY[= ]" || echo "no leak"
	SH
	chmod +x "$1"/bin/*
	cp "$SLSENV" "$1/bin/slsenv"
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
	for name in default shopDev shopTest innerDev innerTest otherDev otherTest; do profile "$name"; done >"$1/.aws/credentials"
	printf '[default]\nregion = us-east-1\n' >"$1/.aws/config"
	# shellcheck disable=SC2088 # slsenv expands it
	printf '[trust]\npaths = ~/work\n' >"$1/.config/slsenv/config.ini"
	services "$1"
	commands "$1"
	rc_files "$1"
	# What has just changed keeps the idle guard off.
	find "$1" ! -type l -exec touch -t 202001010000 {} +
}
