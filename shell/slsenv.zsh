# How does an interactive zsh follow its directory?
#
# `slsenv init zsh` prints this file with the program's quoted path in the placeholders, followed by its first answer.
# The program decides everything; here is only when to ask it. An answer brings its own guard, __slsenv_fresh, so that an
# idle prompt starts no process. Nothing is printed here: a prompt may be on the screen before the rc file ends.

if [[ -o interactive && -z ${SLSENV_DISABLE-} ]]; then

# When the rc file is read again, the appended answer cannot know what the variables were before: it leaves this shell alone
# if __slsenv_again is not empty, and the next prompt asks with what is known here.
\builtin typeset -g __slsenv_again="${__slsenv_saved-}"

# What `slsenv unlock` has unlocked is never inherited.
\builtin unset __slsenv_unlocked

# The answer that the program appends replaces this.
function __slsenv_fresh {
	\builtin return 1
}

# At each prompt; `now` and `off` ask without looking at the guard. Options are ours until the end of the function:
# xtrace would print the secrets that are exported here, allexport would export our bookkeeping. zsh hands $? and
# pipestatus on to the next hook by itself.
function __slsenv_hook {
	{ \builtin emulate -L zsh -o no_xtrace -o no_all_export -o no_err_exit -o no_err_return } 2>/dev/null
	{ [[ $# -eq 0 ]] && { [[ -n ${SLSENV_DISABLE-} ]] || __slsenv_fresh } } || __slsenv_ask "${1-}" || \builtin :
}

# Also when the directory changes, for `cd x; aws ...` on one line; a subshell goes away with what it had.
function __slsenv_chpwd {
	[[ $ZSH_SUBSHELL -ne 0 ]] || __slsenv_hook
}

# Before a command: what was unlocked must not outlast its time while a prompt waits. This command then has keys that are
# none, rather than those of another profile; the next prompt takes them away.
function __slsenv_preexec {
	[[ -n ${__slsenv_unlocked-} ]] || \builtin return 0
	__slsenv_hook
	if [[ -z ${__slsenv_unlocked-} && ${SLSENV_STATE-} = locked ]]; then
		\builtin export AWS_ACCESS_KEY_ID=0 AWS_SECRET_ACCESS_KEY=0
		\builtin print -r -u 2 - 'slsenv: the time of `slsenv unlock` is over: no keys for this command'
	fi
}

# The text that is evaluated holds secrets: it lives in a local variable of this call only.
function __slsenv_ask {
	\builtin local __slsenv_out='' IFS=$' \t\n'
	if [[ -x ::SLSENV:: ]] && __slsenv_out="$(
		__SLSENV_SAVED="${__slsenv_saved-}" __SLSENV_SAID="${__slsenv_said-}" __SLSENV_UNLOCKED="${__slsenv_unlocked-}" \
			__SLSENV_CHOSEN="${__slsenv_chosen-}" __SLSENV_OFF="${1#now}" \builtin exec ::SLSENV:: hook zsh </dev/null
	)" && [[ -n $__slsenv_out ]]; then
		\builtin unset __slsenv_missed
		\builtin eval "$__slsenv_out"
	else
		__slsenv_forget
	fi
}

# The program is gone or was killed: the last directory's keys must not stay. Ask again in the next directory, not at
# each prompt; say so once.
function __slsenv_forget {
	\builtin unset ${=__slsenv_names-} SLSENV_STAGE SLSENV_PROFILE SLSENV_REGION SLSENV_ACCOUNT SLSENV_SERVICE \
		SLSENV_STATE SLSENV_PROMPT SLSENV_MARK __slsenv_said __slsenv_names __slsenv_segment __slsenv_unlocked
	# NAME:vVALUE is what the person had, %XX for odd bytes; what is set again meanwhile stays.
	\builtin local __slsenv_name __slsenv_value
	for __slsenv_name in ${=__slsenv_saved-}; do
		__slsenv_value=${__slsenv_name#*:v}
		__slsenv_name=${__slsenv_name%:v$__slsenv_value}
		if [[ $__slsenv_name = *:* || -n ${(P)__slsenv_name+s} ]]; then continue; fi
		\builtin printf -v __slsenv_value '%b' "${__slsenv_value//\%/\\x}"
		\builtin export "$__slsenv_name=$__slsenv_value"
	done
	\builtin unset __slsenv_saved __slsenv_wraps __slsenv_wrap __slsenv_wrap_profile
	__slsenv_wrapping quiet
	if [[ -z ${__slsenv_missed-} ]]; then
		\builtin print -r -u 2 - slsenv: cannot run ::SLSENV:: \
			'- its variables are unset; install it again, or run: slsenv off'
	fi
	\builtin typeset -g __slsenv_missed=$PWD
	function __slsenv_fresh {
		[[ $PWD = "$__slsenv_missed" ]]
	}
}

function __slsenv_uninstall {
	\builtin emulate -L zsh
	\builtin unset __slsenv_on
	\builtin typeset -ga precmd_functions chpwd_functions preexec_functions
	precmd_functions=(${precmd_functions:#__slsenv_hook})
	chpwd_functions=(${chpwd_functions:#__slsenv_chpwd})
	preexec_functions=(${preexec_functions:#__slsenv_preexec})
}

# First in the row, so that a prompt which a later hook builds sees this directory's SLSENV_PROMPT.
function __slsenv_install {
	\builtin emulate -L zsh
	__slsenv_uninstall
	\builtin typeset -g __slsenv_on=1
	precmd_functions=(__slsenv_hook $precmd_functions)
	chpwd_functions=(__slsenv_chpwd $chpwd_functions)
	preexec_functions=(__slsenv_preexec $preexec_functions)
}

# Sets, or with `-` clears, what this shell and its children have chosen for the service they are in.
function __slsenv_choose {
	\builtin emulate -L zsh
	\builtin local __slsenv_variable="SLSENV_SET_${(U)1}"
	if [[ $2 = - ]]; then
		\builtin unset "$__slsenv_variable"
	else
		\builtin export "$__slsenv_variable=$2"
	fi
}

# The program, told what this shell had before, and what it has unlocked.
function __slsenv_run {
	__SLSENV_SAVED="${__slsenv_saved-}" __SLSENV_UNLOCKED="${__slsenv_unlocked-}" ::SLSENV:: "$@"
}

# It prints what this shell is to keep; anything else (`slsenv unlock --help`) is for the person.
function __slsenv_unlock {
	\builtin local __slsenv_out
	__slsenv_out="$(__SLSENV_UNLOCKING=1 __SLSENV_UNLOCKED="${__slsenv_unlocked-}" ::SLSENV:: "$@")" || \builtin return
	case $__slsenv_out in
	([0-9]*) \builtin typeset -g __slsenv_unlocked=$__slsenv_out ;;
	(*) \builtin print -r - "$__slsenv_out" ;;
	esac
	\builtin typeset -g +x __slsenv_unlocked
}

# What a program cannot do to the shell that calls it. Everything else goes straight to the program.
function slsenv {
	\builtin local __slsenv_status=0
	case "$#/${1-}/${2--}" in
	(2/stage/|2/profile/|2/stage/-?*|2/profile/-?*)
		__slsenv_run "$@"
		\builtin return
		;;
	(2/stage/*|2/profile/*)
		__slsenv_choose "$1" "$2"
		\builtin local __slsenv_chosen=1
		;;
	(1/off/*)
		__slsenv_hook off
		__slsenv_uninstall
		\builtin return 0
		;;
	(1/on/*) __slsenv_install ;;
	(*/doctor/*)
		# what it cannot see by itself: whether we are on, and the hooks in the order in which they run
		__SLSENV_SHELL="zsh $ZSH_VERSION" __SLSENV_HOOKS="${__slsenv_on:+on}"$'\n'"${(pj:\n:)precmd_functions[@]}" ::SLSENV:: "$@"
		\builtin return
		;;
	(1/lock/*) \builtin typeset -g __slsenv_unlocked='' ;;
	(*/unlock/*) __slsenv_unlock "$@" || __slsenv_status=$? ;;
	(*/allow/*|*/deny/*|*/revoke/*|*/login/*|*/configure/*)
		__slsenv_run "$@" || __slsenv_status=$?
		;;
	(*/exec/*)
		__slsenv_exec "$@"
		\builtin return
		;;
	(*)
		__slsenv_run "$@"
		\builtin return
		;;
	esac
	if [[ -n ${__slsenv_on-} ]]; then __slsenv_hook now; fi
	\builtin return $__slsenv_status
}

# ---- sls with the keys of the directory it is in, also in ( ), if the settings say so (__slsenv_wraps, from the answer); without
# --stage with the stage of this shell (__slsenv_wrap), or with its profile, where the Framework would take another one than that of
# the exported keys (__slsenv_wrap_profile)

# Would the Framework take a --stage, and has it none? Its words are told apart as it does that itself. With $1 `profile`: would it
# take --aws-profile, and has it neither? What names another stage has that stage's profile.
function __slsenv_wants {
	\builtin emulate -L zsh
	\builtin local __slsenv_word __slsenv_what="$1"
	\builtin shift
	case ${1-}/${2-} in
	(/*|-*/*) \builtin return 1 ;;
	(config/*|create/*|doctor/*|generate-event/*|help/*|install/*|login/*|logout/*|slstats/*|uninstall/*) \builtin return 1 ;;
	(update/*|upgrade/*|usage/*|support/*|mcp/*|plugin/list|plugin/search) \builtin return 1 ;;
	esac
	case $__slsenv_what/$1 in (profile/plugin) \builtin return 1 ;; esac
	for __slsenv_word; do
		case $__slsenv_what/$__slsenv_word in (profile/--aws-profile|profile/--aws-profile=*) \builtin return 1 ;; esac
		case $__slsenv_word in
		(--) \builtin return 0 ;;
		(--stage|--stage=*) \builtin return 1 ;;
		(--*) continue ;;
		(-*) __slsenv_word=${__slsenv_word%%=*} ;;
		(*) continue ;;
		esac
		case ${__slsenv_word#-} in
		(*[^a-z]*) ;;
		(*s*) \builtin return 1 ;;
		esac
	done
}

# The two ways to run it: as it is, and lent credentials; that asks by itself where a stage is locked.
function __slsenv_plain { \builtin command "$@"; }
function __slsenv_lent { __slsenv_run exec -- "$@"; }

# What the functions sls, serverless and osls call: in this way the command of that name, with this shell's stage and profile.
function __slsenv_sls {
	\builtin emulate -L zsh
	\builtin local __slsenv_way="$1" __slsenv_name="$2"
	\builtin shift 2
	__slsenv_hook
	\builtin local -a __slsenv_added
	if [[ -n ${__slsenv_wrap-} ]] && __slsenv_wants stage "$@"; then __slsenv_added=("--stage=$__slsenv_wrap"); fi
	if [[ -n ${__slsenv_wrap_profile-} ]] && __slsenv_wants profile "$@"; then __slsenv_added+=("--aws-profile=$__slsenv_wrap_profile"); fi
	if [[ ${#__slsenv_added} -eq 0 ]]; then
		$__slsenv_way "$__slsenv_name" "$@"
		\builtin return
	fi
	if [[ ${SLSENV_STATE-} == locked && $__slsenv_way == __slsenv_plain ]]; then
		\builtin printf 'slsenv: stage "%s" is locked here - slsenv unlock, or name it: %s ... --stage %s\n' \
			"$__slsenv_wrap" "$__slsenv_name" "$__slsenv_wrap" >&2
		\builtin return 3
	fi
	\builtin local -i __slsenv_at=${@[(ie)--]}
	$__slsenv_way "$__slsenv_name" "${@[1,__slsenv_at-1]}" "${__slsenv_added[@]}" "${@[__slsenv_at,-1]}"
}

# `slsenv exec -- sls`: where sls is such a function, the same words as without slsenv before it.
function __slsenv_exec {
	\builtin emulate -L zsh
	\builtin local -i __slsenv_at=2
	if [[ ${2-} == -- ]]; then __slsenv_at=3; fi
	case ${@[__slsenv_at]-} in
	(sls|serverless|osls)
		if [[ ${functions[${@[__slsenv_at]}]-} = *__slsenv_sls* ]]; then
			__slsenv_sls __slsenv_lent "${@[__slsenv_at,-1]}"
			\builtin return
		fi
		;;
	esac
	__slsenv_run "$@"
}

# Defines these functions or takes them back, as these variables have it. A function or an alias of the person's stays.
function __slsenv_wrapping {
	\builtin emulate -L zsh
	\builtin local __slsenv_name
	for __slsenv_name in sls serverless osls; do
		if [[ -z ${__slsenv_wraps-} ]]; then
			if [[ ${functions[$__slsenv_name]-} = *__slsenv_sls* ]]; then \builtin unset -f $__slsenv_name; fi
		elif [[ ${functions[$__slsenv_name]-} = *__slsenv_sls* || -z ${commands[$__slsenv_name]-} ]]; then
			continue
		elif [[ -n ${functions[$__slsenv_name]-}${aliases[$__slsenv_name]-}${galiases[$__slsenv_name]-} ]]; then
			__slsenv_leave_alone $__slsenv_name "${1-}"
		else
			functions[$__slsenv_name]="__slsenv_sls __slsenv_plain $__slsenv_name \"\$@\""
		fi
	done
}

function __slsenv_leave_alone {
	if [[ $2 == aloud && -n ${__slsenv_wrap-}${__slsenv_wrap_profile-} && " ${__slsenv_left_alone-} " != *" $1 "* ]]; then
		\builtin typeset -g __slsenv_left_alone="${__slsenv_left_alone-} $1"
		\builtin printf 'slsenv: %s is a function or an alias of your own: add%s%s yourself\n' "$1" \
			"${__slsenv_wrap:+ --stage $__slsenv_wrap}" "${__slsenv_wrap_profile:+ --aws-profile $__slsenv_wrap_profile}" >&2
	fi
}

# compinit finds our file in zsh's own directories by itself; this is for other prefixes, before and after compinit.
function __slsenv_complete_load {
	\builtin emulate -L zsh
	\builtin local __slsenv_program=::SLSENV::
	\builtin local __slsenv_functions="${__slsenv_program:h:h}/share/zsh/site-functions"
	[[ -r $__slsenv_functions/_slsenv ]] || \builtin return 0
	if [[ ${fpath[(Ie)$__slsenv_functions]} -eq 0 ]]; then fpath+=("$__slsenv_functions"); fi
	if [[ -n ${functions[compdef]-} && -z ${_comps[slsenv]-} ]]; then
		\builtin autoload -Uz _slsenv
		compdef _slsenv slsenv
	fi
}

__slsenv_complete_load
__slsenv_install

fi
