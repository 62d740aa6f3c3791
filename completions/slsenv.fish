# What can come next on a `slsenv` command line? (fish)
#
# The program says which commands, options, stages and profiles there are, one a line with a tab before the description.
# Names come from files of strangers: fish takes the output of a completion as text and quotes it for the line.

# Prints the command of the line, and the options in front of it that say where we are.
function __slsenv_line --argument-names part
    set -l words (commandline -opc)
    set -l command
    set -l where
    set -l i 2
    while test $i -le (count $words)
        switch "$words[$i]"
            case -C --directory -c --config
                set i (math $i + 1)
                set -a where $words[(math $i - 1)] (string replace -r '^~/' "$HOME/" -- "$words[$i]")
            case -s --stage --aws-profile --profile -r --region --param --format
                set i (math $i + 1)
            case '-*'
            case '*'
                set -q command[1]
                or set command $words[$i]
        end
        set i (math $i + 1)
    end
    string join \n -- $$part
end

# True when the command is one of these; without any, when there is none yet.
function __slsenv_command_is
    set -l command (__slsenv_line command)
    if set -q argv[1]
        contains -- "$command" $argv
    else
        test -z "$command"
    end
end

function __slsenv_stages
    slsenv (__slsenv_line where) stages --names 2>/dev/null </dev/null
end

function __slsenv_profiles
    slsenv profiles --names 2>/dev/null </dev/null
end

function __slsenv_options
    string match -q -- '-*' (commandline -ct)
    and slsenv help --options (__slsenv_line command) 2>/dev/null </dev/null | string replace -r '=\t' \t
end

complete -c slsenv -f
complete -c slsenv -n __slsenv_command_is -a '(slsenv help --names 2>/dev/null </dev/null)'
complete -c slsenv -n '__slsenv_command_is help' -a '(slsenv help --names 2>/dev/null </dev/null)'
complete -c slsenv -n 'not __slsenv_command_is exec' -a '(__slsenv_options)'
complete -c slsenv -n '__slsenv_command_is stage' -a '(__slsenv_stages)'
complete -c slsenv -n '__slsenv_command_is profile' -a '(__slsenv_profiles)'
complete -c slsenv -n '__slsenv_command_is allow deny revoke' -a '(__fish_complete_directories)'
complete -c slsenv -n '__slsenv_command_is unlock' -k -a '5 15 30 60' -d minutes
complete -c slsenv -n '__slsenv_command_is init' -a 'bash zsh fish posix'
complete -c slsenv -n '__slsenv_command_is complete' -a 'bash zsh fish'
complete -c slsenv -n '__slsenv_command_is exec' -a '(__fish_complete_subcommand --fcs-skip=2)'
complete -c slsenv -s C -l directory -x -a '(__fish_complete_directories)' -d 'As if started in this directory'
complete -c slsenv -s s -l stage -x -a '(__slsenv_stages)' -d Stage
complete -c slsenv -l aws-profile -l profile -x -a '(__slsenv_profiles)' -d 'AWS profile'
complete -c slsenv -s r -l region -x -d Region
complete -c slsenv -s c -l config -r -F -d 'Configuration file of the service'
complete -c slsenv -l param -x -d 'KEY=VALUE, as the Framework takes it'
complete -c slsenv -n '__slsenv_command_is export' -l format -x -d Format \
    -a 'env env-no-export fish powershell windows-cmd process json dotenv github'
