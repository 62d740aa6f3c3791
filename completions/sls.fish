# What can come next on a line of sls, serverless or osls? (fish)
#
# `slsenv complete fish` prints this. The program answers in one call, NAME<TAB>DESCRIPTION lines; fish takes them as text and quotes
# them for the line. What completes these commands already stays.

function __slsenv_sls
    set -l words (commandline -opc)[2..-1]
    set -l word (commandline -ct)
    set -l option
    # --stage=pr: the option is a word of its own to the program
    if string match -q -- '--*=*' "$word"
        set option (string replace -r '=.*' '' -- "$word")
        set word (string replace -r '^[^=]*=' '' -- "$word")
        slsenv next -- $words $option "$word" 2>/dev/null </dev/null | string replace -r '^' -- "$option="
    else
        slsenv next -- $words "$word" 2>/dev/null </dev/null | string replace -r '=\t' \t
    end
end

for __slsenv_word in sls serverless osls
    set -l there
    for file in $fish_complete_path/$__slsenv_word.fish
        test -e $file
        and set there $file
    end
    if test -z "$there"; and test (count (complete -c $__slsenv_word)) -eq 0
        complete -c $__slsenv_word -f -a '(__slsenv_sls)'
        complete -c $__slsenv_word -s c -l config -r -F -d 'configuration file'
        complete -c $__slsenv_word -n '__fish_seen_subcommand_from invoke' -s p -l path -r -F -d 'file with the input'
    end
end
set -e __slsenv_word
