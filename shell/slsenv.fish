# How does an interactive fish follow its directory?
#
# `slsenv init fish` prints this file with the program's quoted path in the placeholders, followed by its first answer.
# The program decides everything; here is only when to ask it. An answer brings its own guard, __slsenv_fresh, so that an
# idle prompt starts no process. Needs fish 3.4 for "$(...)".

if status is-interactive; and test -z "$SLSENV_DISABLE"

# When the rc file is read again, the appended answer cannot know what the variables were before: it leaves this shell alone
# if __slsenv_again is not empty, and the next prompt asks with what is known here.
set -g __slsenv_again "$__slsenv_saved"

# What `slsenv unlock` has unlocked is never inherited.
set -eg __slsenv_unlocked

# The answer that the program appends replaces this.
function __slsenv_fresh
    return 1
end

# The text that is evaluated holds secrets: it lives in a local variable of this call only, and is not traced.
# fish hands $status and $pipestatus on to the prompt and to the next hook by itself.
function __slsenv_ask
    set -l fish_trace
    set -l __slsenv_off (string match -- off "$argv[1]")
    if test -x ::SLSENV::
        set -l __slsenv_out "$(__SLSENV_SAVED="$__slsenv_saved" __SLSENV_SAID="$__slsenv_said" \
            __SLSENV_UNLOCKED="$__slsenv_unlocked" __SLSENV_CHOSEN="$argv[2]" __SLSENV_OFF="$__slsenv_off" command ::SLSENV:: hook fish </dev/null)"
        if test $status -eq 0; and test -n "$__slsenv_out"
            set -eg __slsenv_missed
            eval $__slsenv_out
            return 0
        end
    end
    __slsenv_forget
end

# The program is gone or was killed: the last directory's keys must not stay. Ask again in the next directory, not at
# each prompt; say so once.
function __slsenv_forget
    for name in (string split -n ' ' -- "$__slsenv_names") SLSENV_{STAGE,PROFILE,REGION,ACCOUNT,SERVICE,STATE,PROMPT,MARK}
        set -eg $name
    end
    # NAME:vVALUE is what the person had, %XX for odd bytes; what is set again meanwhile stays.
    for entry in (string match -- '*:v*' (string split -n ' ' -- "$__slsenv_saved"))
        set -l pair (string split -m 1 :v -- $entry)
        set -q $pair[1]
        or set -gx $pair[1] (string unescape --style=url -- $pair[2])
    end
    set -eg __slsenv_saved
    set -eg __slsenv_said
    set -eg __slsenv_names
    set -eg __slsenv_segment
    set -eg __slsenv_unlocked
    set -eg __slsenv_wraps
    set -eg __slsenv_wrap
    set -eg __slsenv_wrap_profile
    __slsenv_wrapping quiet
    set -q __slsenv_missed
    or echo slsenv: cannot run ::SLSENV:: '- its variables are unset; install it again, or run: slsenv off' >&2
    set -g __slsenv_missed "$PWD"
    function __slsenv_fresh
        test "$PWD" = "$__slsenv_missed"
    end
end

# At each prompt, and when the directory changes, for `cd x; aws ...` on one line.
function __slsenv_install
    function __slsenv_hook --on-event fish_prompt --on-variable PWD
        test -n "$SLSENV_DISABLE"
        or __slsenv_fresh
        or __slsenv_ask
    end
    # Before a command: what was unlocked must not outlast its time while a prompt waits. This command then has keys that are
    # none, rather than those of another profile; the next prompt takes them away.
    function __slsenv_preexec --on-event fish_preexec
        test -n "$__slsenv_unlocked"
        or return
        __slsenv_hook
        if test -z "$__slsenv_unlocked"; and test "$SLSENV_STATE" = locked
            set -gx AWS_ACCESS_KEY_ID 0
            set -gx AWS_SECRET_ACCESS_KEY 0
            echo 'slsenv: the time of `slsenv unlock` is over: no keys for this command' >&2
        end
    end
end

