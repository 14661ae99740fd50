#!/usr/bin/env bash
# Builds the harnesses and runs them, each for some seconds, from the seeds and all inputs that once were findings.
#
#   tests/fuzz/run.sh [SECONDS [NAME...]]      30 seconds each; 0 only replays seeds and found inputs
#
# OUT= builds elsewhere (default out/fuzz); JOBS= runs so many at once (default 2); SEED= searches in the same order each
# time. Prints a table: reader, executions, edges covered, findings. A finding's input is kept in $OUT/findings/NAME/ and
# said; it ends with status 1.
# One that is mended goes to tests/fuzz/found/NAME/, where every later run replays it.
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-30}
[ $# -gt 0 ] && shift
out=${OUT:-out/fuzz}
jobs=${JOBS:-2}
fuzz=tests/fuzz

command -v clang >/dev/null || { echo "run.sh: no clang: ./bootstrap check installs it" >&2; exit 1; }
make -s -f $fuzz/Makefile OUT="$out" -j"$jobs" harnesses >"$out.log" 2>&1 || { tail -n 40 "$out.log" >&2; exit 1; }

# The whole gazetteer and basemap are those of the ordinary build.
export KHARITA_DATA=${KHARITA_DATA:-$PWD}
# A critical message of a library is a finding too.
export G_DEBUG=fatal-criticals
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$fuzz/leaks.txt:print_suppressions=0

# Seeds that are made by the program, since they change with it: small packed files, a store, gzip.
made=$out/made
program=${KHARITA:-out/kharita}
rm -rf "$made"
mkdir -p "$made"/{gazetteer,basemap,store,import,bytes,layers}
cp gazetteer/layers/{disputed-0,dams-2}.fgb "$made/layers" &&
    "$program" gazetteer build -q tests/cases/gazetteer/tables -o "$made/gazetteer/small" &&
    "$program" basemap build -q "$made/layers" -o "$made/basemap/small" &&
    "$program" ingest -q "$made/store.gpkg" tests/articles/2022-01-06-*.txt >/dev/null &&
    mv "$made/store.gpkg" "$made/store/small" &&
    "$program" extract -q tests/articles/2022-01-06-*.txt -o "$made/import/small.gpkg" &&
    "$program" extract -q tests/articles/2022-01-06-*.txt -o "$made/import/small.fgb" &&
    gzip -nc $fuzz/seeds/head/english >"$made/bytes/gzip" ||
    { echo "run.sh: $program cannot make the seeds" >&2; exit 1; }

corpora_of() { # folders that are read besides seeds/NAME: what lies in the checkout anyway
    case $1 in
        reading | scene | page | head) echo tests/articles tests/cases/place tests/cases/incident ;;
        style) echo styles ;;
        bytes) echo $fuzz/seeds/decode $fuzz/seeds/json ;;
    esac
}
longest_of() {
    case $1 in
        gazetteer | basemap | store | import) echo 262144 ;;
        reading | scene | page | config) echo 2048 ;;
        command-line | find | pins) echo 512 ;;
        *) echo 8192 ;;
    esac
}
run_one() { # NAME
    local name=$1 log="$out/$1.log" corpus="$out/corpus/$1" findings="$out/findings/$1"
    local dictionary=$fuzz/dictionaries/$name.dict folders=()
    mkdir -p "$corpus" "$findings"
    # shellcheck disable=SC2046 # a list of folders
    for folder in $fuzz/seeds/$name $fuzz/found/$name $made/$name $(corpora_of "$name"); do
        [ -d "$folder" ] && folders+=("$folder")
    done
    local options=(-timeout=120 -rss_limit_mb=3000 -max_len="$(longest_of "$name")" -print_final_stats=1
        -artifact_prefix="$findings/" -close_fd_mask=1)
    [ -f "$dictionary" ] && options+=(-dict="$dictionary")
    [ -n "${SEED:-}" ] && options+=(-seed="$SEED")
    if [ "$seconds" = 0 ]; then options+=(-runs=0); else options+=(-max_total_time="$seconds"); fi
    "$out/$name-fuzz" "${options[@]}" "$corpus" "${folders[@]}" >"$log" 2>&1
    local status=$?
    local executions edges
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    printf '%-14s %12s executions %7s edges  %s\n' "$name" "${executions:--}" "${edges:--}" \
        "$([ $status = 0 ] && echo 'no finding' || echo "FINDING, see $log and $findings/")"
    return $status
}

names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(for f in $fuzz/*-fuzz.c; do basename "$f" -fuzz.c; done)
failed=0 running=0
for name in "${names[@]}"; do
    run_one "$name" &
    running=$((running + 1))
    if [ $running -ge "$jobs" ]; then
        wait -n || failed=$((failed + 1))
        running=$((running - 1))
    fi
done
while [ $running -gt 0 ]; do
    wait -n || failed=$((failed + 1))
    running=$((running - 1))
done
echo "${#names[@]} fuzzers, $failed with findings"
[ $failed = 0 ]
