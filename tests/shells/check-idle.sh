# Does an idle prompt start a process? Counts what a shell forks and executes between two commands, 100 empty lines apart.
# check-idle.sh bash|zsh|fish, started by run.sh.
shell=$1
real=$(command -v "$shell")

if ! strace -f -qq -e trace=none true 2>/dev/null; then
	echo "ok - $shell: idle prompts # SKIP strace cannot trace here"
	exit 0
fi
cat >"$HOME/bin/$shell" <<SH
#!/bin/sh
exec strace -f -qq -e trace=fork,vfork,clone,clone3,execve,execveat -e signal=none -o "\$HOME/trace" '$real' "\$@"
SH
chmod +x "$HOME/bin/$shell"

# idle NAME DIRECTORY STEP...: after these steps, what happens between the end of the first `fails` and the start of the second. Threads are no
# processes, and the last clone is the one that runs the second `fails`.
idle() {
	idle_name=$1
	printf 'start %s\n' "$2" >"$HOME/idle"
	shift 2
	printf '%s\n' "$@" 'type fails 1' 'idle 100' 'type fails 2' 'type touch ~/over' >>"$HOME/idle"
	"$TERMINAL" "$shell" "$HOME/idle"
	count=$(awk '/CLONE_THREAD|execve.*stand-in/ { next }
		/execve\(.*"fails", "2"/ { exit }
		/execve\(/ && on { n++ }
		/execve\(.*"fails", "1"/ { on = 1; n = 0 }
		/(fork|clone3?)\(/ && on { n++ }
		/(fork|clone3?) resumed/ { next }
		END { print on ? n - 1 : "no trace" }' "$HOME/trace")
	if [ "$count" = 0 ]; then
		echo "ok - $shell: 100 idle prompts $idle_name start no process"
	else
		echo "not ok - $shell: 100 idle prompts $idle_name start no process"
		echo "# started: $count"
		sed 's/^/# |/' "$HOME/trace" | tail -n 20
	fi
	rm -f "$HOME/trace"
}

idle 'outside of a service' "$HOME"
idle 'in a service' "$HOME/proj/shop"
idle 'in a service that names no profile' "$HOME/proj/plain"
idle 'in a broken service' "$HOME/proj/broken"
idle 'in a service that is not allowed' "$HOME/cloned/shop"
idle 'in a subdirectory of a service' "$HOME/proj/shop/lib"
idle 'while a stage is unlocked' "$HOME/proj/guarded" 'type slsenv stage prod' 'type slsenv unlock' 'expect is unlocked here'
idle 'while a profile is chosen that sls would not use' "$HOME/proj/four" 'type slsenv profile otherDev' 'expect without --aws-profile'

# fetching NAME ANSWER...: all but one that has to be waited for have come before. A helper that was started at the first prompt may be
# executed later; it does nothing but wait until all is over.
fetching() {
	name=$1
	shift
	rm -rf "$HOME/run/slsenv" "$HOME/over"
	for answer; do
		comes "$answer"
		case $answer in wait*) ;; *) stand-in get --profile laterDev --for-shell ;; esac
	done
	idle "$name" "$HOME/proj/fetched"
}
keys='ASIAFAKEfetched fakeSecretOf/fetched fakeTokenOf/fetched'
fetching 'with fetched keys' "keys $keys 3600 3600 -"
fetching 'with fetched keys that cannot be renewed' "keys $keys 839 3600 -" 'fail failed no network'
fetching 'where a sign-in is needed' 'fail login sign in'
fetching 'where a code is needed' 'fail mfa type it'
fetching 'where fetching failed' 'fail failed no network'
waits 0
fetching 'while keys are being fetched' 'wait over'
fetching 'while keys are being renewed' "keys $keys 839 3600 -" 'wait over'
rm "$HOME/bin/$shell"
