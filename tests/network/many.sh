#!/bin/sh
# When many shells open at once in the same directory, is AWS asked once, do all of them get the keys, and how long does each wait?
# shellcheck source=SCRIPTDIR/stage.sh
. "${SLSENV_SOURCE:?}/tests/network/stage.sh"
# shellcheck source=SCRIPTDIR/../shells/home.sh
. "$SLSENV_SOURCE/tests/shells/home.sh"
stage
limit=60

mkdir -p "$home/.config/slsenv" "$home/proj/shop"
printf '[trust]\npaths = %s/proj\n' "$home" >"$home/.config/slsenv/config.ini"

# of_profile PROFILE
of_profile() { printf 'service: shop\nprovider:\n  name: aws\n  region: eu-west-1\n  profile: %s\n' "$1" >"$home/proj/shop/serverless.yml"; }

# shells COUNT OPERATION: so many at once; then each one's key must be the same, and the server must have been asked once.
shells() {
	rm -rf "$home/run/slsenv" "$top"/shell.*
	forget_requests
	i=0 started=''
	while [ "$i" -lt "$1" ]; do
		i=$((i + 1))
		(
			cd "$home/proj/shop" || exit 99
			# shellcheck disable=SC2016
			exec timeout "$limit" env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" \
				SLSENV="$SLSENV" AWS_ENDPOINT_URL="$plain" AWS_REGION=eu-west-1 bash -c 'eval "$("$SLSENV")"; echo "$AWS_ACCESS_KEY_ID $AWS_SESSION_TOKEN"' \
				>"$top/shell.$i" 2>"$top/shell.$i.err" </dev/null
		) &
		started="$started $!"
	done
	# shellcheck disable=SC2086
	wait $started
	got=$(cat "$top"/shell.? "$top"/shell.?? 2>/dev/null | grep -cE '^ASIA[A-Z2-7]{16} .{50}')
	[ "$got" = "$1" ] || cat "$top"/shell.*.err | sort | uniq -c | sort -rn | head -n 5 | sed 's/^/# /'
	same "$1 shells: all have keys" "$1" "$got"
	same "$1 shells: the same" 1 "$(sort -u "$top"/shell.? "$top"/shell.?? 2>/dev/null | wc -l | tr -d ' ')"
	same "$1 shells: one $2" 1 "$(asked "$2")"
	cat "$top"/shell.*.err >>"$top/printed"
}

of_profile role
shells 50 AssumeRole
faults 'AssumeRole slow 1'
shells 50 AssumeRole
faults
sso_token corp ended "$(in_past 60)" "$sso_refresh"
of_profile sso
shells 20 CreateToken
same 'and one GetRoleCredentials' 1 "$(asked GetRoleCredentials)"

