# What can come next on a line of sls, serverless or osls? (bash)
#
# `slsenv complete bash` prints this behind slsenv.bash, whose words it uses. The program answers in one call. What completes these
# commands already stays.
# shellcheck disable=SC2154,SC2034 # words, word, quote and cut are local to the function that calls

__slsenv_complete_sls() {
	local i words word quote cut open=''
	COMPREPLY=()
	__slsenv_scan
	# --stage=pr: the option is a word of its own to the program
	if [[ $word == --*=* ]]; then
		open=${word%%=*}=
		word=${word#*=}
		words+=("${open%=}")
	fi
	__slsenv_offer "$open" <<<"$(slsenv next -- ${words[@]+"${words[@]:1}"} "$word" 2>/dev/null </dev/null)"
	[[ -n ${COMPREPLY[*]-} ]] || __slsenv_say default
}

for __slsenv_word in sls serverless osls; do
	complete -p "$__slsenv_word" >/dev/null 2>&1 || complete -F __slsenv_complete_sls "$__slsenv_word"
done
unset -v __slsenv_word
