# What can come next on a line of sls, serverless or osls? (zsh)
#
# `slsenv complete zsh` prints this; it belongs behind compinit. The program answers in one call; compadd takes names as text and
# quotes them for the line. What completes these commands already stays.

function _slsenv_sls {
	local name text
	local -a names shown expl open told before
	before=("${(@Q)words[2,CURRENT-1]}")
	if [[ $PREFIX = --*=* ]]; then
		before+=("${PREFIX%%=*}")
		compset -P 1 '*='
	fi
	while IFS=$'\t' read -r name text; do
		# an option that takes a value ends in =
		if [[ $name = --*= ]]; then
			open+=("${name%=}")
			told+=("${name%=}${text:+  -- $text}")
		else
			names+=("$name")
			shown+=("$name${text:+  -- $text}")
		fi
	done < <(slsenv next -- "${before[@]}" "$PREFIX" 2>/dev/null </dev/null)
	if ((! $#names && ! $#open)); then
		_files
		return
	fi
	_description words expl word
	compadd "${expl[@]}" -l -d shown -a names
	compadd "${expl[@]}" -q -S = -l -d told -a open
}

if ((${+functions[compdef]})); then
	for __slsenv_word in sls serverless osls; do
		((${+_comps[$__slsenv_word]})) || compdef _slsenv_sls $__slsenv_word
	done
	unset __slsenv_word
fi