# A fetch that is killed leaves no lock behind.
of_profile role
rm -rf "$home/run/slsenv"
faults 'AssumeRole never'
forget_requests
(
	cd "$home/proj/shop" || exit 99
	exec env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" AWS_ENDPOINT_URL="$plain" \
		AWS_REGION=eu-west-1 setsid "$SLSENV_CREDENTIALS" get --profile role >/dev/null 2>&1 </dev/null
) &
fetching=$!
tries=0
while [ "$(asked AssumeRole)" = 0 ] && [ "$tries" -lt 200 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
same 'a fetch is under way' 1 "$(asked AssumeRole)"
kill -KILL -- -"$fetching" 2>/dev/null || kill -KILL "$fetching"
wait "$fetching" 2>/dev/null
faults
keys role
same 'the next one gets keys' 0 "$status"

# ---- the same for people: each shell on a terminal of its own, with the integration in its rc file -----------------------

interactive() {
	rc_files "$home"
	mkdir -p "$home/bin"
	ln -sf "$SLSENV" "$home/bin/slsenv"
	# Waits until all shells have come so far.
	cat >"$home/bin/barrier" <<-'SH'
		#!/bin/sh
		: >"$HOME/ready.$1"
		until [ -e "$HOME/go" ]; do sleep 0.1; done
		date +%s%N >"$HOME/from.$1"
	SH
	chmod +x "$home/bin/barrier"
}

# play NUMBER SHELL: one that starts in the directory, or walks into it; it notes when it came, when its next command ran, and its key.
play() {
	note="type date +%s%N >~/until.$1; echo \"\$AWS_ACCESS_KEY_ID \$AWS_SESSION_TOKEN\" >~/key.$1"
	if [ $(($1 / 3 % 2)) = 0 ]; then
		printf '%s\n' 'start proj/shop' "before barrier $1" "$note" >"$home/scn.$1"
	else
		printf '%s\n' "type barrier $1; cd ~/proj/shop" "$note" >"$home/scn.$1"
	fi
	cd "$home" && exec env -i HOME="$home" PATH="$home/bin:$PATH" LC_ALL=C.UTF-8 TERM=xterm SHELL="$(command -v "$2")" XDG_RUNTIME_DIR="$home/run" \
		TERMINAL_LIMIT=240 SLSENV_CREDENTIALS="$SLSENV_CREDENTIALS" AWS_ENDPOINT_URL="$plain" AWS_REGION=eu-west-1 \
		${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} "${TERMINAL:?the driver, built from terminal.c}" "$2" "$home/scn.$1" >"$home/played.$1" 2>&1
}

# nth NUMBER WORD...: that word, over and over again.
nth() {
	nth=$1
	shift
	shift $((nth % $#))
	echo "$1"
}

# people COUNT SECONDS: so many at once, with that [network] wait. $came of them came back to a prompt; the slowest waited $longest milliseconds.
people() {
	printf '[trust]\npaths = %s/proj\n[network]\nwait = %s\n' "$home" "$2" >"$home/.config/slsenv/config.ini"
	rm -rf "$home/run/slsenv" "$home/go" "$home"/ready.* "$home"/from.* "$home"/until.* "$home"/key.*
	find "$home" ! -type l -exec touch -h -t 202001010000 {} +
	forget_requests
	i=0 started=''
	while [ "$i" -lt "$1" ]; do
		i=$((i + 1))
		# shellcheck disable=SC2086
		(play "$i" "$(nth "$i" $kinds)") &
		started="$started $!"
	done
	tries=0
	until [ "$(find "$home" -maxdepth 1 -name 'ready.*' | wc -l)" -eq "$1" ] || [ "$tries" -gt 1200 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	: >"$home/go"
	# shellcheck disable=SC2086
	wait $started
	came=$(find "$home" -maxdepth 1 -name 'until.*' | wc -l | tr -d ' ')
	longest=0 fastest=''
	for file in "$home"/until.*; do
		waited=$((($(cat "$file") - $(cat "$home/from.${file##*.}")) / 1000000))
		[ "$waited" -le "$longest" ] || longest=$waited
		[ -n "$fastest" ] && [ "$waited" -ge "$fastest" ] || fastest=$waited
	done
	echo "# $1 interactive shells ($kinds), [network] wait = $2: from the command to the next prompt's it took $fastest to $longest milliseconds"
	grep -h '^#' "$home"/played.* | head -n 20
}

kinds=$(for kind in bash zsh fish; do command -v $kind >/dev/null 2>&1 && echo $kind; done | xargs)
interactive
of_profile role
# Such a machine may be slow: nobody's wait is longer than the limit and this.
slack=60000

people 50 30
same '50 people: all are at a prompt again' 50 "$came"
same '50 people: all have keys there' 50 "$(cat "$home"/key.* | grep -cE '^ASIA[A-Z2-7]{16} .{50}')"
same '50 people: the same' 1 "$(sort -u "$home"/key.* | wc -l | tr -d ' ')"
same '50 people: one AssumeRole' 1 "$(asked AssumeRole)"
try '50 people: nobody waits longer than the limit' test "$longest" -lt $((30000 + slack))

faults 'AssumeRole never'
people 50 2
faults
same 'AWS never answers: all are at a prompt again' 50 "$came"
same 'AWS never answers: nobody has keys' 50 "$(cat "$home"/key.* | grep -c '^ *$')"
same 'AWS never answers: it is asked once all the same' 1 "$(asked AssumeRole)"
try 'AWS never answers: nobody waits longer than the limit' test "$longest" -lt $((2000 + slack))

try 'no secret in what was said' leaks "$top/printed"
finish
