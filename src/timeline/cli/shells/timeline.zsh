#compdef timeline
# Completion of timeline for zsh. Words come as they are, and `compadd` quotes what it inserts; nothing is evaluated.
_timeline() {
    local current=$QIPREFIX$PREFIX$compstate[quote] line word
    local -a answer plain described shown
    answer=("${(@f)$(command timeline --complete zsh $((CURRENT - 2)) \
        "${(@Q)words[2,CURRENT-1]}" "${(Q)current}" "${(@Q)words[CURRENT+1,-1]}" </dev/null 2>/dev/null)}")
    if [[ $answer[1] == files ]]; then
        compset -P '--[^=]#='
        _files
        return
    fi
    for line in "${(@)answer[2,-1]}"; do
        word=${line%%$'\t'*}
        (( $+galiases[$word] )) && continue # it would stand for something else on the line
        if [[ $line == $word ]]; then
            plain+=("$word")
        else
            described+=("$word")
            shown+=("${${(r:22:)word}[1,22]}${line#*$'\t'}")
        fi
    done
    (( $#plain )) && compadd -a -- plain
    (( $#described )) && compadd -l -d shown -a -- described
    (( $#plain + $#described ))
}

if [[ $funcstack[1] == _timeline ]]; then
    _timeline "$@"
else
    compdef _timeline timeline
fi
