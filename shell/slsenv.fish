# How does an interactive fish follow its directory?
#
# `slsenv init fish` prints this file with the program's quoted path in the placeholders, followed by its first answer.
# The program decides everything; here is only when to ask it. An answer brings its own guard, __slsenv_fresh, so that an
# idle prompt starts no process. Needs fish 3.4 for "$(...)".

if status is-interactive; and test -z "$SLSENV_DISABLE"

# When the rc file is read again, the appended answer cannot know what the variables were before: it leaves this shell alone
# if __slsenv_again is not empty, and the next prompt asks with what is known here.
set -g __slsenv_again "$__slsenv_saved"

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
            __SLSENV_OFF="$__slsenv_off" command ::SLSENV:: hook fish </dev/null)"
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
end

# For a prompt: the segment and a blank, or nothing.
function slsenv_segment --description 'Print the profile and stage of this directory'
    test -z "$__slsenv_segment"
    or printf '%s ' $__slsenv_segment
end

# What a program cannot do to the shell that calls it. Everything else goes straight to the program.
function slsenv --description 'Profile and stage of this directory'
    set -l __slsenv_status 0
    switch (count $argv)/"$argv[1]"/"$argv[2]"
        case 2/stage/- 2/profile/-
            set -eg SLSENV_SET_(string upper -- $argv[1])
        case 2/stage/ 2/profile/ '2/stage/-*' '2/profile/-*'
            command ::SLSENV:: $argv
            return
        case '2/stage/*' '2/profile/*'
            set -gx SLSENV_SET_(string upper -- $argv[1]) $argv[2]
        case 1/off/
            __slsenv_ask off
            functions -e __slsenv_hook
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
        case '*/allow/*' '*/deny/*' '*/revoke/*' '*/lock/*' '*/unlock/*' '*/login/*' '*/configure/*'
            command ::SLSENV:: $argv
            set __slsenv_status $status
        case '*'
            command ::SLSENV:: $argv
            return
    end
    functions -q __slsenv_hook
    and __slsenv_ask
    return $__slsenv_status
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
