#!/bin/sh
# Do two builds write the same? For work on speed: no gain is one where a byte of the output differs.
#
#   tests/bench/same-output.sh PROGRAM OTHER      two kharita programs, each beside its compiled data; exit status 1 where they differ
#
# Compared are extract (points, areas, one job and two), places and explain, over an archive of the bench (MB=4), the bundled
# articles and the texts of tests/gold, which nobody has to look at for that.
set -eu
one=$(realpath "$1"); other=$(realpath "$2")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tests/bench/archive.pl "${MB:-4}000000" > "$work/archive.jsonl"
head -n 100 "$work/archive.jsonl" > "$work/some.jsonl"
failed=0

same() { # NAME ARGUMENT…: what both write to standard output
    name=$1; shift
    for program in "$one" "$other"; do # bad inputs are among what is compared
        { "$program" "$@" -q 2>&1 || echo "status $?"; } | sha256sum > "$work/sum-$([ "$program" = "$one" ] && echo 1 || echo 2)"
    done
    cmp -s "$work/sum-1" "$work/sum-2" && return
    echo "differs: $name: $*" >&2
    failed=1
}

same archive extract "$work/archive.jsonl" --jobs 1
same archive-jobs extract "$work/archive.jsonl" --jobs 2
same archive-areas extract "$work/some.jsonl" --geometry area --format geojson
for set in "$work/some.jsonl" tests/gold/*.jsonl tests/articles/*.txt tests/gold/b-*/*.txt; do
    same extract extract "$set"
    same areas extract "$set" --geometry area --format geojson
    same places places "$set"
    same explain explain "$set"
done
[ $failed = 0 ] && echo "the same"
exit $failed
