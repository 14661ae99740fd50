# fish completion of kharita: the program itself knows the answers (kharita complete WORD…).

function __kharita_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    for line in (command $before[1] complete $before[2..-1] "$typed" 2>/dev/null)
        if string match -q ':files*' -- $line
            set -l ending (string replace -r '^:files ' '' -- $line)
            set -l head (string match -r '^--[a-z-]+=' -- "$typed")
            for file in (__fish_complete_path (string replace -- "$head" '' "$typed"))
                set -l path (string split -m 1 \t -- $file)[1]
                if test -z "$ending"; or string match -q -- "*$ending" $path; or string match -q -- '*/' $path
                    echo "$head$path"
                end
            end
        else if string match -q ':folders' -- $line
            __fish_complete_directories "$typed" ''
        else
            echo $line
        end
    end
end

complete -c kharita -f -a '(__kharita_complete)'
