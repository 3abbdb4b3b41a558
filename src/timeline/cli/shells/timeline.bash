# Completion of timeline for bash. What it inserts, `timeline --complete` has quoted; nothing of it is evaluated here.
_timeline() {
    local answer kind word
    COMPREPLY=()
    answer=$(command timeline --complete bash "$COMP_POINT" "$2" "$COMP_LINE" </dev/null 2>/dev/null)
    {
        IFS= read -r kind
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done
    } <<<"$answer"
    if [[ $kind == files ]]; then
        compopt -o default 2>/dev/null
    fi
    return 0
}

complete -F _timeline timeline