# For a prompt: the segment and a blank, or nothing.
function slsenv_segment --description 'Print the profile and stage of this directory'
    set -l shown $__slsenv_segment
    # fish cuts a prompt that is too wide from the left: rather the profile's name than the stage
    test "0$COLUMNS" -gt 0; and test (string length -- "$SLSENV_PROMPT") -gt (math $COLUMNS - 20)
    and set shown (string replace -r '^(\e\[\d+m)?([^:]*):.*?( \[[^\[]*\])?(\e\[0?m)?$' '$1$2$3$4' -- $shown)
    test -z "$shown"
    or printf '%s ' $shown
end

# The program, told what this shell had before, and what it has unlocked.
function __slsenv_run
    __SLSENV_SAVED="$__slsenv_saved" __SLSENV_UNLOCKED="$__slsenv_unlocked" command ::SLSENV:: $argv
end

# It prints what this shell is to keep; anything else (`slsenv unlock --help`) is for the person.
function __slsenv_unlock
    # not in (...), which would have another standard input than ours
    __SLSENV_UNLOCKING=1 __SLSENV_UNLOCKED="$__slsenv_unlocked" command ::SLSENV:: $argv | read -lz __slsenv_out
    set -l __slsenv_status $pipestatus[1]
    if string match -qr '^[0-9]' -- $__slsenv_out
        set -gu __slsenv_unlocked $__slsenv_out
    else
        printf '%s' $__slsenv_out
    end
    return $__slsenv_status
end

# What a program cannot do to the shell that calls it. Everything else goes straight to the program.
function slsenv --description 'Profile and stage of this directory'
    set -l __slsenv_status 0
    set -l __slsenv_chosen ''
    switch (count $argv)/"$argv[1]"/"$argv[2]"
        case 2/stage/- 2/profile/-
            set -eg SLSENV_SET_(string upper -- $argv[1])
        case 2/stage/ 2/profile/ '2/stage/-*' '2/profile/-*'
            __slsenv_run $argv
            return
        case '2/stage/*' '2/profile/*'
            set -gx SLSENV_SET_(string upper -- $argv[1]) $argv[2]
            set __slsenv_chosen 1
        case 1/off/
            __slsenv_ask off
            functions -e __slsenv_hook __slsenv_preexec
            return 0
        case 1/on/
            __slsenv_install
        case '*/doctor/*'
            # what it cannot see by itself: whether we are on, the hooks in the order in which they run, universal variables
            set -lx __SLSENV_SHELL "fish $version"
            set -lx __SLSENV_HOOKS (functions -q __slsenv_hook; and echo on; or echo)\n"$(functions --handlers | string match -r '^fish_prompt .*')"
            set -lx __SLSENV_UNIVERSAL (set --universal --names | string match 'AWS_*')
            command ::SLSENV:: $argv
            return
        case 1/lock/
            set -g __slsenv_unlocked ''
        case '*/unlock/*'
            __slsenv_unlock $argv
            set __slsenv_status $status
        case '*/allow/*' '*/deny/*' '*/revoke/*' '*/login/*' '*/configure/*'
            __slsenv_run $argv
            set __slsenv_status $status
        case '*/exec/*'
            __slsenv_exec $argv
            return
        case '*'
            __slsenv_run $argv
            return
    end
    functions -q __slsenv_hook
    and __slsenv_ask now "$__slsenv_chosen"
    return $__slsenv_status
end

# ---- sls with the keys of the directory it is in, if the settings say so (__slsenv_wraps, from the answer); without --stage with the
# stage of this shell (__slsenv_wrap), or with its profile, where the Framework would take another one than that of the exported keys
# (__slsenv_wrap_profile)

# Would the Framework take a --stage, and has it none? Its words are told apart as it does that itself. With $what `profile`: would
# it take --aws-profile, and has it neither? What names another stage has that stage's profile.
function __slsenv_wants --argument-names what
    set -e argv[1]
    switch "$argv[1]/$argv[2]"
        case '/*' '-*'
            return 1
        case 'config/*' 'create/*' 'doctor/*' 'generate-event/*' 'help/*' 'install/*' 'login/*' 'logout/*' 'slstats/*' 'uninstall/*'
            return 1
        case 'update/*' 'upgrade/*' 'usage/*' 'support/*' 'mcp/*' plugin/list plugin/search
            return 1
    end
    test "$what/$argv[1]" = profile/plugin
    and return 1
    for word in $argv
        test "$word" = --
        and return 0
        test $what = profile; and string match -qr -- '^--aws-profile(=|$)' $word
        and return 1
        string match -qr -- '^(--stage|-[a-z]*s[a-z]*)(=|$)' $word
        and return 1
    end
    return 0
