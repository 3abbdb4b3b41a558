# Completion of timeline for fish. Words come as they are, and fish quotes what it inserts; nothing is evaluated.
function __timeline_complete
    set -l before (commandline -opc)
    set -l at (math (count $before) + 1)
    set -l words (commandline -op)
    set -l token (commandline -t)
    set -l typed (commandline -ct)
    if test -z "$token"
        set words $before '' $words[$at..]
    else if test "$typed" != "$token" # the cursor stands within the word
        set words[$at] (string unescape -- "$typed"); or return
    end
    set -l answer (command timeline --complete fish (math $at - 2) $words[2..] </dev/null 2>/dev/null)
    if test "$answer[1]" = files
        set -l option (string match -r -- '^--[^=]+=' "$typed")
        set -l path (string replace -r -- '^--[^=]+=' '' "$typed")
        printf '%s\n' "$option"(complete -C "'' $path")
    else if set -q answer[2]
        printf '%s\n' $answer[2..]
    end
end

complete -c timeline -f -a '(__timeline_complete)'
