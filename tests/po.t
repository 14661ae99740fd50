#!/bin/sh
# Messages in Arabic: the catalogue is whole, an Arabic locale shows it, and no file that is written depends on it.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
echo 1..10
make -s "$out/kharita.pot" OUT="$out" >"$folder/log" 2>&1 || cat "$folder/log"
for file in src/po/*.po; do
    msgmerge --quiet --no-fuzzy-matching -o "$folder/merged.po" "$file" "$out/kharita.pot"
    msgattrib --untranslated --no-obsolete "$folder/merged.po" 2>/dev/null | sed -n '/^msgid "."/,$p' | sed 's/^/# not yet: /' >"$folder/open"
    test ! -s "$folder/open"
    say $? "$file has every message ('make po' takes in new ones)" && cat "$folder/open"
    msgattrib --only-obsolete "$folder/merged.po" 2>/dev/null | grep '^#~ msgid' >"$folder/old"
    test ! -s "$folder/old"
    say $? "$file has none that nobody says any more" && sed 's/^/# /' "$folder/old"
    msgfmt --check --check-format -o /dev/null "$file"
    say $? "$file is well-formed"
done

# The fourth thing that g_set_error is given is what a person reads: words stand in _("…").
perl -0777 -ne 'while (/g_set_error(?:_literal)?\((?:[^,;]*,){3}\s*("(?:[^"\\]|\\.)*")/g) { print "# $ARGV: $1\n" if $1 =~ s/%[a-z0-9.-]+//gr =~ /\pL\pL/ }' src/*/*.c >"$folder/plain"
test ! -s "$folder/plain"
say $? "no error is set in words that nobody translates" && cat "$folder/plain"

localedef --no-archive -i ar_SY -f UTF-8 "$folder/ar_SY.UTF-8" 2>/dev/null
PATH=$out:$PATH
arabic() { env LOCPATH="$folder" LC_ALL=ar_SY.UTF-8 ASAN_OPTIONS=detect_leaks=0 "$@"; }
mkdir "$folder/in" && cp tests/articles/*.txt "$folder/in" && cd "$folder" || exit 1
arabic kharita --help | grep -q 'خمس مهام شائعة'
say $? "help in Arabic"
arabic kharita map --help | awk 'length > 0' | grep -q 'يرسم حوادث المقالات'
say $? "help of a command in Arabic"
test "$(arabic kharita map --lnag ar 2>&1)" = "kharita map: لا خيار '--lnag'؛ هل تقصد '--lang'؟"
say $? "a slip in Arabic"
: >empty.txt
test "$(arabic kharita extract empty.txt 2>&1 >/dev/null | head -n 1)" = "kharita extract: 'empty.txt' فارغ"
say $? "a bad article in Arabic"
arabic kharita extract in -q -o ar.csv && LC_ALL=C.UTF-8 kharita extract in -q -o en.csv && cmp ar.csv en.csv
say $? "what is written is the same"
test "$(LC_ALL=C.UTF-8 kharita frobnicate 2>&1)" = "kharita: no command 'frobnicate'; 'kharita --help' lists them"
say $? "English elsewhere"
exit $failed
