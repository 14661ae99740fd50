# bash completion of kharita: the program itself knows the answers (kharita complete WORD…).
# shellcheck shell=bash

# Bash parts words at = and :, the program does not: COMP_WORDS put together again.
_kharita_words() {
    words=()
    local i before='' word
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ${#words[@]} -gt 0 && ($word == [=:]* || $before == *[=:]) && -n $before$word ]] && ! _kharita_parted "$i"; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
        before=$word
    done
}

# Does a blank stand before word number $1 of the line?
_kharita_parted() {
    local i rest=$COMP_LINE
    for ((i = 0; i < $1; i++)); do
        rest=${rest#*"${COMP_WORDS[i]}"}
        [[ $((i + 1)) -lt $1 ]] && rest=${rest##+([[:space:]])}
    done
    [[ $rest == [[:space:]]* ]]
}

# A word as it is meant: quotes and backslashes taken off.
_kharita_plain() {
    local text=$1
    text=${text#[\"\']}
    printf '%s' "${text//\\/}"
}

_kharita_files() { # ENDING TYPED
    local file
    while IFS= read -r file; do
        [[ -d $file || -z $1 || $file == *"$1" ]] && COMPREPLY+=("$file")
    done < <(compgen -f -- "$2")
}

_kharita() {
    local words candidate typed cut=0 had_extglob=0
    shopt -q extglob && had_extglob=1
    shopt -s extglob
    _kharita_words
    typed=$(_kharita_plain "${words[-1]}")
    words[-1]=$typed
    # What bash has parted from its own word comes back from the program with it.
    [[ $typed == *[=:]* && $COMP_WORDBREAKS == *=* && $COMP_WORDBREAKS == *:* ]] && {
        local head=${typed%"${typed##*[=:]}"}
        cut=${#head}
    }
    COMPREPLY=()
    while IFS=$'\t' read -r candidate _; do
        case $candidate in
        :files*) compopt -o filenames 2>/dev/null; _kharita_files "${candidate#:files }" "${typed:cut}" ;;
        :folders) compopt -o filenames 2>/dev/null; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "${typed:cut}") ;;
        *[[:space:]]*) compopt -o filenames 2>/dev/null; COMPREPLY+=("${candidate:cut}") ;;
        *) COMPREPLY+=("${candidate:cut}") ;;
        esac
    done < <("${COMP_WORDS[0]}" complete "${words[@]}" 2>/dev/null)
    # What is a list or waits for more gets no blank behind it.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    ((had_extglob)) || shopt -u extglob
    return 0
}

complete -F _kharita kharita
