# Does a script get the exports? For the shells that are not interactive, among them those that only speak POSIX.
# check-batch.sh bash|zsh|fish, started by run.sh.
shell=$1
cd "$HOME/proj/shop" || exit 99

# is NAME EXPECTED ACTUAL
is() {
	if [ "$2" = "$3" ]; then
		echo "ok - $shell: $1"
	else
		printf 'not ok - %s: %s\n' "$shell" "$1"
		printf '%s\n' "expected: $2" "actual: $3" | sed 's/^/# /'
	fi
}

keys='AKIAFAKEshopDev fakeSecretOf/shopDev eu-west-1'
print='printenv AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION'

case $shell in
fish)
	fish -c 'slsenv | source; fish -c "slsenv | source"' 2>"$HOME/err" >/dev/null
	is 'nothing to say in an approved service' '' "$(cat "$HOME/err")"
	(cd ~/cloned/shop && fish -c 'slsenv | source; fish -c "slsenv | source"' 2>"$HOME/err" >/dev/null)
	is 'a child says nothing that its parent has said' 1 "$(grep -c 'is not approved here' "$HOME/err")"
	is 'a command line' "$keys" "$(fish -c "slsenv | source; $print" | paste -sd ' ')"
	is 'a command line, with eval' "$keys" "$(fish -c "eval \"\$(slsenv)\"; $print" | paste -sd ' ')"
	is 'a script that asks again elsewhere' AKIAFAKEotherDev \
		"$(fish -c 'slsenv | source; cd ../other; slsenv | source; printenv AWS_ACCESS_KEY_ID')"
	is 'no hook in a script' 0 "$(fish -c 'slsenv | source; functions -an | grep -c __slsenv_hook')"
	;;
zsh)
	is 'a command line' "$keys" "$(zsh -f -c "eval \"\$(slsenv)\"; $print" | paste -sd ' ')"
	is 'a command line, shell named' "$keys" "$(zsh -f -c "eval \"\$(slsenv init zsh)\"; $print" | paste -sd ' ')"
	is 'a script that asks again elsewhere' AKIAFAKEotherDev \
		"$(zsh -f -c 'eval "$(slsenv)"; cd ../other; eval "$(slsenv)"; printenv AWS_ACCESS_KEY_ID')"
	is 'no hook in a script' 0 "$(zsh -f -c 'eval "$(slsenv)"; functions | grep -c __slsenv_hook')"
	is 'under strict options' "$keys" "$(zsh -f -c "setopt err_exit no_unset; eval \"\$(slsenv)\"; $print" | paste -sd ' ')"
	;;
bash)
	is 'a command line' "$keys" "$(bash -c "eval \"\$(slsenv)\"; $print" | paste -sd ' ')"
	is 'a command line, shell named' "$keys" "$(bash -c "eval \"\$(slsenv init bash)\"; $print" | paste -sd ' ')"
	is 'a script that asks again elsewhere' AKIAFAKEotherDev \
		"$(bash -c 'eval "$(slsenv)"; cd ../other; eval "$(slsenv)"; printenv AWS_ACCESS_KEY_ID')"
	is 'no hook in a script' 0 "$(bash -c 'eval "$(slsenv)"; declare -F | grep -c __slsenv_hook')"
	is 'under strict options' "$keys" "$(bash -euo pipefail -c "eval \"\$(slsenv)\"; $print" | paste -sd ' ')"
	for posix in dash ksh mksh 'busybox sh' sh; do
		command -v "${posix%% *}" >/dev/null || {
			echo "ok - $posix: a script # SKIP no $posix here"
			continue
		}
		printf 'set -eu\neval "$(slsenv init posix)"\n%s\n' "$print" >"$HOME/script"
		# shellcheck disable=SC2086
		is "a script under $posix, shell named" "$keys" "$($posix "$HOME/script" | paste -sd ' ')"
		printf 'eval "$(slsenv)"\n%s\n' "$print" >"$HOME/script"
		# shellcheck disable=SC2086
		is "a script under $posix" "$keys" "$($posix "$HOME/script" | paste -sd ' ')"
	done
	;;
esac
