#!/bin/sh
# The completion scripts, each run in its shell.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
is() { # NAME FOUND EXPECTED
    n=$((n + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        printf '%s\n' "found:    $2" "expected: $3" | sed 's/^/# /'
        failed=1
    fi
}
PATH=$out:$PATH
export PATH XDG_CONFIG_HOME="$folder" HOME="$folder" LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=0
mkdir "$folder/here" "$folder/here/dir" && touch "$folder/here/own.tsv" "$folder/here/b c.txt" && cd "$folder/here" || exit 1

cat >../ask.bash <<END
source '$top/packaging/completion/kharita.bash'
COMP_LINE=\$1; shift
COMP_WORDS=("\$@"); COMP_CWORD=\$((\$# - 1)); COMP_POINT=\${#COMP_LINE}
_kharita
printf '%s|' "\${COMPREPLY[@]}"
END
in_bash() { bash ../ask.bash "$@"; }
in_fish() { fish --no-config -c "source '$top/packaging/completion/kharita.fish'; complete -C \"$1\"" | cut -f 1 | sort | tr '\n' '|'; }

echo 1..18
is "bash: a command" "$(in_bash 'kharita ma' kharita ma)" "map|"
is "bash: an option" "$(in_bash 'kharita map --lan' kharita map --lan)" "--lang|"
is "bash: a value" "$(in_bash 'kharita map --lang ' kharita map --lang '')" "ar|en|both|"
is "bash: a value behind =" "$(in_bash 'kharita map --lang=e' kharita map --lang = e)" "en|"
is "bash: nothing behind =" "$(in_bash 'kharita map --lang=' kharita map --lang =)" "ar|en|both|"
is "bash: a list" "$(in_bash 'kharita extract --type attack,am' kharita extract --type attack,am)" "attack,ambush|"
is "bash: a place of two words, quoted" "$(in_bash 'kharita map --focus "Deir ez-Z' kharita map --focus '"Deir ez-Z' | cut -d '|' -f 1)" "Deir ez-Zor"
is "bash: a place of two words, escaped" "$(in_bash 'kharita map --focus Deir\ ez-Z' kharita map --focus 'Deir\ ez-Z' | cut -d '|' -f 1)" "Deir ez-Zor"
is "bash: a place in Arabic" "$(in_bash 'kharita find تدم' kharita find تدم | cut -d '|' -f 1)" "تدمر"
is "bash: a place behind a colon" "$(in_bash 'kharita compare --areas around:Palmy' kharita compare --areas around : Palmy | cut -d '|' -f 1)" "Palmyra"
is "bash: files of an ending, and folders" "$(in_bash 'kharita map --corrections ' kharita map --corrections '' | tr '|' '\n' | sort | tr '\n' '|')" "dir|own.tsv|"
is "bash: articles" "$(in_bash 'kharita map b' kharita map b)" "b c.txt|"
is "fish: a command" "$(in_fish 'kharita ma')" "map|"
is "fish: values" "$(in_fish 'kharita map --lang ')" "ar|both|en|"
is "fish: files of an ending, and folders" "$(in_fish 'kharita map --corrections ')" "dir/|own.tsv|"
is "fish: files behind =" "$(in_fish 'kharita map --corrections=o')" "--corrections=own.tsv|"

# zsh completes in a terminal of its own: what it has made of the line is run.
cat >../ask.zsh <<END
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "cd '\$PWD'; fpath=('$top/packaging/completion' \\\$fpath); autoload -Uz compinit; compinit -u -d '\$HOME/dump'; kharita() { if [[ \\\$1 == complete ]]; then command kharita \"\\\$@\"; else print -r -- \"\\\${(j:|:)@}\" > ../line; fi }"
zpty -w shell "touch ../ready"
integer i
for ((i = 0; i < 600; i++)); do [[ -e ../ready ]] && break; sleep 0.1; done
zpty -w -n shell "\$1"\$'\t'
zpty -w shell " done"
for ((i = 0; i < 300; i++)); do [[ -s ../line ]] && break; sleep 0.1; done
zpty -d shell
END
in_zsh() { rm -f ../ready ../line; zsh -f ../ask.zsh "$1" >/dev/null 2>&1; cat ../line; }
if zsh -fc 'zmodload zsh/zpty && zpty one true' 2>/dev/null; then
    is "zsh: a command" "$(in_zsh 'kharita compa')" "compare|done"
    is "zsh: a place" "$(in_zsh 'kharita find Deir\ ez-Zor\ si')" "find|Deir ez-Zor silos|done"
else
    echo "ok 17 # SKIP this machine gives no pseudo-terminals"
    echo "ok 18 # SKIP this machine gives no pseudo-terminals"
fi
exit $failed
