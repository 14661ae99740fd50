#!/bin/sh
# The man pages: every command has one that names all its options; those of the formats name all keys and tables; the
# formatters find nothing to complain of.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
page() { # NAME SECTION: as text, without marks and line breaks in words
    LC_ALL=C.UTF-8 MANWIDTH=400 man -E UTF-8 -l "$out/man/$1.$2" 2>/dev/null | sed 's/.\x08//g'
}
# names PAGE SECTION: does the page name each word of standard input? Says those that it does not.
names() {
    page "$1" "$2" >"$folder/page"
    missing=0
    while read -r word; do
        grep -qF -- "$word" "$folder/page" || { echo "# $1($2) does not name $word"; missing=1; }
    done
    return $missing
}

echo 1..7
commands=$("$out/kharita" complete '' | cut -f 1)
status=0
for command in $commands; do
    "$out/kharita" complete "$command" - | cut -f 1 | grep -- -- >"$folder/options"
    test -s "$folder/options" && names "kharita-$command" 1 <"$folder/options" || status=1
    "$out/kharita" "$command" --help | grep -o -- '--[a-z-]*' | sort -u | names "kharita-$command" 1 || status=1
done
say $status "every command has a page that names all its options"
echo "$commands" | sed 's/^/kharita-/' | names kharita 1
say $? "the program's page names every command"
"$out/kharita" extract tests/articles -q --format jsonl | head -n 1 | grep -o '"[a-z_0-9]*":' | tr -d '":' |
    grep -vx 'text\|distance_km\|bearing' | names kharita-incident 5
say $? "the record's page names every key"
ls gazetteer | grep 'tsv$\|geojson$' | names kharita-gazetteer 5
say $? "the page of tables names every table"
grep -o '^[a-z-]* {' styles/newsroom.style | tr -d ' {' | names kharita-style 5 &&
    grep -o '^ *[a-z-]* =' styles/newsroom.style | tr -d ' =' | sort -u | names kharita-style 5
say $? "the page of styles names every layer and key"
grep -o '{"\(map\|gazetteer\)", "[a-z]*"' src/cmd/config.c | cut -d '"' -f 4 | names kharita.conf 5
say $? "the page of the configuration names every key"
status=0
for file in "$out"/man/*.[15]; do
    LC_ALL=C.UTF-8 man --warnings=w -E UTF-8 -l "$file" 2>&1 >/dev/null | sed 's/^/# /' >"$folder/said"
    mandoc -T lint -W error "$file" 2>&1 | sed 's/^/# /' >>"$folder/said"
    test -s "$folder/said" && { cat "$folder/said"; status=1; }
done
say $status "man and mandoc have nothing to say"
exit $failed
