# How does an interactive bash follow its directory?
#
# `slsenv init bash` prints this file with the program's quoted path in the placeholders, followed by its first answer.
# The program decides everything; here is only when to ask it. An answer brings its own guard, __slsenv_fresh, so that an
# idle prompt starts no process. Syntax of bash 3.2; `\builtin` because people alias and wrap cd, local, export, eval.

if [[ $- == *i* && -z ${SLSENV_DISABLE-} ]]; then

# When the rc file is read again, the appended answer cannot know what the variables were before: it leaves this shell alone
# if __slsenv_again is not empty, and the next prompt asks with what is known here.
__slsenv_again=${__slsenv_saved-}

# What `slsenv unlock` has unlocked is never inherited.
\builtin unset -v __slsenv_unlocked

# The answer that the program appends replaces this.
function __slsenv_fresh {
	\builtin return 1
}

# At each prompt; `now` and `off` ask without looking at the guard. The caller's $? is handed on to the next hook.
# xtrace would print the secrets that are exported here, allexport would export our bookkeeping. `local -` (bash 4.4)
# restores the options even when Ctrl-C ends this early; the lines at the end do so for older shells.
function __slsenv_hook {
	\builtin local __slsenv_status="$?" __slsenv_flags="$-"
	{ \builtin local - || \builtin :; \builtin set +ax; } 2>/dev/null
	{ [[ $# -eq 0 ]] && { [[ -n ${SLSENV_DISABLE-} ]] || __slsenv_fresh; }; } || __slsenv_ask "${1-}" || \builtin :
	if [[ -n ${__slsenv_unlocked-}${__slsenv_until-} ]]; then __slsenv_watch || \builtin :; fi
	# A status that is handed on must not end a shell that lives under errexit.
	if [[ -o errexit ]]; then __slsenv_status=0; fi
	case $__slsenv_flags in *a*) \builtin set -a ;; esac
	case $__slsenv_flags in *x*) \builtin set -x ;; esac
	\builtin return "$__slsenv_status"
}

# The text that is evaluated holds secrets: it lives in a local variable of this call only. Without `exec`, bash would
# fork twice for a command that has a redirection.
function __slsenv_ask {
	\builtin local __slsenv_out='' IFS=$' \t\n'
	if [[ -x ::SLSENV:: ]] && __slsenv_out=$(
		__SLSENV_SAVED=${__slsenv_saved-} __SLSENV_SAID=${__slsenv_said-} __SLSENV_UNLOCKED=${__slsenv_unlocked-} \
			__SLSENV_CHOSEN=${__slsenv_chosen-} __SLSENV_OFF=${1#now} \builtin exec ::SLSENV:: hook bash </dev/null
	) && [[ -n $__slsenv_out ]]; then
		__slsenv_missed=''
		\builtin eval "$__slsenv_out"
	else
		__slsenv_forget
	fi
}

# The program is gone or was killed: the last directory's keys must not stay. Ask again in the next directory, not at
# each prompt; say so once.
function __slsenv_forget {
	\builtin local __slsenv_name __slsenv_value
	for __slsenv_name in ${__slsenv_names-} SLSENV_STAGE SLSENV_PROFILE SLSENV_REGION SLSENV_ACCOUNT SLSENV_SERVICE \
		SLSENV_STATE SLSENV_PROMPT SLSENV_MARK __slsenv_said __slsenv_names __slsenv_segment __slsenv_unlocked; do
		\builtin unset -v "$__slsenv_name"
	done
	# NAME:vVALUE is what the person had, %XX for odd bytes; what is set again meanwhile stays.
	for __slsenv_name in ${__slsenv_saved-}; do
		__slsenv_value=${__slsenv_name#*:v}
		__slsenv_name=${__slsenv_name%:v"$__slsenv_value"}
		if [[ $__slsenv_name == *:* || -n ${!__slsenv_name+s} ]]; then continue; fi
		\builtin printf -v __slsenv_value '%b' "${__slsenv_value//%/\\x}"
		\builtin export "$__slsenv_name=$__slsenv_value"
	done
	\builtin unset -v __slsenv_saved __slsenv_wraps __slsenv_wrap __slsenv_wrap_profile
	__slsenv_wrapping quiet
	if [[ -z ${__slsenv_missed-} ]]; then
		\builtin printf 'slsenv: cannot run %s - its variables are unset; install it again, or run: slsenv off\n' \
			::SLSENV:: >&2
	fi
	__slsenv_missed=$PWD
	function __slsenv_fresh {
		[ "$PWD" = "$__slsenv_missed" ]
	}
}

# What was unlocked must not outlast its time while a prompt waits. All that bash runs before a command is the trap on DEBUG,
# which is the person's, or their terminal's. But then it expands PS0 (4.4), in this very shell: arithmetic cannot unset a
# variable, but it writes 0 over both keys. So the command has no keys, rather than those of another profile.
# shellcheck disable=SC2016
__slsenv_before='${__slsenv_until:+${__slsenv_over:0:$((${EPOCHSECONDS:-$((SECONDS + ${__slsenv_clock:-0}))} < __slsenv_until ? 0 :'\
' (AWS_SECRET_ACCESS_KEY = AWS_ACCESS_KEY_ID = 0, ${#__slsenv_over})))}}'
__slsenv_over=$'slsenv: the time of `slsenv unlock` is over: no keys for this command\n'

# Puts it into PS0 as long as something is unlocked and the keys are ours.
function __slsenv_watch {
	\builtin local __slsenv_till=''
	if [[ " ${__slsenv_names-} " == *' AWS_SECRET_ACCESS_KEY '* ]]; then __slsenv_till=${__slsenv_unlocked-}; fi
	__slsenv_until=${__slsenv_till%% *}
	if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)) || [[ ${PS0@a} == *r* ]]; then
		\builtin return
	elif [[ -n $__slsenv_until ]]; then
		[[ ${PS0-} == *"$__slsenv_before"* ]] || PS0=${PS0-}$__slsenv_before
	else
		PS0=${PS0//"$__slsenv_before"/}
		[[ -n $PS0 ]] || \builtin unset -v PS0
	fi
}

# Our command in PROMPT_COMMAND, the same in all versions so that a newer snippet finds an older one's. A child that
# inherits an exported PROMPT_COMMAND has no such variable and runs `:`. `&& :` keeps a status that is handed on away from
# errexit and from a trap on ERR. (In a string, later commands see the right $? but not PIPESTATUS and $_; an array, which
# bash 5.1 can have, keeps them too: bash restores them for each element.)
# shellcheck disable=SC2016
__slsenv_item='"${__slsenv_on-:}" && :'

# Sets $1 to the attributes of PROMPT_COMMAND: `a` if it is an array, `r` if it is read-only.
function __slsenv_attributes {
	\builtin local __slsenv_declared
	__slsenv_declared=$(\builtin declare -p PROMPT_COMMAND 2>/dev/null) || \builtin :
	__slsenv_declared=${__slsenv_declared#declare -}
	\builtin printf -v "$1" '%s' "${__slsenv_declared%% *}"
}

# Sets $1 to the text $2 without our command.
function __slsenv_without {
	\builtin local __slsenv_text="$2"
	__slsenv_text=${__slsenv_text//"$__slsenv_item; "/}
	__slsenv_text=${__slsenv_text//"; $__slsenv_item"/}
	\builtin printf -v "$1" '%s' "${__slsenv_text//"$__slsenv_item"/}"
}

# shellcheck disable=SC2128,SC2178 # PROMPT_COMMAND is a string or an array
function __slsenv_uninstall {
	\builtin local __slsenv_how __slsenv_each __slsenv_left __slsenv_kept
	\builtin unset -v __slsenv_on
	__slsenv_kept=()
	if [[ -n ${BLE_VERSION-} ]]; then blehook 'PRECMD-=__slsenv_hook'; fi
	for __slsenv_each in ${precmd_functions[@]+"${precmd_functions[@]}"}; do
		[[ $__slsenv_each == __slsenv_hook ]] || __slsenv_kept+=("$__slsenv_each")
	done
	if [[ -n ${precmd_functions[*]-} ]]; then precmd_functions=(${__slsenv_kept[@]+"${__slsenv_kept[@]}"}); fi
	__slsenv_attributes __slsenv_how
	case $__slsenv_how in
	*r*) ;;
	*a*)
		__slsenv_kept=()
		for __slsenv_each in ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"}; do
			__slsenv_without __slsenv_left "$__slsenv_each"
			[[ -z $__slsenv_left ]] || __slsenv_kept+=("$__slsenv_left")
		done
		PROMPT_COMMAND=(${__slsenv_kept[@]+"${__slsenv_kept[@]}"})
		;;
	*)
		__slsenv_without __slsenv_left "${PROMPT_COMMAND-}"
		PROMPT_COMMAND=$__slsenv_left
		[[ -n $__slsenv_left ]] || \builtin unset -v PROMPT_COMMAND
		;;
	esac
}

# Those that change the environment and stand in front: what they set is to be seen by us at this prompt, not at the next.
__slsenv_earlier='^((_direnv_hook|_mise_hook|_mise_hook_prompt_command|__shadowenv_hook)[[:space:]]*(;[[:space:]]*|$))+'

# Behind those, and in front of all others, so that a prompt which a later hook builds sees this directory's SLSENV_PROMPT.
# shellcheck disable=SC2128,SC2178
function __slsenv_install {
	\builtin local __slsenv_how __slsenv_front='' __slsenv_at=0
	__slsenv_uninstall
	__slsenv_on=__slsenv_hook
	if [[ -n ${BLE_VERSION-} ]]; then
		blehook 'PRECMD!=__slsenv_hook'
		\builtin return
	elif [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then
		precmd_functions=(__slsenv_hook ${precmd_functions[@]+"${precmd_functions[@]}"})
		\builtin return
	fi
	__slsenv_attributes __slsenv_how
	case $__slsenv_how in
	*r*) \builtin printf 'slsenv: PROMPT_COMMAND is read-only - after each cd, run: slsenv on\n' >&2 ;;
	*a*)
		while [[ ${PROMPT_COMMAND[__slsenv_at]-} =~ $__slsenv_earlier$ ]]; do __slsenv_at=$((__slsenv_at + 1)); done
		PROMPT_COMMAND=("${PROMPT_COMMAND[@]:0:__slsenv_at}" "$__slsenv_item" "${PROMPT_COMMAND[@]:__slsenv_at}")
		;;
	*)
		if [[ ${PROMPT_COMMAND-} =~ $__slsenv_earlier ]]; then
			__slsenv_front=${BASH_REMATCH[0]}
			PROMPT_COMMAND=${PROMPT_COMMAND:${#__slsenv_front}}
			__slsenv_front="${__slsenv_front%"${__slsenv_front##*[a-z]}"}; "
		fi
		PROMPT_COMMAND=$__slsenv_front$__slsenv_item${PROMPT_COMMAND:+; $PROMPT_COMMAND}
		;;
	esac
}

# Sets, or with `-` clears, what this shell and its children have chosen for the service they are in.
function __slsenv_choose {
	if [[ -n ${__slsenv_on-} ]]; then __slsenv_hook || \builtin :; fi
	\builtin local __slsenv_variable=SLSENV_SET_STAGE
	if [[ $1 == profile ]]; then __slsenv_variable=SLSENV_SET_PROFILE; fi
	if [[ $2 == - ]]; then
		\builtin unset -v "$__slsenv_variable"
	else
		\builtin export "$__slsenv_variable=$2"
	fi
}

# What `slsenv doctor` cannot see by itself: whether we are on, the hooks in the order in which they run, and behind `--` what
# prompts and editors keep of them.
# shellcheck disable=SC2154
function __slsenv_row {
	\builtin printf '%s\n' "${__slsenv_on:+on}"
	if [[ -n ${BLE_VERSION-} ]]; then blehook PRECMD; fi
	\builtin printf '%s\n' "${precmd_functions[@]-}" "${PROMPT_COMMAND[@]-}" -- "${__vsc_original_prompt_command[@]-}" \
		"${STARSHIP_PROMPT_COMMAND-}" "${_PRESERVED_PROMPT_COMMAND-}"
}

# The program, told what this shell had before, and what it has unlocked.
function __slsenv_run {
	__SLSENV_SAVED=${__slsenv_saved-} __SLSENV_UNLOCKED=${__slsenv_unlocked-} ::SLSENV:: "$@"
}

# It prints what this shell is to keep; anything else (`slsenv unlock --help`) is for the person.
function __slsenv_unlock {
	\builtin local __slsenv_out
	__slsenv_out=$(__SLSENV_UNLOCKING=1 __slsenv_run "$@") || \builtin return
	case $__slsenv_out in
	[0-9]*) __slsenv_unlocked=$__slsenv_out ;;
	*) \builtin printf '%s\n' "$__slsenv_out" ;;
	esac
	\builtin export -n __slsenv_unlocked
}

# What a program cannot do to the shell that calls it. Everything else goes straight to the program.
function slsenv {
	\builtin local __slsenv_status=0
	case $#/${1-}/${2--} in
	2/stage/ | 2/profile/ | 2/stage/-?* | 2/profile/-?*)
		__slsenv_run "$@"
		\builtin return
		;;
	2/stage/* | 2/profile/*)
		__slsenv_choose "$1" "$2"
		\builtin local __slsenv_chosen=1
		;;
	1/off/*)
		__slsenv_hook off || \builtin :
		__slsenv_uninstall
		\builtin return 0
		;;
	1/on/*) __slsenv_install ;;
	*/doctor/*)
		__SLSENV_SHELL="bash $BASH_VERSION" __SLSENV_HOOKS="$(__slsenv_row)" ::SLSENV:: "$@"
		\builtin return
		;;
	1/lock/*) __slsenv_unlocked='' ;;
	*/unlock/*) __slsenv_unlock "$@" || __slsenv_status=$? ;;
	*/allow/* | */deny/* | */revoke/* | */login/* | */configure/*)
		__slsenv_run "$@" || __slsenv_status=$?
		;;
	*/exec/*)
		__slsenv_exec "$@"
		\builtin return
		;;
	*)
		__slsenv_run "$@"
		\builtin return
		;;
	esac
	if [[ -n ${__slsenv_on-} ]]; then __slsenv_hook now || \builtin :; fi
	\builtin return "$__slsenv_status"
}

# ---- sls with the keys of the directory it is in, also behind `cd x &&` and in ( ), if the settings say so (__slsenv_wraps, from the
# answer); without --stage with the stage of this shell (__slsenv_wrap), or with its profile, where the Framework would take another
# one than that of the exported keys (__slsenv_wrap_profile)

# Would the Framework take a --stage, and has it none? Its words are told apart as it does that itself. With $1 `profile`: would it
# take --aws-profile, and has it neither? What names another stage has that stage's profile.
function __slsenv_wants {
	\builtin local __slsenv_word __slsenv_what="$1"
	\builtin shift
	case ${1-}/${2-} in
	/* | -*/*) \builtin return 1 ;;
	config/* | create/* | doctor/* | generate-event/* | help/* | install/* | login/* | logout/* | slstats/* | uninstall/*) \builtin return 1 ;;
	update/* | upgrade/* | usage/* | support/* | mcp/* | plugin/list | plugin/search) \builtin return 1 ;;
	esac
	case $__slsenv_what/$1 in profile/plugin) \builtin return 1 ;; esac
	for __slsenv_word; do
		case $__slsenv_what/$__slsenv_word in profile/--aws-profile | profile/--aws-profile=*) \builtin return 1 ;; esac
		case $__slsenv_word in
		--) \builtin return 0 ;;
		--stage | --stage=*) \builtin return 1 ;;
		--*) continue ;;
		-*) __slsenv_word=${__slsenv_word%%=*} ;;
		*) continue ;;
		esac
		case ${__slsenv_word#-} in
		*[!a-z]*) ;;
		*s*) \builtin return 1 ;;
		esac
	done
}

# The two ways to run it: as it is, and lent credentials; that asks by itself where a stage is locked.
function __slsenv_plain { \builtin command "$@"; }
function __slsenv_lent { __slsenv_run exec -- "$@"; }

# What the functions sls, serverless and osls call: in this way the command of that name, with this shell's stage and profile.
function __slsenv_sls {
	\builtin local __slsenv_way="$1" __slsenv_name="$2" __slsenv_at=1 __slsenv_added
	\builtin shift 2
	__slsenv_hook || \builtin :
	__slsenv_added=()
	if [[ -n ${__slsenv_wrap-} ]] && __slsenv_wants stage "$@"; then __slsenv_added=("--stage=$__slsenv_wrap"); fi
	if [[ -n ${__slsenv_wrap_profile-} ]] && __slsenv_wants profile "$@"; then __slsenv_added+=("--aws-profile=$__slsenv_wrap_profile"); fi
	if [[ ${#__slsenv_added[@]} -eq 0 ]]; then
		"$__slsenv_way" "$__slsenv_name" "$@"
		\builtin return
	fi
	if [[ ${SLSENV_STATE-} == locked && $__slsenv_way == __slsenv_plain ]]; then
		\builtin printf 'slsenv: stage "%s" is locked here - slsenv unlock, or name it: %s ... --stage %s\n' \
			"$__slsenv_wrap" "$__slsenv_name" "$__slsenv_wrap" >&2
		\builtin return 3
	fi
	while [[ $__slsenv_at -le $# && ${!__slsenv_at} != -- ]]; do __slsenv_at=$((__slsenv_at + 1)); done
	"$__slsenv_way" "$__slsenv_name" "${@:1:__slsenv_at-1}" "${__slsenv_added[@]}" "${@:__slsenv_at}"
}

# `slsenv exec -- sls`: where sls is such a function, the same words as without slsenv before it.
function __slsenv_exec {
	\builtin local __slsenv_at=2
	if [[ ${2-} == -- ]]; then __slsenv_at=3; fi
	case ${!__slsenv_at-} in
	sls | serverless | osls)
		if [[ $(\builtin declare -f "${!__slsenv_at}") == *__slsenv_sls* ]]; then
			__slsenv_sls __slsenv_lent "${@:__slsenv_at}"
			\builtin return
		fi
		;;
	esac
	__slsenv_run "$@"
}

# Defines these functions or takes them back, as these variables have it. A function or an alias of the person's stays.
function __slsenv_wrapping {
	\builtin local __slsenv_name __slsenv_ours
	for __slsenv_name in sls serverless osls; do
		__slsenv_ours=''
		if \builtin declare -F "$__slsenv_name" >/dev/null && [[ $(\builtin declare -f "$__slsenv_name") == *__slsenv_sls* ]]; then
			__slsenv_ours=1
		fi
		if [[ -z ${__slsenv_wraps-} ]]; then
			if [[ -n $__slsenv_ours ]]; then \builtin unset -f "$__slsenv_name"; fi
		elif [[ -n $__slsenv_ours ]] || ! \builtin type -P "$__slsenv_name" >/dev/null; then
			continue
		elif \builtin declare -F "$__slsenv_name" >/dev/null || \builtin alias "$__slsenv_name" >/dev/null 2>&1; then
			__slsenv_leave_alone "$__slsenv_name" "${1-}"
		else
			\builtin eval "function $__slsenv_name { __slsenv_sls __slsenv_plain $__slsenv_name \"\$@\"; }"
		fi
	done
}

function __slsenv_leave_alone {
	if [[ $2 == aloud && -n ${__slsenv_wrap-}${__slsenv_wrap_profile-} && " ${__slsenv_left_alone-} " != *" $1 "* ]]; then
		__slsenv_left_alone="${__slsenv_left_alone-} $1"
		\builtin printf 'slsenv: %s is a function or an alias of your own: add%s%s yourself\n' "$1" \
			"${__slsenv_wrap:+ --stage $__slsenv_wrap}" "${__slsenv_wrap_profile:+ --aws-profile $__slsenv_wrap_profile}" >&2
	fi
}

# bash-completion finds our file where it looks by itself; this is for shells without it and for other prefixes.
function __slsenv_complete_load {
	\builtin local __slsenv_program=::SLSENV::
	\builtin complete -r slsenv
	\builtin source "${__slsenv_program%/*/*}/share/bash-completion/completions/slsenv" 2>/dev/null && \builtin return 124
}

if ! \builtin complete -p slsenv >/dev/null 2>&1; then
	\builtin complete -F __slsenv_complete_load slsenv
fi
__slsenv_install

fi
