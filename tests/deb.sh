#!/bin/sh
# The Debian package: built, looked over by lintian, installed, run, and removed without a trace. Takes a minute or two;
# as root, since dpkg wants to be.
set -eu
cd "$(dirname "$0")/.."
out=${OUT:-out}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
make deb OUT="$out" >"$folder/log" 2>&1 || { tail -n 40 "$folder/log"; exit 1; }
package=$(ls "$out"/deb/kharita_*.deb)
lintian --fail-on error,warning "$out"/deb/*.changes

# A system of its own as far as dpkg is concerned; libraries and fonts are this machine's.
root=$folder/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/var/log" && : >"$root/var/lib/dpkg/status" && : >"$root/var/lib/dpkg/available"
dpkg --root="$root" --force-depends --log=/dev/null -i "$package" >/dev/null 2>&1
mkdir "$folder/work" && cp tests/articles/*.txt "$folder/work"
env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$root/usr/bin/kharita" map "$folder/work" -q -o "$folder/map.png" -o "$folder/map.svg"
env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$root/usr/bin/kharita" extract "$folder/work" -q -o "$folder/i.gpkg"
env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$root/usr/bin/kharita" report "$folder/work" -q -o "$folder/report.html"
test -s "$folder/map.png" && test -s "$folder/map.svg" && test -s "$folder/i.gpkg" && test -s "$folder/report.html"
for page in kharita.1 kharita-map.1 kharita-style.5 kharita.conf.5; do test -s "$root/usr/share/man/man${page##*.}/$page.gz"; done
dpkg --root="$root" --force-depends --log=/dev/null -P kharita >/dev/null 2>&1
left=$(find "$root" -mindepth 1 -not -path "$root/var*")
[ -z "$left" ] || { echo "left behind:"; echo "$left"; exit 1; }
echo "$(basename "$package"): built, clean, works, leaves nothing"