end

# The two ways to run it: as it is, and lent credentials; that asks by itself where a stage is locked.
function __slsenv_plain
    command $argv
end
function __slsenv_lent
    __slsenv_run exec -- $argv
end

# What the functions sls, serverless and osls call: in this way the command of that name, with this shell's stage and profile.
function __slsenv_sls
    set -l __slsenv_way $argv[1]
    set -l __slsenv_name $argv[2]
    set -l __slsenv_words $argv[3..-1]
    functions -q __slsenv_hook
    and __slsenv_hook
    set -l __slsenv_added
    test -n "$__slsenv_wrap"; and __slsenv_wants stage $__slsenv_words
    and set -a __slsenv_added --stage=$__slsenv_wrap
    test -n "$__slsenv_wrap_profile"; and __slsenv_wants profile $__slsenv_words
    and set -a __slsenv_added --aws-profile=$__slsenv_wrap_profile
    if not set -q __slsenv_added[1]
        $__slsenv_way $__slsenv_name $__slsenv_words
        return
    end
    if test "$SLSENV_STATE" = locked; and test $__slsenv_way = __slsenv_plain
        printf 'slsenv: stage "%s" is locked here - slsenv unlock, or name it: %s ... --stage %s\n' \
            $__slsenv_wrap $__slsenv_name $__slsenv_wrap >&2
        return 3
    end
    set -l __slsenv_behind
    if set -l __slsenv_at (contains -i -- -- $__slsenv_words)
        set __slsenv_behind $__slsenv_words[$__slsenv_at..-1]
        set -e __slsenv_words[$__slsenv_at..-1]
    end
    $__slsenv_way $__slsenv_name $__slsenv_words $__slsenv_added $__slsenv_behind
end

# `slsenv exec -- sls`: where sls is such a function, the same words as without slsenv before it.
function __slsenv_exec
    set -l __slsenv_words $argv[2..-1]
    test "$__slsenv_words[1]" = --
    and set -e __slsenv_words[1]
    if contains -- "$__slsenv_words[1]" sls serverless osls
        if functions -q $__slsenv_words[1]; and functions $__slsenv_words[1] | string match -q '*__slsenv_sls*'
            __slsenv_sls __slsenv_lent $__slsenv_words
            return
        end
    end
    __slsenv_run $argv
end

# Defines these functions or takes them back, as these variables have it. A function or an alias of the person's stays.
function __slsenv_wrapping
    for __slsenv_name in sls serverless osls
        if functions -q $__slsenv_name; and functions $__slsenv_name | string match -q '*__slsenv_sls*'
            test -n "$__slsenv_wraps"
            or functions -e $__slsenv_name
        else if test -z "$__slsenv_wraps"; or not command -q $__slsenv_name
            continue
        else if functions -q $__slsenv_name
            __slsenv_leave_alone $__slsenv_name "$argv[1]"
        else
            eval "function $__slsenv_name; __slsenv_sls __slsenv_plain $__slsenv_name \$argv; end"
        end
    end
end

function __slsenv_leave_alone
    if test "$argv[2]" = aloud -a -n "$__slsenv_wrap$__slsenv_wrap_profile"; and not contains -- $argv[1] $__slsenv_left_alone
        set -ga __slsenv_left_alone $argv[1]
        set -l words
        test -n "$__slsenv_wrap"
        and set words --stage $__slsenv_wrap
        test -n "$__slsenv_wrap_profile"
        and set -a words --aws-profile $__slsenv_wrap_profile
        echo slsenv: $argv[1] 'is a function or an alias of your own: add' $words yourself >&2
    end
end

# fish finds our completions in its own directories by itself; this is for other prefixes.
function __slsenv_complete_load
    set -l directory (string replace -r '/[^/]*/[^/]*$' '' -- ::SLSENV::)/share/fish/vendor_completions.d
    test -r $directory/slsenv.fish
    and not contains -- $directory $fish_complete_path
    and set -g fish_complete_path $directory $fish_complete_path
end

__slsenv_complete_load
__slsenv_install

end
