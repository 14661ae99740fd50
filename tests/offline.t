#!/bin/sh
# No network: every command that reads or draws works in an empty network namespace, asks for no socket, and opens no
# file that it was not given but its own data, its libraries and the system's tables.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
PATH=$out:$PATH
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP $2"; }

cat >"$folder/all" <<'END'
set -e
cd "$1"; articles=$2; tables=$3
kharita places "$articles" -q -o places.jsonl
kharita map "$articles" -q -o map.png -o map.svg -o map.pdf
kharita map "$articles" -q --crs EPSG:32637 -o utm.svg
for f in jsonl geojson csv gpkg kml fgb xlsx; do kharita extract "$articles" -q --format $f -o i.$f; done
kharita extract i.gpkg -q -o back.jsonl
kharita extract i.fgb -q -o back.csv
kharita ingest s.gpkg "$articles" -q
kharita map s.gpkg -q -o store.svg
kharita report "$articles" -q -o report.html
kharita compare "$articles" -q --by month -o c.svg --table c.json
kharita explain "$articles" >explained
kharita find 'Deir Ezzor' >found
kharita gazetteer build -q "$tables" -o g.bin
printf '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css"></head><body><img src="http://127.0.0.1:9/x.png"><p>قتل ثلاثة مدنيين بقصف على مدينة حمص</p></body></html>' >a.html
kharita extract a.html -q -o a.jsonl
kharita extract /vsicurl/http://127.0.0.1:9/x.fgb -q -o b.jsonl || true
kharita extract /vsizip/x.zip/x.gpkg -q -o b.jsonl || true
kharita extract http://127.0.0.1:9/x.jsonl -q -o b.jsonl || true
test -s report.html && test -s c.svg && test -s places.jsonl && test -s map.png && test -s i.gpkg && test -s store.svg && test -s a.jsonl
END

echo 1..3
export PROJ_NETWORK=ON # a machine's setting must not open one
if unshare -rn true 2>/dev/null; then
    mkdir "$folder/empty"
    unshare -rn sh "$folder/all" "$folder/empty" "$top/tests/articles" "$top/tests/cases/gazetteer/tables" >"$folder/log" 2>&1
    status=$?
    [ $status = 0 ] || sed 's/^/# /' "$folder/log"
    say $status "all commands in an empty network namespace"
else
    skip "all commands in an empty network namespace" "this machine gives no namespaces"
fi
if ! command -v strace >/dev/null; then
    say 1 "no socket is asked for: there is no strace (./bootstrap test installs it)"
    say 1 "no file is read that was not given: there is no strace"
elif strace -o /dev/null true 2>/dev/null; then
    mkdir "$folder/traced"
    ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=network,openat,open -o "$folder/trace" \
        sh "$folder/all" "$folder/traced" "$top/tests/articles" "$top/tests/cases/gazetteer/tables" >/dev/null 2>&1
    sockets=$(grep -c -E '(socket|connect|bind|sendto)\(' "$folder/trace")
    [ "$sockets" = 0 ] || grep -m 5 -E '(socket|connect|bind|sendto)\(' "$folder/trace" | sed 's/^/# /'
    [ "$sockets" = 0 ]
    say $? "no socket is asked for"
    strange=$(sed -n 's/.*open[a-z]*([^"]*"\([^"]*\)".* = [0-9].*/\1/p' "$folder/trace" | grep '^/' |
        grep -v -E "^($folder|$top|$out|/usr/(lib|share|local/lib)/|/lib|/etc/(ld\.so|locale|localtime|gss|ssl|nsswitch|passwd|group|fonts)|/proc/|/sys/|/dev/(null|urandom|shm|tty)|/tmp/)" | sort -u)
    [ -z "$strange" ] || printf '%s\n' "$strange" | sed 's/^/# /'
    [ -z "$strange" ]
    say $? "no file is read that was not given"
else
    skip "no socket is asked for" "this machine lets nobody trace"
    skip "no file is read that was not given" "this machine lets nobody trace"
fi
exit $failed
