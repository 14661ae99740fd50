#!/bin/sh
# An installation: from any folder, without the checkout, as it was built; removal leaves nothing.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
dest="$folder/a root" prefix=/opt/news/usr
there=$dest$prefix
run() { env -i PATH=/usr/bin:/bin HOME="$folder" LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=0 "$@"; }

echo 1..7
make -s install DESTDIR="$dest" PREFIX=$prefix >"$folder/log" 2>&1
say $? "make install, below a folder with a blank in its name" || cat "$folder/log"

mkdir -p "$folder/work/in" && cp tests/articles/*.txt "$folder/work/in" && cd "$folder/work" || exit 1
printf 'id\tkind\tname_ar\tname_en\tlon\tlat\nmine\tbuilding\tمبنى التجربة\tTest house\t40.1\t35.3\n' >own.tsv
printf 'id\tname_en\tforms\nown-brigade\tTest brigade\tلواء التجربة\n' >actors.tsv
cat >all <<'END'
set -e
"$1" map in -q --style night -o map.png -o map.svg -o map.pdf
"$1" extract in -q -o i.gpkg
"$1" report in -q -o report.html
"$1" compare in -q --by month --table m.csv -o m.svg
"$1" find 'Test house' --add-places own.tsv | grep -q '^[0-9.]*   mine'
"$1" places in -q --add-actors actors.tsv -o p.jsonl
END
run sh all "$there/bin/kharita"
say $? "the installed copy does all that a checkout does"
run strace -f -qq -e trace=file -o trace sh all "$there/bin/kharita"
test -s trace && ! grep -F "\"$top" trace
say $? "it opens nothing of the checkout"
mkdir "$folder/moved" && mv "$there" "$folder/moved/usr" && run "$folder/moved/usr/bin/kharita" map in -q --style night -o moved.png && cmp map.png moved.png
say $? "it may be moved as a whole"
mkdir empty data && cp -r "$folder/moved/usr/share/kharita/." "$folder/moved/usr/lib/kharita/." data &&
    cp "$folder/moved/usr/bin/kharita" empty && run KHARITA_DATA="$PWD/data" empty/kharita map in -q --style night -o data.png && cmp map.png data.png
say $? "KHARITA_DATA names a folder with all data"
mv "$folder/moved/usr" "$there" && run man -M "$there/share/man" kharita-map | grep -q -- --focus
say $? "its man pages are found"

touch "$there/share/somebody-elses"
cd "$top" && make -s uninstall DESTDIR="$dest" PREFIX=$prefix &&
    test "$(find "$there" -mindepth 1 | sort | tr '\n' ' ')" = "$there/share $there/share/somebody-elses "
say $? "removal leaves nothing but what others put there"
exit $failed
