# What can come next on a `slsenv` command line? (bash)
#
# The program says which commands, options, stages and profiles there are. Names come from files of strangers: here they
# are compared as text and quoted for the line, never expanded (`compgen -W` would run the `$(...)` in them).
# shellcheck disable=SC2154,SC2034 # words, word, quote, cut and where are local to __slsenv_complete

# Reads the line up to the cursor: words are the finished words as the shell would understand them, word is the last one.
# quote is the quote that is open in it, cut the part of it that readline keeps in front of what we offer.
__slsenv_scan() {
	local i c raw='' line="${COMP_LINE:0:COMP_POINT}"
	words=() word='' quote='' cut=''
	for ((i = 0; i < ${#line}; i++)); do
		c=${line:i:1}
		raw+=$c
		case $quote$c in
		[[:blank:]])
			[[ $raw == "$c" ]] || words+=("$word")
			word='' raw='' cut=''
			;;
		\' | \") quote=$c ;;
		\'\' | \"\")
			quote=''
			cut=$raw
			;;
		\\ | \"\\)
			((++i))
			raw+=${line:i:1}
			word+=${line:i:1}
			;;
		*)
			word+=$c
			[[ -n $quote || $COMP_WORDBREAKS != *"$c"* ]] || cut=$raw
			;;
		esac
	done
}

# Sets quoted to the name $1 as it can stand in the line, in the quotes that the person has opened.
__slsenv_quote() {
	local q=\'
	case $quote in
	\') quoted=$q${1//$q/$q\\$q$q} ;;
	\")
		quoted=${1//\\/\\\\}
		quoted=${quoted//\$/\\\$}
		quoted=${quoted//\`/\\\`}
		quoted=\"${quoted//\"/\\\"}
		;;
	*) printf -v quoted %q "$1" ;;
	esac
}

# Offers those of the names on standard input (one a line, a tab before its description) that begin with the word; $1 is
# what stands in front of them, as in --stage=dev.
__slsenv_offer() {
	local name quoted
	while IFS=$'\t' read -r name _; do
		[[ -n $name && ${name:0:${#word}} == "$word" ]] || continue
		__slsenv_quote "$name"
		quoted=${1-}$quoted
		[[ ${quoted:0:${#cut}} != "$cut" ]] || COMPREPLY+=("${quoted:${#cut}}")
	done
	# an option that takes a value ends in =
	[[ ${COMPREPLY[0]-} != --*= ]] || __slsenv_say nospace
}

# A wish that readline may know: compopt is newer than bash 3.2.
__slsenv_say() {
	compopt -o "$1" 2>/dev/null || :
}

# Offers the values of the option $1 behind the text $2.
__slsenv_offer_value() {
	case $1 in
	-s | --stage) __slsenv_offer "$2" <<<"$(slsenv ${where[@]+"${where[@]}"} stages --names 2>/dev/null </dev/null)" ;;
	--aws-profile | --profile) __slsenv_offer "$2" <<<"$(slsenv profiles --names 2>/dev/null </dev/null)" ;;
	--format) __slsenv_offer "$2" <<<$'env\nenv-no-export\nfish\npowershell\nwindows-cmd\nprocess\njson\ndotenv\ngithub' ;;
	-C | --directory) __slsenv_say dirnames ;;
	-c | --config) __slsenv_say default ;;
	esac
}

# Offers what the command $1 takes.
__slsenv_offer_argument() {
	case $1 in
	stage) __slsenv_offer_value --stage '' ;;
	profile) __slsenv_offer_value --profile '' ;;
	allow | deny | revoke) __slsenv_say dirnames ;;
	unlock) __slsenv_offer '' <<<$'5\n15\n30\n60' ;;
	init) __slsenv_offer '' <<<$'bash\nzsh\nfish\nposix' ;;
	complete) __slsenv_offer '' <<<$'bash\nzsh\nfish' ;;
	help | '') __slsenv_offer '' <<<"$(slsenv help --names 2>/dev/null </dev/null)" ;;
	esac
}

__slsenv_complete() {
	local i words word quote cut command='' open='' where=() rest=-1
	COMPREPLY=()
	__slsenv_scan
	for ((i = 1; i < ${#words[@]} && rest < 0; i++)); do
		case ${words[i]} in
		-C | --directory | -c | --config | -s | --stage | --aws-profile | --profile | -r | --region | --param | --format)
			open=${words[i]}
			((++i < ${#words[@]})) || break
			# shellcheck disable=SC2088 # the tilde of the command line, as typed
			[[ ${words[i]} != '~/'* ]] || words[i]=$HOME/${words[i]:2}
			[[ $open != -[Cc] && $open != --directory && $open != --config ]] || where+=("$open" "${words[i]}")
			open=''
			;;
		--) [[ $command != exec ]] || rest=$((i + 1)) ;;
		-*) ;;
		*)
			if [[ $command == exec ]]; then rest=$i; else command=${command:-${words[i]}}; fi
			;;
		esac
	done
	if ((rest == ${#words[@]})) || [[ $rest$command == -1exec && -z $open && $word != -* ]]; then
		__slsenv_offer '' <<<"$(compgen -c -- "$word")"
	elif ((rest >= 0)); then
		__slsenv_say default
	elif [[ -n $open ]]; then
		__slsenv_offer_value "$open" ''
	elif [[ $word == --*=* ]]; then
		open=${word%%=*}=
		word=${word#*=}
		__slsenv_offer_value "${open%=}" "$open"
	elif [[ $word == -* ]]; then
		__slsenv_offer '' <<<"$(slsenv help --options ${command:+"$command"} 2>/dev/null </dev/null)"
	else
		__slsenv_offer_argument "$command"
	fi
}

complete -F __slsenv_complete slsenv
